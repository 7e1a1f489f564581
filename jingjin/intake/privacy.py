"""Classes of the fields of intake."""

from jingjin.core.privacy import Kind, Retention, fields, technical

FIELDS = {
    **technical(
        "Upload",
        *("id", "uid", "version", "created_at", "kind", "state", "columns", "answers", "options", "counts"),
    ),
    **fields("Upload", Kind.IDENTITY, Retention.IMPORT, "file", "account", "applied_at", export=False),
    **technical("SavedMapping", "id", "kind", "fingerprint", "body", "saved_at"),
}
