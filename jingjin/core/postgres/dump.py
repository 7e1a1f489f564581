"""pg_dump and pg_restore of the wheel, on any PostgreSQL from 15 on."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
import tempfile
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from jingjin.core.postgres.connection import connect
from jingjin.core.postgres.place import wheel_binaries
from jingjin.core.postgres.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Rows and structure only: roles, rights and extensions are made anew by setup-db and upgrade.
PLAIN = ("--no-owner", "--no-privileges")
PSQL = ("--no-psqlrc", "--quiet", "--no-password", "--single-transaction", "--set=ON_ERROR_STOP=1")
HEAD_LINES = 30  # settings come first in the script
KINDS = {"r": "TABLE", "p": "TABLE", "v": "VIEW", "m": "MATERIALIZED VIEW", "S": "SEQUENCE"}
OURS = "owner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"


def dump(url: str, target: Path) -> None:
    """Write the whole database of `url` to `target`, compressed, as one moment saw it."""
    _call("pg_dump", url, "--format=custom", "--exclude-extension=*", *PLAIN, f"--file={target}")


def load(url: str, source: Path) -> None:
    """Fill the empty database of `url`, wholly or not at all.

    pg_restore itself would set transaction_timeout, which servers before 17 refuse; so it writes the script, we
    leave that line out, and psql runs it in one transaction.
    """
    target, environment = _login(url)
    restore = [_program("pg_restore"), "--file=-", *PLAIN, str(source)]
    psql = [_program("psql"), *PSQL, f"--dbname={target}"]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(restore, env=environment, stdout=subprocess.PIPE, stderr=said) as script,  # noqa: S603
        subprocess.Popen(  # noqa: S603
            psql, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
        ) as runner,
    ):
        output = cast("IO[bytes]", script.stdout)
        with contextlib.suppress(BrokenPipeError):  # psql has stopped at an error and says so
            _pump(output, cast("IO[bytes]", runner.stdin))
        output.close()
        runner.communicate()
        script.wait()
        if script.returncode or runner.returncode:
            said.seek(0)
            raise _failure("pg_restore", said.read().decode(errors="replace"))


def _pump(script: IO[bytes], runner: IO[bytes]) -> None:
    """Copy the script without the first line that sets transaction_timeout; it stands in the head, before data."""
    for line in itertools.islice(script, HEAD_LINES):
        if not line.startswith(b"SET transaction_timeout"):
            runner.write(line)
    shutil.copyfileobj(script, runner)


def is_empty(url: str) -> bool:
    """Whether the database has no table of ours."""
    with connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        ).fetchone()
    return row == (0,)


def clear(url: str) -> None:
    """Drop everything the role of `url` owns in the schema public, in one transaction; rights and extensions stay."""
    with connect(url) as connection:
        for kind, name in list(_owned(connection)):
            connection.execute(sql.SQL("DROP {} IF EXISTS {} CASCADE").format(sql.SQL(kind), sql.SQL(name)))


def _owned(connection: psycopg.Connection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Kind and quoted name of each table, routine and type; dropping a table takes its sequences along."""
    tables = connection.execute(
        "SELECT relkind::text, format('%I.%I', relnamespace::regnamespace, relname) FROM pg_class"  # noqa: S608
        f" WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S') AND rel{OURS}"
        " ORDER BY relkind = 'S'"  # a sequence goes with its table
    ).fetchall()
    yield from ((KINDS[kind], name) for kind, name in tables)
    routines = connection.execute(
        "SELECT 'ROUTINE', oid::regprocedure::text FROM pg_proc"  # noqa: S608 - a constant
        f" WHERE pronamespace = 'public'::regnamespace AND pro{OURS}"
    ).fetchall()
    yield from routines
    types = connection.execute(
        "SELECT 'TYPE', format('%I.%I', typnamespace::regnamespace, typname) FROM pg_type"  # noqa: S608
        f" WHERE typnamespace = 'public'::regnamespace AND typ{OURS} AND (typtype IN ('e', 'd', 'r')"
        " OR typrelid IN (SELECT oid FROM pg_class WHERE relkind = 'c'))"
    ).fetchall()
    yield from types


def _call(program: str, url: str, *arguments: str) -> None:
    target, environment = _login(url)
    done = subprocess.run(  # noqa: S603 - the wheel's own program
        [_program(program), f"--dbname={target}", "--no-password", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise _failure(program, done.stderr)


def _program(name: str) -> str:
    return str(wheel_binaries() / name)


def _login(url: str) -> tuple[str, dict[str, str]]:
    """The URL without its password, and an environment with it: other users can read a command line."""
    parts = urlsplit(url)
    login, _, server = parts.netloc.rpartition("@")
    user = login.partition(":")[0]
    target = urlunsplit((parts.scheme, f"{user}@{server}", parts.path, parts.query, ""))
    return target, {"PATH": os.defpath, "LC_ALL": "C", "PGPASSWORD": unquote(parts.password or "")}


def _failure(program: str, said: str) -> Trouble:
    lines = said.strip().splitlines() or ["no output"]
    return Trouble(f"{program} 没有成功：{lines[0]}", f"{program} failed: {lines[0]}")
