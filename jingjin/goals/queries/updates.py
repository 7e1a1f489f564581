"""The page of the week's update: figures filled in, those to type, and what was said last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from jingjin.core import clock
from jingjin.goals.access import goals_for, heaviest_first
from jingjin.goals.models import WeeklyUpdate
from jingjin.goals.queries.changes import value_before, with_value_before
from jingjin.goals.queries.drawn import drawn
from jingjin.goals.queries.figures import figure_of
from jingjin.goals.queries.lines import lines_of, listed, name_of
from jingjin.goals.scoring.measures import STAYS, ZERO, Measure
from jingjin.goals.scoring.shown import MINUS, number
from jingjin.goals.words import RUNNING, Kind
from jingjin.org.public import people_for

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal
    from jingjin.goals.queries.lines import GoalLine


@dataclass(frozen=True)
class UpdateRow:
    """A goal with its figure and what the week did to it; `typed`: its value is typed by hand."""

    line: GoalLine
    change: str
    grew: bool
    typed: bool
    yes_no: bool


@dataclass(frozen=True)
class UpdatePage:
    """What the week's update shows. `reader`: who else reads it."""

    week: int
    rows: list[UpdateRow]
    filled: int
    reader: str
    earlier: WeeklyUpdate | None


def update_page(by: Actor, today: date, *, zone: str) -> UpdatePage:
    """The actor's running goals as the week's update shows them (at most 6 queries)."""
    mine = Q(person_id=by.person_id or 0) & (Q(parent=None) | ~Q(parent__person_id=by.person_id or 0))
    rows = goals_for(by).filter(mine, state__in=RUNNING, start__lte=today, end__gt=today)
    week = clock.week_start(today)
    goals = heaviest_first(drawn(with_value_before(rows, week)))
    found = [
        _row(goal, line, value_before(goal))
        for goal, line in zip(goals, lines_of(goals, today, zone=zone), strict=True)
    ]
    return UpdatePage(
        week=today.isocalendar().week,
        rows=found,
        filled=sum(not row.typed for row in found),
        reader=_reader(by),
        earlier=WeeklyUpdate.objects.filter(person_id=by.person_id or 0, week=week).first(),
    )


def takes_value(goal: Goal) -> bool:
    """Whether somebody types this goal's value: not for objectives, milestones and bound goals."""
    own_value = goal.kind != Kind.OBJECTIVE and goal.measure != Measure.MILESTONE
    return own_value and goal.metric_id is None


def readers_of(by: Actor, goal: Goal) -> str:
    """Who reads a sentence on this goal, as the line above the send button says it."""
    if goal.person is None:
        return _("Everybody in the company can read it.")
    others = [goal.person, goal.person.manager] if goal.person_id != by.person_id else [goal.person.manager]
    names = [name_of(person) for person in others if person is not None]
    if not names:
        return _("Only you can read it.")
    return _("%(names)s will see it. Only you decide whether a plan or a review may cite it.") % {
        "names": listed(names)
    }


def _row(goal: Goal, line: GoalLine, before: Decimal | None) -> UpdateRow:
    step = None if before is None or goal.value is None else goal.value - before
    return UpdateRow(
        line=line,
        change=_change(goal, step) if step is not None else "",
        grew=step is not None and step != 0 and goal.measure not in STAYS and (step > 0) == _upwards(goal),
        typed=takes_value(goal),
        yes_no=goal.measure == Measure.YES_NO,
    )


def _upwards(goal: Goal) -> bool:
    return (goal.target or ZERO) >= (goal.baseline or ZERO)


def _change(goal: Goal, step: Decimal) -> str:
    """What the week brought: +64万, +0.4 points, no change."""
    if not step:
        return _("no change")
    sign = "+" if step > 0 else MINUS
    if goal.measured_in == "%":
        return _("%(step)s points this week") % {"step": f"{sign}{number(abs(step))}"}
    return _("%(step)s this week") % {"step": f"{sign}{figure_of(goal, abs(step))}"}


def _reader(by: Actor) -> str:
    """The direct manager's name; empty for somebody without one."""
    me = people_for(by).filter(pk=by.person_id or 0).select_related("manager").first()
    return name_of(me.manager) if me and me.manager else ""
