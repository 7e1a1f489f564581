"""Classes of the fields of goals."""

from jingjin.core.privacy import Kind, Retention, fields, technical

RECORD = ("id", "uid", "version", "created_at")

FIELDS = {
    **technical("Period", *RECORD, "name", "name_en", "start", "end", "confirm_by", "lock_on"),
    **technical("Goal", *RECORD, "path"),
    **fields(
        "Goal",
        Kind.PERFORMANCE,
        Retention.EMPLOYMENT,
        *("kind", "level", "period", "unit", "person", "responsible", "title", "title_en", "description"),
        *("measure", "measured_in", "measured_in_en", "currency", "baseline", "target", "start", "end"),
        *("weight", "metric", "parent", "value", "value_through", "progress_raw", "progress", "expected"),
        *("incomplete", "part_count", "state", "proposed_by", "proposed_at", "employee_confirmed_at"),
        *("manager_confirmed_by", "manager_confirmed_at", "snapshot", "declined_by", "declined_at"),
        *("ended_by", "ended_at"),
    ),
    **fields("Goal", Kind.OPINION, Retention.EMPLOYMENT, "confidence", "statement", "end_reason"),
    **technical("Milestone", *RECORD),
    **fields(
        "Milestone",
        Kind.PERFORMANCE,
        Retention.EMPLOYMENT,
        *("goal", "title", "title_en", "due", "weight", "done_on", "done_by", "dropped"),
    ),
    **technical("CheckIn", *RECORD, "token"),
    **fields(
        "CheckIn",
        Kind.PERFORMANCE,
        Retention.EMPLOYMENT,
        *("goal", "by", "at", "day", "value", "progress_raw", "backwards"),
    ),
    **fields("CheckIn", Kind.OPINION, Retention.EMPLOYMENT, "confidence", "note"),
    **technical("WeeklyUpdate", *RECORD),
    **fields("WeeklyUpdate", Kind.PERFORMANCE, Retention.EMPLOYMENT, "person", "week", "at"),
    **fields("WeeklyUpdate", Kind.OPINION, Retention.EMPLOYMENT, "confidence", "note"),
    **technical("ValuePoint", "id"),
    **fields("ValuePoint", Kind.PERFORMANCE, Retention.EMPLOYMENT, "goal", "day", "value", "progress_raw"),
}
