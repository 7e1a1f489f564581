"""Where a goal's value comes from: the indicator it is bound to, or the person who typed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.goals.words import Level
from jingjin.metrics.public import Reading, ReadingKey, readings_for
from jingjin.org.public import child_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jingjin.goals.models import Goal


def readings_of(goals: Sequence[Goal], day: date) -> dict[int, Reading]:
    """The readings of bound goals as they stand on a day, by goal key (1 query; 2 with a company goal)."""
    goals = [goal for goal in goals if goal.metric_id is not None]
    if not goals:
        return {}
    top = _company_unit() if any(goal.level == Level.COMPANY for goal in goals) else None
    keys = {goal.pk: _key(goal, top) for goal in goals}
    found = readings_for(list(dict.fromkeys(keys.values())), day)
    return {pk: found[key] for pk, key in keys.items()}


def _key(goal: Goal, top: int | None) -> ReadingKey:
    unit_id = top if goal.level == Level.COMPANY else goal.unit_id
    return ReadingKey(goal.metric_id or 0, goal.person_id, unit_id, goal.start, goal.end)


def _company_unit() -> int | None:
    """The key of the unit on top of the tree, whose numbers are the company's."""
    top = child_units(None).first()
    return top.pk if top else None
