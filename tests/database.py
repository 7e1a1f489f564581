"""pytest plugin: a real, throw-away PostgreSQL per test process, migrated as the owner, used as the web role."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_stack = ExitStack()


@pytest.hookimpl(wrapper=True)  # a wrapper runs before pytest-django's own hook, which reads the settings
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Start the server before Django reads its settings. The controller of a parallel run needs none."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "jingjin.site.settings"
    os.environ["JINGJIN_POOL"] = "0"
    home = tempfile.TemporaryDirectory(prefix="jingjin-home-", ignore_cleanup_errors=True)
    os.environ["JINGJIN_HOME"] = _stack.enter_context(home)
    early_config.add_cleanup(_stack.close)
    if _is_controller(early_config):
        os.environ["DATABASE_URL"] = "postgresql:///unused"
    else:
        _start_database()
    return (yield)


def _start_database() -> None:
    from jingjin.core.postgres.testing import throwaway_server

    urls = _stack.enter_context(throwaway_server())
    os.environ.update(urls.environment())
    migrate = [sys.executable, "-W", "ignore", "-m", "jingjin.site.cli", "upgrade"]
    subprocess.run(migrate, check=True, cwd=Path(__file__).resolve().parents[1])


def _is_controller(config: pytest.Config) -> bool:
    wanted = getattr(config.known_args_namespace, "numprocesses", None)
    return bool(wanted) and "PYTEST_XDIST_WORKER" not in os.environ
