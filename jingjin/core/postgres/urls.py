"""The three ways into the database, one per role (DESIGN.md §3)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self
from urllib.parse import quote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Urls:
    """`postgresql://` URLs of one database: `web` serves requests, `worker` runs jobs, `owner` migrates."""

    VARIABLES: ClassVar = ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL")

    web: str
    worker: str
    owner: str

    def environment(self) -> dict[str, str]:
        """The variables under which the settings look for them."""
        return dict(zip(self.VARIABLES, (self.web, self.worker, self.owner), strict=True))

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Self | None:
        """What the administrator set, or None. A role without its own variable uses DATABASE_URL.

        The worker of `jingjin up` is given its own variable only, and then the others name the same.
        """
        environ = os.environ if environ is None else environ
        web, worker, owner = (environ.get(name, "") for name in cls.VARIABLES)
        first = web or worker or owner
        return cls(web or first, worker or first, owner or first) if first else None


def socket_url(*, user: str, password: str, database: str, folder: Path) -> str:
    """The URL of a database that listens on the unix socket in `folder`."""
    return f"postgresql://{_login(user, password)}@/{quote(database)}?host={quote(str(folder), safe='')}"


def _login(user: str, password: str) -> str:
    return f"{quote(user, safe='')}:{quote(password, safe='')}"


def replace(url: str, *, user: str | None = None, password: str = "", database: str | None = None) -> str:
    """The same server reached with another role or another database; the query string stays."""
    parts = urlsplit(url)
    netloc, path = parts.netloc, parts.path
    if user is not None:
        netloc = f"{_login(user, password)}@{netloc.rpartition('@')[2]}"
    if database is not None:
        path = f"/{quote(database)}"
    if not netloc:  # urlunsplit drops the empty host of postgresql:///name
        return f"{parts.scheme}://{path}" + (f"?{parts.query}" if parts.query else "")
    return urlunsplit((parts.scheme, netloc, path, parts.query, ""))
