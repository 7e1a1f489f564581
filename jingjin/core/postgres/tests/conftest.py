"""A home of our own and a server in it, tuned to forget, for the tests of the supervisor."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jingjin.core.postgres.server import EmbeddedServer
from jingjin.core.postgres.testing import FORGETFUL, throwaway_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jingjin.core.postgres.urls import Urls


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="jj-"))
    folder.chmod(0o755)  # so that a server run by root may reach its own folder
    return folder


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty state folder, with a path short enough for a socket."""
    folder = _folder()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def initialised() -> Iterator[Path]:
    """A state folder whose database exists. Tests share it and leave it whole, its server down."""
    folder = _folder()
    with EmbeddedServer(folder, settings=FORGETFUL):
        pass
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def server(initialised: Path) -> Iterator[EmbeddedServer]:
    """A server as the product runs it, not yet started."""
    server = EmbeddedServer(initialised)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def database() -> Iterator[Urls]:
    with throwaway_server() as urls:
        yield urls
