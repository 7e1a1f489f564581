"""Classes of the fields of notify."""

from jingjin.core.privacy import Kind, Retention, fields, technical

FIELDS = {
    **technical("Notice", "id", "uid", "kind", "key", "url"),
    **fields("Notice", Kind.PERFORMANCE, Retention.EMPLOYMENT, "recipient", "facts", "created_at", "read_at"),
}
