"""Weights: all siblings are saved together, and they make 100 %."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core.errors import Conflict, Invalid
from jingjin.goals.access import demand, get_goal, lock_goals, siblings
from jingjin.goals.actions.rollup import roll_up
from jingjin.goals.actions.signing import as_text, demand_unlocked, reopen
from jingjin.goals.scoring.measures import ONE, ZERO
from jingjin.goals.scoring.shown import number
from jingjin.goals.scoring.weights import missing
from jingjin.goals.words import RUNNING, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from decimal import Decimal

    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal


@transaction.atomic
def set_weights(
    *,
    by: Actor,
    weights: Mapping[str, Decimal],
    now: datetime,
    today: date,
    versions: Mapping[str, int] | None = None,
) -> list[Goal]:
    """Set the weights of a whole group of siblings, fractions by uid; who may edit the objective above them, or
    each of them.

    Raises Invalid when they don't make exactly 100 % or one lies outside 0..100 %, Conflict when the group or a
    version is no longer the one the actor saw. A changed weight of a confirmed goal asks for a new confirmation.
    """
    _check(weights)
    _demand(by, weights)
    group = lock_goals(by, list(weights), "goal.read")
    _demand_whole_group(group, versions or {})
    changed = [goal for goal in group if goal.weight != weights[str(goal.uid)]]
    for goal in changed:
        before = goal.weight
        goal.weight = weights[str(goal.uid)]
        if goal.state in RUNNING:
            demand_unlocked(goal, today)
            reopen(goal, by=by, now=now, today=today)
        goal.store()
        facts = {"changes": {"weight": [as_text(before), as_text(goal.weight)]}, "state": goal.state}
        record(goal.uid, "goal.weighed", by=by, facts=facts, now=now)
    roll_up(changed)
    return group


def _check(weights: Mapping[str, Decimal]) -> None:
    wrong = [uid for uid, weight in weights.items() if not ZERO <= weight <= ONE]
    if wrong:
        raise Invalid(fields={uid: _("A weight lies between 0% and 100%.") for uid in wrong})
    lack = missing(weights.values())
    if lack:
        text = _("Together the weights make %(sum)s%%. They must make 100%%.")
        raise Invalid(text % {"sum": number((1 - lack) * 100, most=2)})


def _demand(by: Actor, weights: Mapping[str, Decimal]) -> None:
    """Who may edit the objective may weigh its parts; otherwise each goal must be the actor's to weigh."""
    goals = [get_goal(by, uid) if not by.is_system else None for uid in weights]
    for goal in goals:
        if goal is None:
            continue
        parent = goal.parent
        if parent is not None and parent.kind == Kind.OBJECTIVE:
            demand(by, parent, "goal.edit")
        else:
            demand(by, goal, "goal.weigh")


def _demand_whole_group(group: list[Goal], versions: Mapping[str, int]) -> None:
    if not group:
        raise Invalid(_("There is nothing to weigh."))
    stale = [goal for goal in group if versions.get(str(goal.uid), goal.version) != goal.version]
    if stale:
        raise Conflict(stale[0])
    whole = set(siblings(group[0]).values_list("uid", flat=True))
    if whole != {goal.uid for goal in group}:
        raise Conflict(group[0])
