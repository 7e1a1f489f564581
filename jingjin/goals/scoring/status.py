"""The state of a goal in one word, from a closed list: actual against expected, and its owner's own confidence."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from jingjin.goals.scoring.measures import ONE

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

FRESH_DAYS = 1
"""A value of today or yesterday is judged by what is due today, an older one by what was due on its own day."""
LATE_DAYS = 14
"""Two weekly rhythms: after that the last value says nothing about now."""


class Status(StrEnum):
    """A closed list. A low number alone is never "needs help": that is said by its owner."""

    ON_TRACK = "on_track"
    WATCH = "watch"
    NEEDS_HELP = "needs_help"
    NOT_REPORTED = "not_reported"
    LATE = "late"
    NOT_MEASURED = "not_measured"
    REACHED = "reached"


class Confidence(StrEnum):
    """How sure the owner is to reach the goal, from sure to needing help."""

    SURE = "sure"
    AT_RISK = "at_risk"
    NEEDS_HELP = "needs_help"


def is_less_sure(now: Confidence, before: Confidence | None) -> bool:
    """Whether the owner is less sure than before."""
    order = list(Confidence)
    return before is not None and order.index(now) > order.index(before)


def judged_on(through: date, today: date) -> date:
    """The day whose expectation a value of `through` is held against: a late value counts up to its own date."""
    return through if today - through > timedelta(days=FRESH_DAYS) else today


def is_late(through: date, today: date, *, end: date) -> bool:
    """Whether the last value is too old to judge by. Nothing is late after the goal's own time, [.., end)."""
    return min(today, end - timedelta(days=1)) - through > timedelta(days=LATE_DAYS)


def status_of(
    progress: Decimal | None,
    expected: Decimal | None,
    *,
    measurable: bool = True,
    stays: bool = False,
    late: bool = False,
    confidence: Confidence | None = None,
) -> Status:
    """The state of a goal. `progress` is raw; `stays`: a limit to be kept, which is reached only at the end."""
    if not measurable:
        return Status.NOT_MEASURED
    if progress is None or expected is None:
        return Status.NOT_REPORTED
    if progress >= ONE and not stays:
        return Status.REACHED
    if confidence is Confidence.NEEDS_HELP:
        return Status.NEEDS_HELP
    if late:
        return Status.LATE
    return Status.ON_TRACK if progress >= expected else Status.WATCH
