"""Who has said yes to a goal, and what a change does to it.

A personal goal needs the person and the direct manager; a goal of a unit or the company one of those who steer
it. Whoever proposes or changes a goal has said yes to it. A change of what binds asks the others again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jingjin.core.errors import Denied
from jingjin.goals.access import may
from jingjin.goals.models import Goal
from jingjin.goals.words import Level, State

if TYPE_CHECKING:
    from datetime import date, datetime

    from jingjin.core.actor import Actor

BINDING = ("measure", "metric_id", "measured_in", "currency", "baseline", "target", "start", "end", "weight")


def sign(goal: Goal, *, by: Actor, now: datetime) -> list[str]:
    """Note the actor's yes to a proposed goal, on each side that is theirs and still open; returns the sides."""
    sides: list[str] = []
    if by.is_system:
        return sides
    if goal.employee_confirmed_at is None and may(by, goal, "goal.accept"):
        goal.employee_confirmed_at = now
        sides.append("employee")
    if goal.manager_confirmed_at is None and may(by, goal, "goal.confirm"):
        goal.manager_confirmed_at, goal.manager_confirmed_by_id = now, by.person_id
        sides.append("manager")
    return sides


def settle(goal: Goal, *, today: date) -> None:
    """Make a proposed goal confirmed when nobody's yes is missing, and keep what was confirmed."""
    personal = goal.level == Level.PERSON
    if goal.manager_confirmed_at is None or (personal and goal.employee_confirmed_at is None):
        return
    goal.state = State.CONFIRMED
    goal.snapshot = {
        **{name: as_text(getattr(goal, name)) for name in BINDING},
        "confirmed_on": as_text(today),
    }


def reopen(goal: Goal, *, by: Actor, now: datetime, today: date) -> None:
    """After a binding change of a running goal: it waits again for everybody who did not make the change."""
    goal.state = State.PROPOSED
    goal.employee_confirmed_at = goal.manager_confirmed_at = goal.manager_confirmed_by = None
    sign(goal, by=by, now=now)
    settle(goal, today=today)


def demand_unlocked(goal: Goal, today: date) -> None:
    """Raise Denied when the goals of the period can't be changed any more. A draft can."""
    locked = goal.period.lock_on
    if locked is not None and today >= locked and goal.state != State.DRAFT:
        raise Denied(
            _("The goals of this period have been locked since %(day)s. HR can set another lock date.")
            % {"day": locked.isoformat()}
        )


def as_text(value: object) -> str | None:
    """A value as the chain holds it: no floats, no dates, nothing that prints in two ways."""
    if value is None:
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def same_owner_below(goal: Goal, state: State) -> list[Goal]:
    """The parts of a goal that belong to the same owner and are in this state: they go the same way with it."""
    rows = Goal.objects.filter(path__contains=[goal.pk], level=goal.level, state=state)
    owned = rows.filter(unit=goal.unit, person=goal.person)
    return list(owned.order_by("pk"))
