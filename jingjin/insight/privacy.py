"""Classes of the fields of insight."""

from jingjin.core.privacy import Kind, Retention, fields, technical

RECORD = ("id", "uid", "version", "created_at")

FIELDS = {
    **technical("SignalPolicy", *RECORD, "notice", "notice_en", "changed_at"),
    **fields("SignalPolicy", Kind.IDENTITY, Retention.EMPLOYMENT, "changed_by", export=False),
    **technical(
        "SignalRun",
        *RECORD,
        *("at", "last", "by", "parameters", "library", "input_hash", "people", "counts"),
    ),
    **fields("SignalRun", Kind.PERFORMANCE, Retention.EMPLOYMENT, "input", export=False),
    **technical("Inference", "id", "run"),
    **fields(
        "Inference",
        Kind.PERFORMANCE,
        Retention.EMPLOYMENT,
        *("person", "label", "score", "confidence", "facts"),
    ),
    **technical("Signal", *RECORD, "first_run", "run"),
    **fields(
        "Signal",
        Kind.PERFORMANCE,
        Retention.EMPLOYMENT,
        *("person", "label", "score", "confidence", "explanation", "opened_on", "state", "seen_at"),
        *(
            "answered_by",
            "answered_at",
            "step",
            "talked_on",
            "remind_on",
            "quiet_since",
            "ended_on",
            "ending",
        ),
    ),
    **fields("Signal", Kind.OPINION, Retention.EMPLOYMENT, "answer"),
    **technical("Contest", *RECORD, "signal", "due"),
    **fields("Contest", Kind.OPINION, Retention.EMPLOYMENT, "statement", "decision", "reply"),
    **fields("Contest", Kind.IDENTITY, Retention.EMPLOYMENT, "replied_by", "replied_at"),
    **technical(
        "Notice",
        *RECORD,
        *(
            "kind",
            "key",
            "run",
            "feed",
            "metric",
            "unit",
            "people",
            "opened_on",
            "state",
            "seen_at",
            "over_on",
        ),
    ),
    **fields("Notice", Kind.IDENTITY, Retention.EMPLOYMENT, "owner", "seen_by", export=False),
    **fields("Notice", Kind.PERFORMANCE, Retention.EMPLOYMENT, "facts", export=False),
}
