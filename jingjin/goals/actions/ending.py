"""The two ends of a goal: closed when its time is over or it is reached, withdrawn when it no longer holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core.errors import Invalid
from jingjin.goals.access import lock_goal, lock_goals
from jingjin.goals.actions.rollup import roll_up
from jingjin.goals.actions.signing import as_text, demand_unlocked, same_owner_below
from jingjin.goals.scoring.measures import ONE
from jingjin.goals.words import State

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal


@transaction.atomic
def close_goal(*, by: Actor, uid: UUID, now: datetime, reason: str = "", version: int | None = None) -> Goal:
    """End a confirmed goal; it keeps counting. Below 100 % a reason is needed. The manager, or who steers it."""
    goal = lock_goal(by, uid, "goal.close", version=version)
    reached = goal.progress_raw is not None and goal.progress_raw >= ONE
    if not reached and not reason.strip():
        raise Invalid(fields={"reason": _("The goal is not at 100%. Say why it is closed now.")})
    _end(goal, State.CLOSED, by=by, reason=reason, now=now)
    facts = {"progress": as_text(goal.progress_raw), "reached": reached}
    record(goal.uid, "goal.closed", by=by, facts=facts, content={"reason": goal.end_reason}, now=now)
    return goal


@transaction.atomic
def withdraw_goal(
    *, by: Actor, uid: UUID, reason: str, now: datetime, today: date, version: int | None = None
) -> Goal:
    """Take a goal back with a reason, together with its parts of the same owner. It no longer counts above.

    The owner may withdraw a draft, the manager or who steers it also a running goal, until the lock date.
    """
    if not reason.strip():
        raise Invalid(fields={"reason": _("Say why the goal is withdrawn.")})
    goal = lock_goal(by, uid, "goal.withdraw", version=version)
    states = (State.DRAFT, State.PROPOSED, State.CONFIRMED)
    parts = [part for state in states for part in same_owner_below(goal, state)]
    goals = lock_goals(by, [goal.uid, *(part.uid for part in parts)], "goal.withdraw")
    for each in goals:
        demand_unlocked(each, today)
        was = each.state
        _end(each, State.WITHDRAWN, by=by, reason=reason, now=now)
        content = {"reason": each.end_reason}
        record(each.uid, "goal.withdrawn", by=by, facts={"was": was}, content=content, now=now)
    roll_up(goals)
    return goals[0]


def _end(goal: Goal, state: State, *, by: Actor, reason: str, now: datetime) -> None:
    goal.state = state
    goal.ended_at, goal.ended_by_id = now, by.person_id
    goal.end_reason = reason.strip()
    goal.store()
