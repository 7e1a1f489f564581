"""Writing what follows from a goal's own value: progress, expectation, and the point of the day."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jingjin.goals.models import ValuePoint
from jingjin.goals.queries.drawn import parts_of
from jingjin.goals.queries.judgement import expected_on, raw_of
from jingjin.goals.scoring.measures import Measure, clamp
from jingjin.goals.scoring.status import judged_on
from jingjin.goals.words import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from jingjin.goals.models import Goal

DERIVED = ("value", "value_through", "progress_raw", "progress", "expected", "part_count")


def measure(goal: Goal, today: date) -> None:
    """Set what follows from the value or the milestones; the caller saves it. Objectives follow their parts."""
    if goal.kind == Kind.OBJECTIVE:
        return
    if goal.measure == Measure.MILESTONE:
        _count_milestones(goal, today)
    raw = raw_of(goal)
    goal.progress_raw = raw
    goal.progress = None if raw is None else clamp(raw)
    goal.expected = None
    if raw is not None and goal.value_through is not None:
        goal.expected = expected_on(goal, judged_on(goal.value_through, today))


def _count_milestones(goal: Goal, today: date) -> None:
    parts = parts_of(goal)
    goal.part_count = len(parts)
    goal.value = Decimal(sum(part.done_on is not None for part in parts)) if parts else None
    goal.value_through = today if parts else None


def keep_points(goals: Iterable[Goal]) -> None:
    """Remember the values as those of their day; the latest word of a day wins (1 query)."""
    rows = [
        ValuePoint(goal=goal, day=goal.value_through, value=goal.value, progress_raw=goal.progress_raw)
        for goal in goals
        if goal.value is not None and goal.value_through is not None
    ]
    ValuePoint.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["goal", "day"],
        update_fields=["value", "progress_raw"],
    )
