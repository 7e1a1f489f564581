"""The filter for figures of groups: none under the minimum, and none by subtraction."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from jingjin.insight.words import MINIMUM_GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence


class Shown(StrEnum):
    """Whether a group's figures may be shown."""

    YES = "yes"
    SMALL = "small"
    COMPLEMENT = "complement"


def filtered(sizes: Sequence[int], minimum: int = MINIMUM_GROUP) -> list[Shown]:
    """For groups that together make a shown whole: which may be shown.

    Groups under `minimum` are hidden. What is hidden together must be two groups and `minimum` people at least, or
    the whole less the shown ones would give it away: then the smallest of the others are hidden too.
    """
    found = [Shown.SMALL if 0 < size < minimum else Shown.YES for size in sizes]
    while _can_be_found(sizes, found, minimum):
        rest = [index for index, size in enumerate(sizes) if found[index] is Shown.YES and size > 0]
        if not rest:
            break
        found[min(rest, key=lambda index: sizes[index])] = Shown.COMPLEMENT
    return found


def _can_be_found(sizes: Sequence[int], found: Sequence[Shown], minimum: int) -> bool:
    hidden = [size for size, shown in zip(sizes, found, strict=True) if shown is not Shown.YES]
    return bool(hidden) and (len(hidden) == 1 or sum(hidden) < minimum)
