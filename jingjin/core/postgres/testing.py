"""A fresh, fast, forgetful database for tests."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import psycopg
from psycopg import sql

from jingjin.core.postgres import roles
from jingjin.core.postgres.server import EmbeddedServer
from jingjin.core.postgres.urls import Urls, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "32MB",
    "logging_collector": "off",
}
FOLDER = "jingjin-test-"


@contextlib.contextmanager
def throwaway_server() -> Iterator[Urls]:
    """URLs of an empty database with all roles, gone afterwards.

    TEST_DATABASE_URL (a role that may create roles and databases) makes it on that server instead.
    """
    stock = os.environ.get("TEST_DATABASE_URL")
    with _on_stock(stock) if stock else _embedded() as urls:
        yield urls


@contextlib.contextmanager
def _embedded() -> Iterator[Urls]:
    _sweep()
    home = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-"))
    home.chmod(0o755)  # so that a server run by root may reach its own folder; what is inside is closed
    server = EmbeddedServer(home, settings=FORGETFUL)
    try:
        yield server.start()
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def _sweep() -> None:
    """Stop and remove what test runs left behind that were killed."""
    for home in Path(tempfile.gettempdir()).glob(f"{FOLDER}*-*"):
        number = home.name.removeprefix(FOLDER).partition("-")[0]
        if home.stat().st_uid == os.geteuid() and number.isdigit() and not psutil.pid_exists(int(number)):
            with contextlib.suppress(FileNotFoundError):
                EmbeddedServer(home).stop()
            shutil.rmtree(home, ignore_errors=True)


@contextlib.contextmanager
def _on_stock(admin_url: str) -> Iterator[Urls]:
    name = f"jingjin_test_{secrets.token_hex(4)}"
    try:
        yield roles.setup(admin_url, name, prefix=name)
    finally:
        with psycopg.connect(replace(admin_url, database="postgres"), autocommit=True) as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
            for role in ("owner", "web", "worker"):
                admin.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(f"{name}_{role}")))
