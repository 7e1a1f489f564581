"""Classes of the fields of plans. The pre-check is in no export: it may hint at a protected period."""

from jingjin.core.privacy import Kind, Privacy, Retention, fields, technical

RECORD = ("id", "uid", "version", "created_at")
PART = (*RECORD, "plan", "position", "dropped_in")


def _performance(model: str, *names: str) -> dict[str, Privacy]:
    return {**fields(model, Kind.PERFORMANCE, Retention.PLAN, *names)}


def _opinion(model: str, *names: str) -> dict[str, Privacy]:
    return {**fields(model, Kind.OPINION, Retention.PLAN, *names)}


FIELDS = {
    **technical("Plan", *RECORD, "content_version", "locked_hash", "check_in_weeks"),
    **_performance(
        "Plan",
        *("person", "manager", "hr_partner", "title", "state", "opened_on", "talks_on", "environment"),
        *("starts_on", "ends_on", "first_ends_on", "if_not_met", "extension_rule", "extension_max_days"),
        *("extension_days", "approved_by", "approved_at", "published_at", "answer_by", "declined_at"),
        *("has_answer", "started_on", "pause_kind", "paused_on", "paused_days", "assessment_on", "outcome"),
        *("closed_at", "closed_by", "sealed_at"),
    ),
    **_opinion("Plan", "outcome_text", "pause_reason"),
    **fields(
        "Plan",
        Kind.OPINION,
        Retention.PLAN,
        *("returned_for", "manager_reason", "precheck_decision"),
        export=False,
    ),
    **technical("Concern", *PART),
    **_performance(
        "Concern",
        *("text", "detail", "measure", "metric", "unit", "baseline", "peers", "yardstick", "yardstick_value"),
        *("yardstick_on", "measured_from", "duty"),
    ),
    **technical("ConcernExample", *RECORD, "concern", "dropped_in"),
    **_performance("ConcernExample", "on", "text"),
    **technical("Expectation", *PART),
    **_performance(
        "Expectation",
        *("text", "metric", "unit", "baseline", "target", "direction", "peers", "due_on", "basis", "source"),
        *("weight", "marking", "open_question"),
    ),
    **technical("Support", *PART),
    **_performance("Support", "kind", "text", "owner", "due_on", "rhythm", "done_on", "done_by", "done_note"),
    **technical("Training", *PART),
    **_performance(
        "Training",
        *("gap", "course", "trainer", "trainer_name", "hours", "due_on", "held_on", "attended_hours"),
        *("attended", "test", "score", "result", "marked_by"),
    ),
    **technical("Precheck", *RECORD, "plan"),
    **fields("Precheck", Kind.HEALTH, Retention.PLAN, "ran_at", "findings", export=False),
    **technical("PlanVersion", *RECORD, "plan", "number", "hash"),
    **_performance("PlanVersion", "content", "reason", "published_at", "published_by"),
    **technical("Answer", *RECORD, "plan", "number", "content_hash"),
    **_opinion("Answer", "kind", "statement", "support_wanted", "witness", "delivery"),
    **_performance("Answer", "answered_at", "reply_due", "answer_by", "recorded_by"),
    **technical("HrReply", *RECORD, "answer"),
    **_opinion("HrReply", "decision", "text"),
    **_performance("HrReply", "replied_at", "replied_by"),
    **technical("CheckIn", *RECORD, "plan"),
    **_performance("CheckIn", "due_on", "state", "held_at", "held_by", "missed_at"),
    **_opinion("CheckIn", "manager_note", "person_note"),
    **technical("Extension", *RECORD, "plan"),
    **_performance(
        "Extension", "cause", "days", "old_end", "new_end", "note", "confirmed_at", "confirmed_by"
    ),
    **technical("SealOpening", *RECORD, "plan"),
    **_performance("SealOpening", "reason", "opened_at", "opened_on", "opened_by"),
    **technical("EvidenceFile", *RECORD, "plan", "file", "language", "head"),
    **_performance("EvidenceFile", "role", "made_at", "made_by"),
    **technical("Assessor", *PART),
    **_performance("Assessor", "person"),
    **technical("Assessment", *RECORD, "plan", "criteria_hash"),
    **_performance("Assessment", "criteria", "begun_at", "begun_by"),
    **technical("Mark", *RECORD, "assessment", "expectation", "assessor"),
    **_performance("Mark", "value", "source", "marked_at", "marked_by"),
    **_opinion("Mark", "comment"),
}
