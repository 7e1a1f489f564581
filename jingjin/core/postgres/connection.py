"""Connecting as a command does: a server that doesn't answer or refuses is told in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg

from jingjin.core.postgres.trouble import Trouble

if TYPE_CHECKING:
    from psycopg.rows import TupleRow

PATIENCE = 10  # seconds


def connect(url: str, *, autocommit: bool = False) -> psycopg.Connection[TupleRow]:
    """A connection, to be used as a context manager. Raises Trouble when there is none to be had."""
    options: dict[str, Any] = {} if "connect_timeout" in url else {"connect_timeout": PATIENCE}
    try:
        return psycopg.connect(url, autocommit=autocommit, **options)
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise Trouble(
            f"数据库没有回应：{reason}。请检查 DATABASE_URL 与数据库服务器。",
            f"The database does not answer: {reason}. Check DATABASE_URL and the database server.",
        ) from error
