"""How far a value has come: one formula, read by the measure of the goal (DESIGN.md §5).

Progress = (value - baseline) / (target - baseline). The raw ratio may be below 0 or above 1 and is kept;
`clamp` cuts it to 0..1 for the roll-up.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

ZERO, ONE = Decimal(0), Decimal(1)
RATIO_PLACES = 12
_CONTEXT = Context(prec=60, rounding=ROUND_HALF_UP)


class Measure(StrEnum):
    """What coming closer means for a goal."""

    REACH = "reach"
    """A total on its way to a target, in whichever direction the target lies."""
    INCREASE = "increase"
    DECREASE = "decrease"
    STAY_ABOVE = "stay_above"
    """The value must not fall under the limit (the target)."""
    STAY_BELOW = "stay_below"
    MILESTONE = "milestone"
    """Parts that are done or not, by their weight."""
    YES_NO = "yes_no"


STAYS = frozenset({Measure.STAY_ABOVE, Measure.STAY_BELOW})
STEPS = frozenset({Measure.MILESTONE, Measure.YES_NO})


def ratio(part: Decimal, whole: Decimal) -> Decimal:
    """part / whole as a kept ratio: twelve places, half up."""
    return keep(_CONTEXT.divide(part, whole))


def keep(value: Decimal) -> Decimal:
    """A ratio as it is stored: twelve places, half up."""
    return value.quantize(Decimal(1).scaleb(-RATIO_PLACES), context=_CONTEXT)


def clamp(progress: Decimal) -> Decimal:
    """Progress as it counts in a roll-up: never below 0, never above 1."""
    return min(max(progress, ZERO), ONE)


def is_kept(measure: Measure, *, limit: Decimal, value: Decimal) -> bool:
    """Whether a value that must stay above or below a limit does; the limit itself is kept."""
    return value >= limit if measure is Measure.STAY_ABOVE else value <= limit


def raw_progress(measure: Measure, *, baseline: Decimal | None, target: Decimal, value: Decimal) -> Decimal:
    """The raw progress of a value: 0 at the baseline, 1 at the target, not clamped.

    An absent baseline is 0. Yes/no compares the value 1 or 0 with the target 1. Milestones have no value:
    see `milestones.progress`.
    """
    start = ZERO if baseline is None else baseline
    if measure in STAYS:
        return _stay_progress(measure, floor=baseline, limit=target, value=value)
    if target == start:
        return _reached_or_not(measure, target=target, value=value)
    return ratio(value - start, target - start)


def _reached_or_not(measure: Measure, *, target: Decimal, value: Decimal) -> Decimal:
    """Baseline equals target: there is no way to go, only reached or not."""
    reached = value <= target if measure is Measure.DECREASE else value >= target
    return ONE if reached else ZERO


def _stay_progress(measure: Measure, *, floor: Decimal | None, limit: Decimal, value: Decimal) -> Decimal:
    """Kept is 1 and never more. Missed counts by its distance from the baseline, where one on the wrong side
    of the limit is given, and is 0 otherwise."""
    if is_kept(measure, limit=limit, value=value):
        return ONE
    if floor is None or is_kept(measure, limit=limit, value=floor):
        return ZERO
    return ratio(value - floor, limit - floor)
