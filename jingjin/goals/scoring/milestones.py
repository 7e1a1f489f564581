"""Progress and expectation of goals that are made of dated parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jingjin.goals.scoring.measures import ZERO, ratio

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True)
class Part:
    """One milestone: its weight among the others, when it is due, when it was done."""

    weight: Decimal
    due: date
    done_on: date | None = None


def progress(parts: Sequence[Part]) -> Decimal | None:
    """The weight of what is done over the whole weight; None when there is nothing to weigh."""
    return _share(parts, [part for part in parts if part.done_on is not None])


def expected(parts: Sequence[Part], day: date) -> Decimal | None:
    """The weight of what is due by the end of `day` over the whole weight."""
    return _share(parts, [part for part in parts if part.due <= day])


def _share(parts: Sequence[Part], some: Sequence[Part]) -> Decimal | None:
    whole = sum((part.weight for part in parts), ZERO)
    return ratio(sum((part.weight for part in some), ZERO), whole) if whole else None
