"""Bringing the database to this version: migrations as the owner, then what web and worker may do."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection

from jingjin.core.postgres.roles import restrict_append_only

APPEND_ONLY = ("audit_content", "audit_chainevent", "audit_anchor", "audit_anchorhead", "audit_accessentry")


def upgrade(*, verbosity: int = 0) -> None:
    """Migrate and close the tables of proof; harmless when nothing is pending. Runs as the owner role."""
    call_command("migrate", interactive=False, verbosity=verbosity)
    connection.ensure_connection()
    restrict_append_only(connection.connection, APPEND_ONLY)
