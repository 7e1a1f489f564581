"""The three ways into the database, one per role (DESIGN.md §3)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self
from urllib.parse import quote, urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Urls:
    """`postgresql://` URLs of one database: `web` serves requests, `worker` runs jobs, `owner` migrates."""

    web: str
    worker: str
    owner: str

    def environment(self) -> dict[str, str]:
        """The variables under which the settings look for them."""
        return {
            "DATABASE_URL": self.web,
            "DATABASE_WORKER_URL": self.worker,
            "DATABASE_OWNER_URL": self.owner,
        }

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Self | None:
        """What the administrator set, or None. A missing worker or owner falls back to the web role."""
        environ = os.environ if environ is None else environ
        web = environ.get("DATABASE_URL", "")
        if not web:
            return None
        return cls(web, environ.get("DATABASE_WORKER_URL") or web, environ.get("DATABASE_OWNER_URL") or web)


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
