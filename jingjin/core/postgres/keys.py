"""Passwords of the embedded database's roles: random, in one file that only its owner reads."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

PREFIX = "jingjin"
OWNER, WEB, WORKER = f"{PREFIX}_owner", f"{PREFIX}_web", f"{PREFIX}_worker"


def _password() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Keys:
    """One password per role. `ready` turns true once the roles and the database exist."""

    superuser: str = field(default_factory=_password)
    owner: str = field(default_factory=_password)
    web: str = field(default_factory=_password)
    worker: str = field(default_factory=_password)
    ready: bool = False

    @classmethod
    def load(cls, path: Path) -> Self | None:
        """The stored passwords, or None when there is no file."""
        return cls(**json.loads(path.read_text())) if path.exists() else None

    def save(self, path: Path) -> Self:
        """Write them whole or not at all, mode 0600."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(asdict(self), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(path)
        return self

    def made_ready(self) -> Self:
        """The same passwords, marked as set in the database."""
        return replace(self, ready=True)
