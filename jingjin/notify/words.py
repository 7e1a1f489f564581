"""What notices say. An area registers its kinds when it is loaded; a notice stores the kind, never a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kind:
    """A kind of notice: its icon and its sentence, with named placeholders filled from the notice's facts."""

    icon: str
    sentence: Any


KINDS: dict[str, Kind] = {}


def register(kinds: dict[str, Kind]) -> None:
    """Make kinds known. Saying the same twice changes nothing; a kind has one meaning."""
    for name, kind in kinds.items():
        if KINDS.setdefault(name, kind) != kind:
            raise ValueError(f"the notice {name} has two meanings")
