"""Classes of the fields of accounts."""

from jingjin.core.privacy import Kind, Retention, fields, technical

FIELDS = {
    **technical(
        "Account",
        *("id", "uid", "version", "created_at", "password", "language", "theme", "is_active"),
        *("must_change_password", "one_time_until", "is_demo_cast", "demo_part", "demo_part_en"),
    ),
    **fields(
        "Account",
        Kind.IDENTITY,
        Retention.EMPLOYMENT,
        "number",
        "mobile",
        "mail",
        "display_name",
        "last_login",
    ),
    **technical("RoleGrant", "id", "uid", "version", "created_at", "scope", "scope_text"),
    **fields(
        "RoleGrant",
        Kind.IDENTITY,
        Retention.EMPLOYMENT,
        *("account", "role", "since", "until", "granted_by", "withdrawn_at", "withdrawn_by"),
    ),
    **technical("OpenSession", "id", "session_key"),
    **fields(
        "OpenSession",
        Kind.IDENTITY,
        Retention.SECURITY,
        "account",
        "device",
        "address",
        "started_at",
        "ended_at",
    ),
    **technical(
        "ApiKey",
        *("id", "uid", "version", "created_at", "prefix", "secret_hash", "can_write", "expires_at"),
        *("withdrawn_at", "name"),
    ),
    **fields("ApiKey", Kind.IDENTITY, Retention.SECURITY, "account"),
}
