"""A database for one command: the administrator's, or the embedded server for as long as the command runs."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from jingjin.core.postgres.place import default_home
from jingjin.core.postgres.urls import Urls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def ensure_database(home: Path | None = None) -> Iterator[Urls]:
    """URLs of a database that answers. DATABASE_URL wins; else the embedded server is joined or started.

    The embedded server's URLs stand in the environment meanwhile, where the settings look for them. It is shut
    down on leaving when no other command of the same home uses it.
    """
    given = Urls.from_environment()
    if given is not None:
        yield given
        return
    from jingjin.core.postgres.server import EmbeddedServer  # costs 0.3 s that DATABASE_URL needn't pay

    server = EmbeddedServer(home or default_home())
    try:
        urls = server.start()
        os.environ.update(urls.environment())
        yield urls
    finally:
        for name in Urls.VARIABLES:
            os.environ.pop(name, None)
        server.stop()
