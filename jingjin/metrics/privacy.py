"""Classes of the fields of metrics."""

from jingjin.core.privacy import Kind, Retention, fields, technical

RECORD = ("id", "uid", "version", "created_at")
TOTAL = ("period_start", "value", "target", "weight", "n", "complete", "through", "as_of")

FIELDS = {
    **technical(
        "Feed",
        *RECORD,
        *(
            "key",
            "name",
            "name_en",
            "system",
            "system_en",
            "rhythm_days",
            "last_success_at",
            "state",
            "since",
            "note",
        ),
    ),
    **technical(
        "Metric",
        *RECORD,
        *(
            "key",
            "name",
            "name_en",
            "unit",
            "unit_en",
            "currency",
            "direction",
            "kind",
            "aggregation",
            "period",
        ),
        *("data_class", "lowest", "highest", "formula", "formula_en", "feed", "active", "keyed"),
        *("covered_from", "covered_until"),
    ),
    **fields("Feed", Kind.IDENTITY, Retention.EMPLOYMENT, "owner", export=False),
    **fields("Metric", Kind.IDENTITY, Retention.EMPLOYMENT, "owner", export=False),
    **technical(
        "Batch",
        *RECORD,
        *("kind", "feed", "source", "url", "fetched_at", "covers_from", "covers_until"),
        *("reading", "received", "stored", "unchanged", "quarantined"),
    ),
    **technical("SavedMapping", *RECORD, "fingerprint", "name", "content", "used_at"),
    **fields("SavedMapping", Kind.IDENTITY, Retention.EMPLOYMENT, "by_person", export=False),
    **fields("Batch", Kind.PERFORMANCE, Retention.IMPORT, "file", export=False),
    **fields("Batch", Kind.IDENTITY, Retention.EMPLOYMENT, "by_person", "by_name", export=False),
    **fields("Batch", Kind.OPINION, Retention.EMPLOYMENT, "note"),
    **technical("Sample", "id", "metric", "unit", "batch", "row_no", "raw_hash", "is_current"),
    **fields(
        "Sample",
        Kind.PERFORMANCE,
        Retention.EMPLOYMENT,
        *("person", "period_start", "external_key", "value", "target", "weight", "version", "is_evidence"),
        *("seen_at", "covers_from", "covers_until"),
    ),
    **technical("QuarantinedRow", *RECORD, "batch", "row_no", "code", "state"),
    **fields("QuarantinedRow", Kind.PERFORMANCE, Retention.IMPORT, "fields", "raw", "params", export=False),
    **fields("QuarantinedRow", Kind.IDENTITY, Retention.EMPLOYMENT, "fixed_by", "fixed_at", export=False),
    **technical("PersonPeriod", "id", "metric", "version", "batch"),
    **fields("PersonPeriod", Kind.PERFORMANCE, Retention.EMPLOYMENT, "person", *TOTAL),
    **technical("UnitPeriod", "id", "metric", "version", "batch", "unit", "from_people", *TOTAL),
}
