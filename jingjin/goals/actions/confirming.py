"""From draft to confirmed by both: propose, confirm (also many at once), decline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core.errors import Denied, Invalid
from jingjin.goals.access import lock_goal, lock_goals, siblings
from jingjin.goals.actions.bound import fill_in
from jingjin.goals.actions.rollup import roll_up
from jingjin.goals.actions.signing import BINDING, as_text, same_owner_below, settle, sign
from jingjin.goals.scoring.shown import number
from jingjin.goals.scoring.weights import missing
from jingjin.goals.words import State

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.audit.public import ChainEvent
    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal

SIDES = {"employee": "goal.accepted", "manager": "goal.confirmed"}


@dataclass(frozen=True)
class Receipt:
    """Proof of a confirmation: the goal, and the link of its chain with server time and hash."""

    goal: Goal
    event: ChainEvent


@transaction.atomic
def propose(*, by: Actor, uid: UUID, now: datetime, today: date, version: int | None = None) -> Goal:
    """Put a draft, with its parts of the same owner, before those who confirm it. From now on it counts.

    Who proposes has thereby confirmed their side. Raises Invalid while the weights among the siblings are not
    100 %.
    """
    goal = lock_goal(by, uid, "goal.propose", version=version)
    parts = same_owner_below(goal, State.DRAFT)
    goals = lock_goals(by, [goal.uid, *(part.uid for part in parts)], "goal.propose")
    for each in goals:
        _demand_full_weights(each)
    for each in goals:
        each.state = State.PROPOSED
        each.proposed_at, each.proposed_by_id = now, by.person_id
        each.declined_at = each.declined_by = None
        each.statement = ""
        sides = sign(each, by=by, now=now)
        settle(each, today=today)
        each.store()
        record(each.uid, "goal.proposed", by=by, facts={"sides": sides, **_terms(each)}, now=now)
    fill_in(goals, today=today)
    roll_up(goals)
    return goals[0]


def _demand_full_weights(goal: Goal) -> None:
    lack = missing(siblings(goal).values_list("weight", flat=True))
    if lack:
        raise Invalid(
            _("The weights beside “%(title)s” add up to %(sum)s%%, not 100%%. Set them together first.")
            % {"title": goal.title, "sum": number((1 - lack) * 100, most=2)}
        )


def _terms(goal: Goal) -> dict[str, str | None]:
    return {name: as_text(getattr(goal, name)) for name in BINDING}


@transaction.atomic
def confirm(*, by: Actor, uids: Collection[UUID], now: datetime, today: date) -> list[Receipt]:
    """Say yes to proposed goals, each with its parts of the same owner: the person to their own, the direct
    manager to a report's, who steers a unit or the company to its goals.

    One goal that the actor may not confirm refuses all. Returns the receipts.
    """
    asked = lock_goals(by, uids, "goal.read")
    parts = [part for goal in asked for part in same_owner_below(goal, State.PROPOSED)]
    goals = lock_goals(by, [row.uid for row in [*asked, *parts]], "goal.read")
    return [_confirm(goal, by=by, now=now, today=today) for goal in goals]


def _confirm(goal: Goal, *, by: Actor, now: datetime, today: date) -> Receipt:
    sides = sign(goal, by=by, now=now)
    if not sides:
        raise Denied(_("“%(title)s” doesn't wait for your confirmation.") % {"title": goal.title})
    settle(goal, today=today)
    goal.store()
    facts = {"sides": sides, "state": goal.state, **_terms(goal)}
    event = record(goal.uid, SIDES[sides[0]], by=by, facts=facts, content={"title": goal.title}, now=now)
    return Receipt(goal, event)


@transaction.atomic
def decline(*, by: Actor, uid: UUID, statement: str, now: datetime, version: int | None = None) -> Goal:
    """Send a proposed goal back to draft with a statement, which both sides read. It no longer counts."""
    if not statement.strip():
        raise Invalid(fields={"statement": _("Say what should be different.")})
    goal = lock_goal(by, uid, "goal.decline", version=version)
    goals = lock_goals(
        by, [goal.uid, *(part.uid for part in same_owner_below(goal, State.PROPOSED))], "goal.decline"
    )
    for each in goals:
        each.state = State.DRAFT
        each.employee_confirmed_at = each.manager_confirmed_at = each.manager_confirmed_by = None
        each.declined_at, each.declined_by_id = now, by.person_id
        each.statement = statement.strip()
        each.store()
        record(each.uid, "goal.declined", by=by, facts={}, content={"statement": each.statement}, now=now)
    roll_up(goals)
    return goals[0]
