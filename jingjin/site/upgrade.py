"""Bringing the database to this version: migrations as the owner, then what web and worker may do."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection

from jingjin.core.postgres.roles import restrict_append_only

APPEND_ONLY = ("audit_content", "audit_chainevent", "audit_anchor", "audit_anchorhead", "audit_accessentry")


# The web role may not truncate; this function, the owner's, does it for the demo company only.
LEAVE_DEMO = """
CREATE OR REPLACE FUNCTION core_leave_demo() RETURNS text LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE tables text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM core_company WHERE is_demo) THEN RETURN 'no_demo'; END IF;
  IF EXISTS (SELECT 1 FROM org_person WHERE NOT is_demo) THEN RETURN 'real_people'; END IF;
  SELECT string_agg(quote_ident(tablename), ', ') INTO tables FROM pg_tables
  WHERE schemaname = 'public' AND tablename NOT LIKE 'procrastinate%'
    AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission');
  EXECUTE 'TRUNCATE ' || tables || ' RESTART IDENTITY CASCADE';
  DELETE FROM procrastinate_jobs WHERE status = 'todo';
  RETURN '';
END $$
"""


def upgrade(*, verbosity: int = 0) -> None:
    """Migrate and close the tables of proof; harmless when nothing is pending. Runs as the owner role."""
    call_command("migrate", interactive=False, verbosity=verbosity)
    connection.ensure_connection()
    restrict_append_only(connection.connection, APPEND_ONLY)
    with connection.cursor() as cursor:
        cursor.execute(LEAVE_DEMO)
