"""Whether the database is at this release, told without Django: the start of every day needs no migration.

The fingerprint of all that `jingjin upgrade` applies is kept as the database's comment: it goes with the database,
is gone after a restore, and costs one short connection to read.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import psycopg
from psycopg import sql

from jingjin.core.postgres.connection import connect

PACKAGE = Path(__file__).resolve().parents[1]
PREFIX = "jingjin schema "


def fingerprint() -> str:
    """SHA-256 over our migrations, the locked packages (which bring migrations too) and the upgrade itself."""
    files = [
        *PACKAGE.glob("*/migrations/*.py"),
        PACKAGE / "site" / "upgrade.py",
        PACKAGE / "core" / "postgres" / "roles.py",
        PACKAGE.parent / "requirements" / "runtime.txt",
    ]
    total = hashlib.sha256()
    for file in sorted(file for file in files if file.exists()):
        total.update(f"{file.relative_to(PACKAGE.parent)}\0".encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def migrations() -> list[str]:
    """Our migrations as `area.0001_name`, by which a backup says what release it needs."""
    files = PACKAGE.glob("*/migrations/[0-9]*.py")
    return sorted(f"{file.parts[-3]}.{file.stem}" for file in files)


def is_current(owner_url: str) -> bool:
    """Whether `jingjin upgrade` of this release has been recorded in the database."""
    with connect(owner_url) as connection:
        row = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    return row is not None and row[0] == PREFIX + fingerprint()


def record(owner_url: str, *, value: str | None = None) -> None:
    """Remember that the database is at this release, or (`value=""`) that nothing is known about it.

    A role that doesn't own the database can't; then each start upgrades anew, which changes nothing.
    """
    text = PREFIX + fingerprint() if value is None else value
    with connect(owner_url, autocommit=True) as connection:
        name = connection.info.dbname
        comment = sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(text))
        with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
            connection.execute(comment)
