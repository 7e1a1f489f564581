"""What is due on a day: the straight path from baseline to target over the goal's time."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jingjin.goals.scoring.measures import ONE, STAYS, ZERO, Measure, ratio

if TYPE_CHECKING:
    from datetime import date


def elapsed(start: date, end: date, day: date) -> Decimal:
    """The share of [start, end) that has passed at the end of `day`: 0 before it, 1 from its last day on."""
    whole = (end - start).days
    if whole <= 0:
        raise ValueError("a goal's time has at least one day")
    passed = min(max((day - start).days + 1, 0), whole)
    return ratio(Decimal(passed), Decimal(whole))


def expected_value(measure: Measure, *, baseline: Decimal | None, target: Decimal, share: Decimal) -> Decimal:
    """The value due when `share` of the time has passed, in the goal's own unit; a limit is due at all times."""
    if measure in STAYS:
        return target
    start = ZERO if baseline is None else baseline
    return start + (target - start) * share


def expected_progress(measure: Measure, share: Decimal) -> Decimal:
    """The progress due when `share` of the time has passed: a limit always, a yes at the very end."""
    if measure in STAYS:
        return ONE
    if measure is Measure.YES_NO:
        return ONE if share == ONE else ZERO
    return share
