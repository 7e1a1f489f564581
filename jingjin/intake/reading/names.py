"""The names by which a target's fields are known, ready to be compared with a file's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.intake.reading.text import fold, split_unit

if TYPE_CHECKING:
    from jingjin.intake.reading.target import Field, Target

SAME = 1.0
SAME_WITHOUT_UNIT = 0.95
CONTAINS = 0.6
_SHORTEST_ASCII = 4  # "no" and "id" are parts of too many words
_SHORTEST = 2


class Names:
    """Compares column names with all spellings of a target's fields."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.spellings = {field.key: {fold(name) for name in field.spellings()} for field in target.fields}
        self.parts = {
            key: {name for name in names if _telling(name)} for key, names in self.spellings.items()
        }
        self.all = frozenset().union(*self.spellings.values())

    def score(self, name: str, field: Field) -> float:
        """From 0 to 1, how well a column name names a field."""
        folded, bare = fold(name), fold(split_unit(name)[0])
        if folded in self.spellings[field.key]:
            return SAME
        if bare in self.spellings[field.key]:
            return SAME_WITHOUT_UNIT
        longest = max((len(part) for part in self.parts[field.key] if part in bare), default=0)
        return CONTAINS * (0.5 + longest / len(bare) / 2) if longest else 0.0

    def match(self, name: str) -> float:
        """1 for a name of any field, a part of it where one is contained, else 0."""
        if not name:
            return 0.0
        if {fold(name), fold(split_unit(name)[0])} & self.all:
            return SAME
        bare = fold(name)
        return CONTAINS / 2 if any(part in bare for parts in self.parts.values() for part in parts) else 0.0


def _telling(name: str) -> bool:
    return len(name) >= (_SHORTEST_ASCII if name.isascii() else _SHORTEST)
