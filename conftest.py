"""Fixtures that every test may use: the database (made by `tests.database`) and the fixed cast."""

from __future__ import annotations

import os
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest_django

    from tests.cast import Cast
    from tests.snapshot import Snapshot


def pytest_configure() -> None:
    """Hash passwords cheaply: the cast has nine of them."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["tests.hashing.CheapArgon2"]


settings.register_profile("jingjin", deadline=None)  # a busy machine is no failure; slow tests are marked
settings.load_profile("jingjin")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long journeys first: the many short files then keep every core busy to the end."""
    items.sort(key=lambda item: "browser" not in item.keywords)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where nothing may be left out (CI), a skipped test fails the run."""
    skipped = terminalreporter.stats.get("skipped", [])
    if os.environ.get("JINGJIN_NO_SKIPS") and skipped:
        terminalreporter.write_line(f"{len(skipped)} skipped tests are refused here", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """See `pytest_terminal_summary`."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("JINGJIN_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database exists and is migrated already; nothing is created or flushed."""


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture
def cast(db: None, _cast_snapshot: Snapshot[Cast]) -> Cast:
    """Employee Lin, her manager Zhao, another manager Sun, HR partner He, executive Gao, stranger Qian, …"""
    return _cast_snapshot.take()


@pytest.fixture(scope="session")
def _cast_snapshot() -> Snapshot[Cast]:
    from tests.snapshot import Snapshot

    return Snapshot(_make_cast)


def _make_cast() -> Cast:
    """The cast comes in the morning of its day, whichever test asks for it first."""
    from jingjin.core import clock
    from tests.cast import TODAY, make_cast  # models can be imported only after Django is set up

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: datetime.combine(TODAY, time(), tzinfo=UTC))
        return make_cast()


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """A database where commits are real (other connections see them); emptied as the owner afterwards."""
    import psycopg
    from django.db import connections

    with django_db_blocker.unblock():
        yield
        connections.close_all()
        with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
            tables = owner.execute(
                "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables"
                " WHERE schemaname = 'public' AND tablename NOT IN"
                " ('django_migrations', 'django_content_type', 'auth_permission')"
            ).fetchone()
            assert tables is not None
            owner.execute(f"TRUNCATE {tables[0]} CASCADE")
