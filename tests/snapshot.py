"""What many tests begin with: made once per process through public actions, and from then on put back as it was."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import connection
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

TABLES = """SELECT table_name, array_agg(column_name::text) FROM information_schema.columns
    WHERE table_schema = 'public' AND is_generated = 'NEVER' AND table_name !~ '^(django|auth)_' GROUP BY table_name"""
# Leaving the demo company starts all keys at 1 again, and gives each sequence a new file.
KEYS_SINCE = "SELECT pg_relation_filenode('accounts_account_id_seq')"
PUT_BACK = sql.SQL(
    "INSERT INTO {table} ({names}) SELECT {names} FROM jsonb_populate_recordset(NULL::{table}, {rows})"
)


class Snapshot(Generic[T]):
    """Rows and objects that `make` brings about in an empty database.

    Keys stay the same: they were taken from sequences, which a test that is rolled back does not give back.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: tuple[T, sql.Composed] | None = None
        self._keys_since: object = None

    def take(self) -> T:
        """The objects, fresh for this test, with their rows in the test's transaction."""
        with connection.cursor() as cursor:
            keys_since = cursor.execute(KEYS_SINCE).fetchone()
            if self._made is None or self._keys_since != keys_since:
                self._keys_since = keys_since
                self._made = self._make(), _rows(cursor)
            else:
                cursor.execute(self._made[1])
        return deepcopy(self._made[0])


def _rows(cursor: Any) -> sql.Composed:
    """The statements that put back what the tables hold now."""
    cursor.execute(TABLES)
    statements = []
    for name, names in cursor.fetchall():
        table = sql.Identifier(name)
        (rows,) = cursor.execute(sql.SQL("SELECT jsonb_agg(t)::text FROM {} t").format(table)).fetchone()
        if rows:
            columns = sql.SQL(", ").join(map(sql.Identifier, names))
            statements.append(PUT_BACK.format(table=table, names=columns, rows=sql.Literal(rows)))
    return sql.SQL("; ").join(statements)
