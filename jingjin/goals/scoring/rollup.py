"""A parent's progress from its parts: weighted, and honest about what has no value.

A part without a value is left out and the weights of the others are stretched to 100 %; the parent is then
marked incomplete. Zero total weight gives no progress, never a division by zero. The database computes the
same for stored goals (`actions.rollup`); a property test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jingjin.goals.scoring.measures import ZERO, clamp, keep, ratio

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal


@dataclass(frozen=True)
class Part:
    """One child: its weight (a fraction), and its progress and expected progress, None without a value."""

    weight: Decimal
    progress: Decimal | None
    expected: Decimal | None = None
    incomplete: bool = False


@dataclass(frozen=True)
class Line:
    """What a part brings: its clamped progress, its share after stretching, and their product.

    All three are None for a part that is left out.
    """

    progress: Decimal | None
    share: Decimal | None
    contribution: Decimal | None


@dataclass(frozen=True)
class RollUp:
    """The sum. `measurable` is False when nothing carries a weight; `progress` None when nothing has a value."""

    progress: Decimal | None
    expected: Decimal | None
    incomplete: bool
    measurable: bool
    lines: tuple[Line, ...]


def roll_up(parts: Sequence[Part]) -> RollUp:
    """Add up the parts of one parent."""
    weighed = [part for part in parts if part.weight > 0]
    counted = [part for part in weighed if part.progress is not None]
    whole = sum((part.weight for part in counted), ZERO)
    return RollUp(
        progress=_mean([(part.weight, clamp(part.progress or ZERO)) for part in counted]),
        expected=_mean([(part.weight, part.expected or ZERO) for part in counted]),
        incomplete=len(counted) < len(weighed) or any(part.incomplete for part in counted),
        measurable=bool(weighed),
        lines=tuple(_line(part, whole) for part in parts),
    )


def _mean(pairs: Sequence[tuple[Decimal, Decimal]]) -> Decimal | None:
    whole = sum((weight for weight, _value in pairs), ZERO)
    return ratio(sum((weight * value for weight, value in pairs), ZERO), whole) if whole else None


def _line(part: Part, whole: Decimal) -> Line:
    if part.progress is None or part.weight <= 0 or not whole:
        return Line(None, None, None)
    share, progress = ratio(part.weight, whole), clamp(part.progress)
    return Line(progress, share, keep(share * progress))
