"""What a production start (JINGJIN_PRODUCTION=1) refuses, and why. Knows no Django, so that it answers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ON = frozenset({"1", "true", "yes", "on"})
KEY_LENGTH = 50
SUPERVISED_BY = (
    "JINGJIN_SUPERVISED_BY"  # set by `jingjin up`, which has looked at the whole environment itself
)


class Refusal(NamedTuple):
    """A reason not to start: its name (for JINGJIN_ALLOW, where that is possible) and the sentence."""

    name: str
    sentence: str
    allowable: bool = False


def refusals(environ: Mapping[str, str]) -> list[Refusal]:
    """Why this environment must not serve real people; empty outside production and when all is well."""
    if not _on(environ, "JINGJIN_PRODUCTION"):
        return []
    allowed = set(environ.get("JINGJIN_ALLOW", "").split(","))
    return [found for found in _found(environ) if not (found.allowable and found.name in allowed)]


def _found(environ: Mapping[str, str]) -> Iterator[Refusal]:
    if len(environ.get("JINGJIN_SECRET_KEY", "")) < KEY_LENGTH:
        yield Refusal(
            "key",
            f"JINGJIN_SECRET_KEY is missing or shorter than {KEY_LENGTH} signs; set a random one and keep it.",
        )
    if _on(environ, "JINGJIN_DEBUG"):
        yield Refusal("debug", "JINGJIN_DEBUG shows internals to everybody; unset it.")
    if _on(environ, "JINGJIN_DEMO"):
        yield Refusal(
            "demo",
            "JINGJIN_DEMO lets anybody enter as a demo person; unset it, or say JINGJIN_ALLOW=demo for a show.",
            allowable=True,
        )
    if not environ.get("JINGJIN_URL", "").startswith("https://"):
        yield Refusal(
            "http",
            "JINGJIN_URL must be the https:// address people use; or say JINGJIN_ALLOW=http behind a closed network.",
            allowable=True,
        )
    if _single_role(environ):
        yield Refusal(
            "single_role",
            "Web, worker and owner use one database role, so the proof is protected by triggers only. Run "
            "`jingjin setup-db`, or say JINGJIN_ALLOW=single_role.",
            allowable=True,
        )


def _single_role(environ: Mapping[str, str]) -> bool:
    """Whether an external database is used with fewer than three roles; the embedded one has them.

    A process of `jingjin up` is given its own role only, and can't tell.
    """
    if not environ.get("DATABASE_URL") or environ.get(SUPERVISED_BY):
        return False
    names = ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL")
    users = {urlsplit(environ[name]).username for name in names if environ.get(name)}
    return len(users) < len(names)


def _on(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").strip().lower() in ON
