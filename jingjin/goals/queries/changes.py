"""Goals of units and the company whose value changed this week, and the small line of each goal's values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jingjin.core import clock
from jingjin.goals.access import goals_for
from jingjin.goals.models import ValuePoint
from jingjin.goals.queries.figures import figure_of
from jingjin.goals.queries.lines import lines_of
from jingjin.goals.words import RUNNING, Kind, Level

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal
    from jingjin.goals.queries.lines import GoalLine

LIMIT = 10


@dataclass(frozen=True)
class ChangedGoal:
    """A goal with its value at the end of last week."""

    line: GoalLine
    before: str


def changed_this_week(by: Actor, today: date, *, zone: str) -> list[ChangedGoal]:
    """At most ten shared goals whose value is another one than at the end of last week (at most 7 queries)."""
    week = clock.week_start(today)
    rows = goals_for(by).filter(
        level__in=[Level.COMPANY, Level.UNIT], state__in=RUNNING, points__day__gte=week
    )
    rows = rows.exclude(kind=Kind.OBJECTIVE).prefetch_related("milestones").distinct()
    goals = list(rows.order_by("level", "-weight", "id")[: 2 * LIMIT])
    before = values_before([goal.pk for goal in goals], week)
    changed = [goal for goal in goals if goal.pk in before and before[goal.pk].value != goal.value][:LIMIT]
    lines = lines_of(changed, today, zone=zone)
    return [
        ChangedGoal(line, figure_of(goal, before[goal.pk].value))
        for goal, line in zip(changed, lines, strict=True)
    ]


def values_before(keys: Collection[int], day: date) -> dict[int, ValuePoint]:
    """The last value of each goal before a day, by goal key (1 query)."""
    rows = ValuePoint.objects.filter(goal_id__in=keys, day__lt=day)
    latest = rows.order_by("goal_id", "-day").distinct("goal_id")
    return {row.goal_id: row for row in latest}


def trends(goals: Collection[Goal], *, since: date) -> dict[int, list[float]]:
    """The values of each goal since a day, oldest first, by goal key (1 query)."""
    rows = ValuePoint.objects.filter(goal_id__in=[goal.pk for goal in goals], day__gte=since).order_by("day")
    out: defaultdict[int, list[float]] = defaultdict(list)
    for goal_id, value in rows.values_list("goal_id", "value"):
        out[goal_id].append(float(value))
    return dict(out)
