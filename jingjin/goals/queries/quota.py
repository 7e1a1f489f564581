"""Whether somebody's target was made harder lately: what a plan's pre-check asks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jingjin.audit.public import changes_of, contents
from jingjin.core import company
from jingjin.goals.access import personal_goals
from jingjin.goals.queries.figures import figure_of
from jingjin.goals.scoring.measures import Measure

if TYPE_CHECKING:
    from datetime import date

    from jingjin.goals.models import Goal


@dataclass(frozen=True)
class RaisedTarget:
    """The latest change that made a running goal of a person harder: the day, both targets, the reason given."""

    on: date
    old: str
    new: str
    reason: str


def raised_target(person_id: int, since: date) -> RaisedTarget | None:
    """The latest such change from a day on, for a use-case that has checked its own rights (3 queries)."""
    goals = {goal.uid: goal for goal in personal_goals(person_id)}
    zone = ZoneInfo(company.current().zone)
    for event in reversed(changes_of(list(goals), "goal.edited")):
        day = event.at.astimezone(zone).date()
        if day < since:
            return None
        old, new = (Decimal(text or 0) for text in event.facts["changes"].get("target", ("0", "0")))
        goal = goals[event.stream]
        if is_harder(goal, old, new):
            reason = (contents([event]).get(event.pk) or {}).get("reason", "")
            return RaisedTarget(on=day, old=figure_of(goal, old), new=figure_of(goal, new), reason=reason)
    return None


def is_harder(goal: Goal, old: Decimal, new: Decimal) -> bool:
    """Whether the new target asks for more: further from the start value, or a tighter limit."""
    if goal.measure == Measure.STAY_ABOVE:
        return new > old
    if goal.measure == Measure.STAY_BELOW:
        return new < old
    start = goal.baseline or Decimal(0)
    return abs(new - start) > abs(old - start)
