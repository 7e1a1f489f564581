"""Classes of the fields of audit."""

from jingjin.core.privacy import Kind, Retention, fields, technical

FIELDS = {
    **technical("Content", "id", "salt", "created_at"),
    **fields("Content", Kind.OPINION, Retention.PLAN, "body"),
    **technical(
        "ChainEvent",
        *(
            "id",
            "stream",
            "seq",
            "kind",
            "actor",
            "at",
            "facts",
            "content_id",
            "content_hash",
            "prev",
            "hash",
        ),
    ),
    **technical("Anchor", "id", "n", "at", "signed"),
    **technical("AnchorHead", "id", "n", "stream", "seq", "hash"),
    **technical("AccessEntry", "id", "uid", "daily", "week"),
    **fields(
        "AccessEntry",
        Kind.IDENTITY,
        Retention.EMPLOYMENT,
        *("subject", "reader", "reader_name", "what", "why", "at"),
    ),
}
