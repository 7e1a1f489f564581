"""What each role may do, on the embedded server or on the one TEST_DATABASE_URL names."""

from __future__ import annotations

import psycopg
import pytest

from jingjin.core.postgres.roles import restrict_append_only
from jingjin.core.postgres.urls import Urls, replace

pytestmark = pytest.mark.slow

FORBIDDEN = [
    "UPDATE ledger SET note = 'other'",
    "DELETE FROM ledger",
    "TRUNCATE ledger",
    "TRUNCATE note",
    "DROP TABLE note",
    "ALTER TABLE note ADD COLUMN more int",
    "CREATE TABLE mine (id int)",
    "CREATE ROLE friend",
    "SET ROLE jingjin_owner",
]


@pytest.fixture(scope="module")
def tables(database: Urls) -> Urls:
    """`note` is an ordinary table, `ledger` an append-only one."""
    with psycopg.connect(database.owner, autocommit=True) as owner:
        for name in ("note", "ledger"):
            owner.execute(f"CREATE TABLE {name} (id bigint GENERATED ALWAYS AS IDENTITY, note text)")
        restrict_append_only(owner, ["ledger"])
    return database


@pytest.mark.parametrize("role", ["web", "worker"])
def test_rows_can_be_written_and_read(tables: Urls, role: str) -> None:
    with psycopg.connect(getattr(tables, role)) as connection:
        connection.execute("INSERT INTO note (note) VALUES ('a')")
        connection.execute("UPDATE note SET note = 'b'")
        connection.execute("DELETE FROM note")
        connection.execute("INSERT INTO ledger (note) VALUES ('a')")
        connection.execute("CREATE TEMPORARY TABLE load (note text)")
        kept = connection.execute("SELECT note FROM ledger").fetchall()
        connection.rollback()

    assert kept == [("a",)]


@pytest.mark.parametrize("role", ["web", "worker"])
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_structure_and_the_ledger_are_out_of_reach(tables: Urls, role: str, statement: str) -> None:
    with psycopg.connect(getattr(tables, role)) as connection, pytest.raises(psycopg.Error) as caught:
        connection.execute(statement)

    assert caught.value.sqlstate in {
        "42501",
        "22023",
    }  # insufficient privilege; no such role on a stock server


@pytest.mark.parametrize(
    ("role", "statement", "lock", "idle"),
    [("web", "20s", "5s", "1min"), ("worker", "15min", "30s", "10min"), ("owner", "0", "5s", "0")],
)
def test_time_limits(tables: Urls, role: str, statement: str, lock: str, idle: str) -> None:
    with psycopg.connect(getattr(tables, role)) as connection:
        found = connection.execute(
            "SELECT current_setting('statement_timeout'), current_setting('lock_timeout'),"
            " current_setting('idle_in_transaction_session_timeout')"
        ).fetchone()

    assert found == (statement, lock, idle)


def test_extensions(database: Urls) -> None:
    with psycopg.connect(database.web) as connection:
        found = connection.execute("SELECT extname FROM pg_extension ORDER BY 1").fetchall()

    assert found == [("btree_gist",), ("pg_trgm",), ("plpgsql",)]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://a:b@host:5/old?sslmode=require", "postgresql://me:p%2Fw@host:5/new?sslmode=require"),
        ("postgresql://a@/old?host=%2Fx", "postgresql://me:p%2Fw@/new?host=%2Fx"),
        ("postgresql:///old?host=%2Fx", "postgresql://me:p%2Fw@/new?host=%2Fx"),
    ],
)
def test_a_url_of_another_role_and_database(url: str, expected: str) -> None:
    assert replace(url, user="me", password="p/w", database="new") == expected


def test_a_url_of_another_database_keeps_the_role() -> None:
    assert replace("postgresql:///old?host=%2Fx", database="new") == "postgresql:///new?host=%2Fx"
    assert replace("postgresql://a:b@h/old", database="new") == "postgresql://a:b@h/new"
