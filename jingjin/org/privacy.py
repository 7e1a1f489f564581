"""Classes of the fields of org."""

from jingjin.core.privacy import Kind, Retention, fields, technical

RECORD = ("id", "uid", "version", "created_at")
WORK = ("unit", "title", "title_en", "grade", "place", "region", "line")

FIELDS = {
    **technical("Entity", *RECORD, "name", "name_en"),
    **technical("Unit", *RECORD, "name", "name_en", "code", "parent", "closed_on"),
    **technical("Placement", "id", "unit", "parent", "period"),
    **technical("UnitClosure", "id", "ancestor", "descendant", "depth"),
    **technical("ClosureDay", "id", "day"),
    **technical("CalendarDay", "id", "day", "kind", "name", "name_en"),
    **technical("Person", *RECORD, "account", "search", "zone", "is_demo"),
    **fields(
        "Person",
        Kind.IDENTITY,
        Retention.EMPLOYMENT,
        *("entity", "number", "name", "family", "given", "pinyin", "initials", "mail", "mobile"),
        *("employment", "hired_on", "probation_until", "left_on", "contract_until", "manager", *WORK),
    ),
    **technical("Assignment", "id"),
    **fields("Assignment", Kind.IDENTITY, Retention.EMPLOYMENT, "person", "period", *WORK),
    **technical("Reporting", "id"),
    **fields("Reporting", Kind.IDENTITY, Retention.EMPLOYMENT, "person", "manager", "kind", "period"),
    **technical("LineClosure", "id", "manager", "person", "depth"),
    **technical("Leave", "id"),
    **fields("Leave", Kind.HEALTH, Retention.EMPLOYMENT, "person", "kind", "period"),
    **technical("ProtectedPeriod", "id"),
    **fields("ProtectedPeriod", Kind.HEALTH, Retention.EMPLOYMENT, "person", "kind", "period", export=False),
}
