"""The doors to goals: rows for this actor, or nothing; and the one order in which goals are locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Case, Q, When

from jingjin.core.errors import Conflict, Denied, NotFound
from jingjin.core.rows import the_one
from jingjin.goals.models import CheckIn, Goal, Period, WeeklyUpdate
from jingjin.goals.rules import CHECK_IN_RULES, PERIOD_RULES, RULES, UPDATE_RULES
from jingjin.goals.words import RUNNING, Kind, State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from django.db.models import QuerySet

    from jingjin.core.actor import Actor

NAMED = ("period", "person", "unit")  # what a goal's line says
RELATED = (*NAMED, "person__unit", "responsible", "parent", "metric", "manager_confirmed_by")


def goals_for(by: Actor, action: str = "goal.read") -> QuerySet[Goal]:
    """The goals on which the actor may do `action`; by default those the actor may read. With `NAMED`: each
    relation more is twenty columns more in every list."""
    return RULES.rows(Goal.objects.select_related(*NAMED), by=by, action=action)


def heaviest_first(goals: Iterable[Goal]) -> list[Goal]:
    """Goals in the order in which they are shown. Sorted here: for a few rows of a hundred columns Django takes
    longer to write ORDER BY."""
    return sorted(goals, key=lambda goal: (-goal.weight, goal.pk))


def get_goal(by: Actor, uid: UUID | str, action: str = "goal.read") -> Goal:
    """The goal with its `rights_of`, if the actor may do `action`; NotFound or Denied otherwise (1 query)."""
    goal = the_one(goals_with_rights(by).filter(uid=uid))
    if goal is None or RULES.read not in rights_of(goal):
        raise NotFound
    if action not in rights_of(goal):
        raise Denied(RULES.table[action].reason(by, goal))
    return goal


def personal_goals(person_id: int) -> QuerySet[Goal]:
    """A person's goals that run, for a use-case that has checked its own rights."""
    return Goal.objects.filter(person_id=person_id, state__in=RUNNING)


def may(by: Actor, goal: Goal, action: str) -> bool:
    """Whether the actor may do `action` on this loaded goal; the system may do everything."""
    return by.is_system or RULES.allows(goal, by=by, action=action)


def demand(by: Actor, goal: Goal, action: str) -> None:
    """Raise NotFound or Denied when the actor may not do `action`; the system may do everything."""
    if not by.is_system:
        RULES.demand(goal, by=by, action=action)


def goals_with_rights(by: Actor) -> QuerySet[Goal]:
    """All goals, each with what the actor may do on it (`rights_of`), by the same predicates and in the same query.

    Whoever uses it drops what may not be read, or shows it only within a sum.
    """
    flags = {
        _flag(name): Case(When(rule.q(by), then=True), default=False, output_field=BooleanField())
        for name, rule in RULES.table.items()
    }
    return Goal.objects.select_related(*RELATED).annotate(**flags)


def rights_of(goal: Goal) -> frozenset[str]:
    """The actions that may be done on a row of `goals_with_rights`."""
    return frozenset(name for name in RULES.table if getattr(goal, _flag(name)))


def _flag(action: str) -> str:
    return f"may_{action.replace('.', '_')}"


def demand_creation(by: Actor, goal: Goal) -> None:
    """Raise Denied when the actor may not make this (not yet saved) goal."""
    if not may(by, goal, "goal.create"):
        raise Denied(RULES.table["goal.create"].reason(by, goal))


def lock_goals(
    by: Actor, uids: Collection[UUID | str], action: str, *, also: Collection[int] = ()
) -> list[Goal]:
    """These goals, in the order asked for, locked with everything above them until the transaction ends.

    All writers lock by ascending key in one statement and before anything else, so that two check-ins under
    one ancestor wait for each other and never for ever. `also`: keys of further goals (a new parent) to hold
    with their paths. One uid that the actor must not touch refuses all. Raises Conflict when a goal was moved
    in between.
    """
    wanted = list(dict.fromkeys(str(uid) for uid in uids))
    found = dict(Goal.objects.filter(Q(uid__in=wanted) | Q(pk__in=list(also))).values_list("id", "path"))
    keys = {key for pk, path in found.items() for key in (pk, *path)}
    rows = Goal.objects.select_related(*RELATED).select_for_update(of=("self",), no_key=True)
    locked = {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}
    by_uid = {str(row.uid): row for row in locked.values()}
    goals = [by_uid[uid] for uid in wanted if uid in by_uid]
    if len(goals) < len(wanted):
        raise NotFound
    for goal in goals:
        demand(by, goal, action)
    moved = next((locked[pk] for pk, path in found.items() if locked[pk].path != path), None)
    if moved is not None:
        raise Conflict(moved)
    return goals


def lock_goal(
    by: Actor, uid: UUID | str, action: str, *, version: int | None = None, also: Collection[int] = ()
) -> Goal:
    """One goal, locked with its path. Raises Conflict when `version` is not the stored one."""
    (goal,) = lock_goals(by, [uid], action, also=also)
    if version is not None and goal.version != version:
        raise Conflict(goal)
    return goal


def siblings(goal: Goal) -> QuerySet[Goal]:
    """The goals among which this one's weight counts, itself included; withdrawn ones no longer do.

    Under an objective: its parts. Otherwise, on top or under a goal with a value of its own: everything that
    its owner has there in the same period.
    """
    if goal.parent is not None and goal.parent.kind == Kind.OBJECTIVE:
        rows = Goal.objects.filter(parent_id=goal.parent_id)
    else:
        owner: dict[str, Any] = {"level": goal.level, "unit_id": goal.unit_id, "person_id": goal.person_id}
        top = ~Q(parent__kind=Kind.OBJECTIVE) | Q(parent=None)
        rows = Goal.objects.filter(top, period_id=goal.period_id, **owner)
    return rows.exclude(state=State.WITHDRAWN).order_by("-weight", "id")


def periods_for(by: Actor, action: str = "period.read") -> QuerySet[Period]:
    """The cycles of the company, latest first."""
    return PERIOD_RULES.rows(Period.objects.order_by("-start", "-end"), by=by, action=action)


def get_period(by: Actor, uid: UUID | str, action: str | None = None) -> Period:
    """One cycle."""
    return PERIOD_RULES.find(Period.objects.all(), by=by, uid=uid, action=action)


def may_read_words(by: Actor, row: CheckIn) -> bool:
    """Whether the actor may read the sentence of a check-in of a goal they may read; pages and API ask this."""
    return by.is_system or CHECK_IN_RULES.allows(row, by=by, action="check_in.read")


def check_in_to_cite(by: Actor, uid: UUID | str) -> CheckIn:
    """A check-in that the actor may cite in a plan or a review: their own only."""
    return CHECK_IN_RULES.find(CheckIn.objects.select_related("goal"), by=by, uid=uid, action="check_in.cite")


def updates_for(by: Actor) -> QuerySet[WeeklyUpdate]:
    """The weekly updates that the actor may read: the own ones and those of direct reports."""
    return UPDATE_RULES.rows(WeeklyUpdate.objects.select_related("person"), by=by)


def update_to_cite(by: Actor, uid: UUID | str) -> WeeklyUpdate:
    """A weekly update that the actor may cite in a plan or a review: their own only."""
    return UPDATE_RULES.find(WeeklyUpdate.objects.all(), by=by, uid=uid, action="update.cite")
