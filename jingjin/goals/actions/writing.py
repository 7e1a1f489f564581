"""Making and changing goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core.errors import Invalid
from jingjin.goals.access import demand_creation, lock_goal, lock_goals
from jingjin.goals.actions.data import GoalData, Owner, checked, parent_problem
from jingjin.goals.actions.measuring import measure
from jingjin.goals.actions.rollup import roll_up
from jingjin.goals.actions.signing import BINDING, as_text, demand_unlocked, reopen
from jingjin.goals.models import Goal, Milestone
from jingjin.goals.words import RUNNING, Kind, Level, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.goals.actions.data import MilestoneData
    from jingjin.goals.models import Period
    from jingjin.org.public import Person

TEXTS = ("title", "title_en", "description")
FIELDS = (
    *TEXTS,
    "measure",
    "measured_in",
    "measured_in_en",
    "currency",
    "baseline",
    "target",
    "start",
    "end",
)
LINKS = ("parent", "metric", "responsible")


@transaction.atomic
def create_goal(
    *,
    by: Actor,
    owner: Owner,
    kind: Kind,
    period: Period,
    data: GoalData,
    now: datetime,
    today: date,
    parent: Goal | None = None,
) -> Goal:
    """Write a goal down as a draft; the owner, their manager, or who steers the unit or company may.

    Raises Invalid with a sentence per impossible field (target equal to the start, dates outside the period,
    a parent of a lower level), and saves nothing then.
    """
    goal = Goal(kind=kind, level=owner.level, period=period, unit=owner.unit, person=owner.person)
    goal.responsible = owner.person if owner.level == Level.PERSON else owner.responsible
    demand_creation(by, goal)
    data = checked(data, kind=kind, period=period)
    _put_under(goal, parent, by=by)
    _fill(goal, data)
    goal.weight = data.weight
    goal.save()
    goal.refresh_from_db(fields=["path"])
    _write_milestones(goal, data.milestones)
    measure(goal, today)
    goal.save()
    facts = {
        "kind": goal.kind,
        "level": goal.level,
        **{name: as_text(getattr(goal, name)) for name in BINDING},
    }
    record(goal.uid, "goal.created", by=by, facts=facts, content={"title": goal.title}, now=now)
    return goal


@transaction.atomic
def edit_goal(
    *,
    by: Actor,
    uid: UUID,
    data: GoalData,
    now: datetime,
    today: date,
    parent: Goal | None = None,
    responsible: Person | None = None,
    reason: str = "",
    version: int | None = None,
) -> Goal:
    """Change what a goal says, where it hangs and who answers for it.

    A binding change (measure, numbers, dates) of a running goal asks the others to confirm again, and is
    refused from the lock date on. Another target of a confirmed goal needs a `reason`, which is kept. Raises Conflict when somebody saved in between, Invalid for impossible input.
    """
    goal = lock_goal(by, uid, "goal.edit", version=version, also=[parent.pk] if parent else [])
    data = checked(data, kind=goal.kind, period=goal.period)
    before = _stored(goal)
    old_path = list(goal.path)
    _put_under(goal, parent, by=by)
    _fill(goal, data)
    if goal.level != Level.PERSON:
        goal.responsible = responsible
    parts_changed = _write_milestones(goal, data.milestones)
    changes = {name: [old, new] for name, new in _stored(goal).items() if (old := before[name]) != new}
    if goal.state in RUNNING and (parts_changed or any(name in BINDING for name in changes)):
        demand_unlocked(goal, today)
        if goal.state == State.CONFIRMED and "target" in changes and not reason.strip():
            raise Invalid(fields={"reason": _("Say why the agreed target changes.")})
        reopen(goal, by=by, now=now, today=today)
    measure(goal, today)
    goal.store()
    goal.refresh_from_db(fields=["path"])
    roll_up([goal], also=[old_path])
    texts: dict[str, Any] = {name: changes.pop(name) for name in TEXTS if name in changes}
    if reason.strip():
        texts["reason"] = reason.strip()
    facts = {"changes": changes, "milestones_changed": parts_changed, "state": goal.state}
    record(goal.uid, "goal.edited", by=by, facts=facts, content=texts or None, now=now)
    return goal


def _put_under(goal: Goal, parent: Goal | None, *, by: Actor) -> None:
    """Set the parent, which the actor must be able to see. Raises Invalid for a circle or a wrong level."""
    if parent is not None:
        lock_goals(by, [parent.uid], "goal.read")
    if problem := parent_problem(goal, parent):
        raise Invalid(fields={"parent": problem})
    goal.parent = parent


def _fill(goal: Goal, data: GoalData) -> None:
    for name in (*FIELDS, "metric"):
        setattr(goal, name, getattr(data, name))


def _stored(goal: Goal) -> dict[str, str | None]:
    links = {name: getattr(goal, name) for name in LINKS}
    return {
        **{name: as_text(getattr(goal, name)) for name in FIELDS},
        **{name: str(row.uid) if row else None for name, row in links.items()},
    }


def _write_milestones(goal: Goal, wanted: Sequence[MilestoneData]) -> bool:
    """Bring the milestones to what is wanted; returns whether anything changed. Removed ones are kept as dropped."""
    kept = {str(row.uid): row for row in goal.milestones.filter(dropped=False)}
    changed = False
    for part in wanted:
        row = kept.pop(part.uid, None) or Milestone(goal=goal)
        said = {"title": part.title, "title_en": part.title_en, "due": part.due, "weight": part.weight}
        if row.pk is None or any(getattr(row, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(row, name, value)
            row.save()
            changed = True
    for row in kept.values():
        row.dropped = True
        row.store()
        changed = True
    return changed
