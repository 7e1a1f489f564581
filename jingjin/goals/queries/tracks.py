"""A person's goals with their way so far: values and what was due, week by week, for a small drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from jingjin.core import clock
from jingjin.goals.access import heaviest_first
from jingjin.goals.models import ValuePoint
from jingjin.goals.queries.drawn import drawn
from jingjin.goals.queries.figures import figure_of
from jingjin.goals.queries.judgement import due_on
from jingjin.goals.queries.lines import lines_of, tops_of
from jingjin.goals.scoring.measures import STAYS, Measure, raw_progress
from jingjin.metrics.public import ReadingKey, readings_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal
    from jingjin.goals.queries.lines import GoalLine
    from jingjin.org.public import Person

WEEK = timedelta(weeks=1)
LOOK_BACK = 6 * WEEK
MOST_POINTS = 14


@dataclass(frozen=True)
class Gain:
    """A value that has become better: from what to what, and in how many weeks."""

    before: str
    now: str
    weeks: int


@dataclass(frozen=True)
class Track:
    """A goal's line with its values on some days, oldest first; None where nothing was reported by then.

    `texts` are value and due of each day in the goal's own unit; `gain` what the last weeks brought.
    """

    line: GoalLine
    days: tuple[date, ...]
    values: tuple[Decimal | None, ...]
    due: tuple[Decimal | None, ...]
    texts: tuple[tuple[str, str], ...]
    gain: Gain | None


def tracks_of(by: Actor, person: Person, today: date, *, zone: str = "") -> list[Track]:
    """The goals a person has today with their tracks, heaviest first, as far as the actor may read them (at most
    4 queries). Bound goals are read from their indicator as it stood at the end of each week."""
    goals = heaviest_first(drawn(tops_of(by, person, today)))
    found = {**_bound(goals, today), **_typed(goals)}
    return [
        _track(goal, line, found.get(goal.pk, {}))
        for goal, line in zip(goals, lines_of(goals, today, zone=zone), strict=True)
    ]


def _bound(goals: Sequence[Goal], today: date) -> dict[int, dict[date, Decimal | None]]:
    """By goal key: the value up to the end of each week (1 query)."""
    keys = {
        (goal.pk, monday - timedelta(days=1)): ReadingKey(
            goal.metric_id, goal.person_id, None, goal.start, monday
        )
        for goal in goals
        if goal.metric_id is not None
        for monday in _mondays(goal.start, today)
    }
    read = readings_for(list(dict.fromkeys(keys.values())), today)
    found: dict[int, dict[date, Decimal | None]] = {}
    for (pk, day), key in keys.items():
        found.setdefault(pk, {})[day] = read[key].value
    return found


def _mondays(start: date, today: date) -> list[date]:
    """The Mondays after `start` until today, every second (third, …) where there are too many to draw."""
    first = clock.week_start(start) + WEEK
    count = max((clock.week_start(today) - first).days // 7 + 1, 0)
    step = count // MOST_POINTS + 1
    return [first + number * WEEK for number in range(count) if (count - 1 - number) % step == 0]


def _typed(goals: Sequence[Goal]) -> dict[int, dict[date, Decimal | None]]:
    """By goal key: what was typed, by day (1 query)."""
    keys = [goal.pk for goal in goals if goal.metric_id is None]
    if not keys:
        return {}
    rows = ValuePoint.objects.filter(goal_id__in=keys).order_by("goal_id", "day")
    points = rows.values_list("goal_id", "day", "value")
    return {
        pk: {day: value for _pk, day, value in group} for pk, group in groupby(points, lambda row: row[0])
    }


def _track(goal: Goal, line: GoalLine, values: dict[date, Decimal | None]) -> Track:
    due = [due_on(goal, day) for day in values]
    return Track(
        line=line,
        days=tuple(values),
        values=tuple(values.values()),
        due=tuple(due),
        texts=tuple(
            (figure_of(goal, value), figure_of(goal, one))
            for value, one in zip(values.values(), due, strict=True)
        ),
        gain=_gain(goal, values),
    )


def _gain(goal: Goal, values: dict[date, Decimal | None]) -> Gain | None:
    """The way of the last six weeks where it led nearer to the target. A running total only ever grows and says
    nothing by that; goals in steps have no value to compare."""
    known = [(day, value) for day, value in values.items() if value is not None]
    if goal.target is None or goal.measure not in (Measure.INCREASE, Measure.DECREASE, *STAYS) or not known:
        return None
    (last, now) = known[-1]
    (first, before) = next((day, value) for day, value in known if day >= last - LOOK_BACK)
    measure = Measure(goal.measure)
    ways = [
        raw_progress(measure, baseline=goal.baseline, target=goal.target, value=one) for one in (before, now)
    ]
    if ways[1] <= ways[0]:
        return None
    return Gain(figure_of(goal, before), figure_of(goal, now), (last - first) // WEEK)
