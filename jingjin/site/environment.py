"""Reading the environment, typed, with an error that says what to set."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


class ConfigurationError(Exception):
    """The installation is not configured; the message says which variable and what to do."""


def text(name: str, default: str = "") -> str:
    """The variable's text."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """1, true, yes or on; anything else is off."""
    value = os.environ.get(name)
    return default if value is None else value.strip().lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """A whole number; ConfigurationError when it isn't one."""
    value = os.environ.get(name, str(default))
    if not value.lstrip("-").isdigit():
        raise ConfigurationError(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def home() -> Path:
    """Where this installation keeps its state: JINGJIN_HOME, or `var/` beside the package."""
    return Path(os.environ.get("JINGJIN_HOME") or Path(__file__).resolve().parents[2] / "var")


def database(url: str) -> dict[str, object]:
    """Django's database settings for a postgresql:// URL (host may be a socket folder in the query)."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ConfigurationError("DATABASE_URL must start with postgresql://")
    query = parse_qs(parts.query)
    options: dict[str, object] = {key: values[0] for key, values in query.items() if key != "host"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
