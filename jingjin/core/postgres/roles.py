"""Database roles (DESIGN.md §3): the owner migrates, web and worker only read and write rows.

The same for the embedded server and for any PostgreSQL from 15 on; nothing here needs more than the right to
create roles and databases. Everything may be repeated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from jingjin.core.postgres.connection import connect
from jingjin.core.postgres.keys import OWNER, PREFIX, Keys
from jingjin.core.postgres.urls import Urls, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

EXTENSIONS = ("btree_gist", "pg_trgm")
INVALID_LOCALE = "42809"  # wrong_object_type: what CREATE DATABASE answers to a locale it doesn't know


@dataclass(frozen=True)
class Role:
    """One role: its name and how long it may hold things, as PostgreSQL writes durations; 0 is no limit."""

    name: str
    statement_timeout: str
    lock_timeout: str
    idle_in_transaction_session_timeout: str

    def limits(self) -> dict[str, str]:
        """The settings that each session of the role starts with."""
        return {
            "statement_timeout": self.statement_timeout,
            "lock_timeout": self.lock_timeout,
            "idle_in_transaction_session_timeout": self.idle_in_transaction_session_timeout,
        }


def _all(prefix: str) -> tuple[Role, Role, Role]:
    """Owner, web, worker. A page that takes 20 s is broken, a job may take long, a migration never queues."""
    return (
        Role(f"{prefix}_owner", "0", "5s", "0"),
        Role(f"{prefix}_web", "20s", "5s", "60s"),
        Role(f"{prefix}_worker", "15min", "30s", "10min"),
    )


def setup(admin_url: str, database: str = PREFIX, *, keys: Keys | None = None, prefix: str = PREFIX) -> Urls:
    """Make the roles, the database and its extensions, and return the URL of each role.

    `admin_url`: a role that may create roles and databases (a superuser, or CREATEROLE and CREATEDB).
    `keys`: the passwords to set, random when absent. `prefix`: tells installations on one server apart.
    """
    keys = keys or Keys()
    owner, web, worker = _all(prefix)
    passwords = {owner.name: keys.owner, web.name: keys.web, worker.name: keys.worker}
    with connect(admin_url, autocommit=True) as admin:
        for role in (owner, web, worker):
            _make_role(admin, role.name, passwords[role.name])
        _make_database(admin, database, owner.name)
    with connect(replace(admin_url, database=database), autocommit=True) as admin:
        for role in (owner, web, worker):
            _limit(admin, role, database)
        _share(admin, database, owner.name, [web.name, worker.name])
    return Urls(*(_url(admin_url, role.name, passwords, database) for role in (web, worker, owner)))


def restrict_append_only(connection: psycopg.Connection[tuple[object, ...]], tables: Iterable[str]) -> None:
    """Take UPDATE, DELETE, TRUNCATE on `tables` away from web and worker. `connection` is the owner's."""
    row = connection.execute("SELECT current_user").fetchone()
    owner = str(row[0]) if row else OWNER
    _, web, worker = _all(owner.removesuffix("_owner"))
    for table in tables:
        connection.execute(
            sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}, {}").format(
                sql.Identifier(table), sql.Identifier(web.name), sql.Identifier(worker.name)
            )
        )


def _url(admin_url: str, name: str, passwords: dict[str, str], database: str) -> str:
    return replace(admin_url, user=name, password=passwords[name], database=database)


def _make_role(admin: psycopg.Connection[tuple[object, ...]], name: str, password: str) -> None:
    """A role without special rights, which is the default. Only the password's SCRAM secret is sent."""
    found = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    secret = admin.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    admin.execute(
        sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(
            sql.SQL("ALTER" if found else "CREATE"), sql.Identifier(name), sql.Literal(secret)
        )
    )


def _make_database(admin: psycopg.Connection[tuple[object, ...]], database: str, owner: str) -> None:
    """Create the database in UTF-8. Under a plain C character type pg_trgm sees no Chinese."""
    if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
        return
    me = admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if me and not me[0]:  # who is no superuser may only give a database to a role it belongs to
        admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(owner)))
    create = sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(
        sql.Identifier(database), sql.Identifier(owner)
    )
    try:
        admin.execute(create + sql.SQL(" LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"))
    except psycopg.Error as error:
        if error.sqlstate != INVALID_LOCALE:
            raise
        admin.execute(create)


def _limit(admin: psycopg.Connection[tuple[object, ...]], role: Role, database: str) -> None:
    for setting, value in role.limits().items():
        admin.execute(
            sql.SQL("ALTER ROLE {} IN DATABASE {} SET {} = {}").format(
                sql.Identifier(role.name),
                sql.Identifier(database),
                sql.Identifier(setting),
                sql.Literal(value),
            )
        )


def _share(
    admin: psycopg.Connection[tuple[object, ...]], database: str, owner: str, users: list[str]
) -> None:
    """Extensions, and rows of present and future tables for `users`; nobody else gets in."""
    names = {
        "database": sql.Identifier(database),
        "owner": sql.Identifier(owner),
        "users": sql.SQL(", ").join(map(sql.Identifier, users)),
    }
    for extension in EXTENSIONS:
        admin.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    for statement in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {users}",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE, CREATE ON SCHEMA public TO {owner}",
        "GRANT USAGE ON SCHEMA public TO {users}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {users}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE, SELECT ON SEQUENCES TO {users}",
    ):
        admin.execute(sql.SQL(statement).format(**names))
