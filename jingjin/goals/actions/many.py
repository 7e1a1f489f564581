"""Taking over many goals that were agreed elsewhere: the same rows and proof as writing, proposing, confirming
and closing them one by one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import NewEvent, record_many
from jingjin.core.errors import Denied, Invalid
from jingjin.goals.access import siblings
from jingjin.goals.actions.bound import fill_in
from jingjin.goals.actions.data import checked, parent_problem
from jingjin.goals.actions.rollup import roll_up
from jingjin.goals.actions.signing import BINDING, as_text, settle
from jingjin.goals.actions.writing import FIELDS
from jingjin.goals.models import Goal, Milestone
from jingjin.goals.rules import configures
from jingjin.goals.scoring.measures import ONE
from jingjin.goals.scoring.shown import number
from jingjin.goals.scoring.weights import missing
from jingjin.goals.words import Kind, Level, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.goals.actions.data import GoalData, Owner
    from jingjin.goals.models import Period

BATCH = 1000


@dataclass(frozen=True, kw_only=True)
class Said:
    """Who did something, and when."""

    by: Actor
    at: datetime


@dataclass(frozen=True, kw_only=True)
class AgreedGoal:
    """A goal with its history. `proposed` gives the manager's yes, `accepted` the person's own.

    `parent` is the uid of a goal here already or among those taken over. `done` are the days on which milestones
    were reached, by title. `reason` stands beside `closed` where the goal was not reached.
    """

    uid: UUID
    owner: Owner
    kind: str
    period: Period
    data: GoalData
    written: Said
    parent: UUID | None = None
    proposed: Said | None = None
    accepted: Said | None = None
    closed: Said | None = None
    reason: str = ""
    done: Mapping[str, date] = field(default_factory=dict)


@transaction.atomic
def take_over(*, by: Actor, goals: Sequence[AgreedGoal], today: date) -> list[Goal]:
    """Bring in goals with their history; the system, or who may configure goals.

    Raises Invalid for what `create_goal` and `propose` would refuse, and saves nothing then. Costs a fixed number
    of queries per level of the tree and 1,000 goals.
    """
    if not (by.is_system or configures.holds(by, Goal())):
        raise Denied(_("Your role doesn't include this."))
    made: dict[UUID, Goal] = {}
    for level in _by_depth(goals):
        rows = [_row(each, made) for each in level]
        Goal.objects.bulk_create(rows, batch_size=BATCH)
        for row in rows:  # what the trigger has written
            row.path = [*row.parent.path, row.parent.pk] if row.parent else []
            made[row.uid] = row
    _write_milestones(goals, made)
    rows = [made[each.uid] for each in goals]
    _demand_full_weights(rows)
    fill_in(rows, today=today)
    _demand_reasons(goals, made)
    roll_up(rows)
    record_many([event for each in goals for event in _events(each, made[each.uid])])
    return rows


def _by_depth(goals: Sequence[AgreedGoal]) -> Iterator[list[AgreedGoal]]:
    """Parents before their parts, one level after the other."""
    new = {each.uid for each in goals}
    placed: set[UUID] = set()
    waiting = list(goals)
    while waiting:
        level = [each for each in waiting if each.parent not in new or each.parent in placed]
        if not level:
            raise Invalid(_("A goal can't stand above itself."))
        placed |= {each.uid for each in level}
        waiting = [each for each in waiting if each.uid not in placed]
        yield level


def _row(each: AgreedGoal, made: Mapping[UUID, Goal]) -> Goal:
    data = checked(each.data, kind=each.kind, period=each.period)
    goal = Goal(
        uid=each.uid,
        kind=each.kind,
        level=each.owner.level,
        period=each.period,
        unit=each.owner.unit,
        person=each.owner.person,
        responsible=each.owner.person if each.owner.level == Level.PERSON else each.owner.responsible,
        metric=data.metric,
        weight=data.weight,
        **{name: getattr(data, name) for name in FIELDS},
    )
    if each.parent is not None:
        goal.parent = made.get(each.parent) or Goal.objects.get(uid=each.parent)
    if problem := parent_problem(goal, goal.parent):
        raise Invalid(fields={"parent": problem})
    _agree(goal, each)
    return goal


def _agree(goal: Goal, each: AgreedGoal) -> None:
    if each.proposed is None:
        return
    goal.state = State.PROPOSED
    goal.proposed_at = goal.manager_confirmed_at = each.proposed.at
    goal.proposed_by_id = goal.manager_confirmed_by_id = each.proposed.by.person_id
    if each.accepted is not None:
        goal.employee_confirmed_at = each.accepted.at
    settle(goal, today=(each.accepted or each.proposed).at.date())
    if each.closed is not None:
        goal.state, goal.ended_at, goal.ended_by_id = State.CLOSED, each.closed.at, each.closed.by.person_id
        goal.end_reason = each.reason


def _write_milestones(goals: Sequence[AgreedGoal], made: Mapping[UUID, Goal]) -> None:
    Milestone.objects.bulk_create(
        [
            Milestone(
                goal=made[each.uid],
                title=part.title,
                title_en=part.title_en,
                due=part.due,
                weight=part.weight,
                done_on=each.done.get(part.title),
                done_by=made[each.uid].responsible if part.title in each.done else None,
            )
            for each in goals
            for part in each.data.milestones
        ],
        batch_size=BATCH,
    )


def _demand_full_weights(rows: Sequence[Goal]) -> None:
    groups: defaultdict[tuple[object, ...], list[Goal]] = defaultdict(list)
    for row in rows:
        if row.state == State.DRAFT:
            continue
        is_part = row.parent is not None and row.parent.kind == Kind.OBJECTIVE
        owner = (row.parent_id,) if is_part else (row.level, row.unit_id, row.person_id, row.period_id)
        groups[is_part, *owner].append(row)
    for group in groups.values():
        lack = missing(row.weight for row in group)
        if lack and missing(siblings(group[0]).values_list("weight", flat=True)):
            raise Invalid(
                _("The weights beside “%(title)s” add up to %(sum)s%%, not 100%%. Set them together first.")
                % {"title": group[0].title, "sum": number((1 - lack) * 100, most=2)}
            )


def _demand_reasons(goals: Sequence[AgreedGoal], made: Mapping[UUID, Goal]) -> None:
    for each in goals:
        progress = made[each.uid].progress_raw
        if each.closed is not None and not each.reason.strip() and (progress is None or progress < ONE):
            raise Invalid(fields={"reason": _("The goal is not at 100%. Say why it is closed now.")})


def _events(each: AgreedGoal, goal: Goal) -> Iterator[NewEvent]:
    terms = {name: as_text(getattr(goal, name)) for name in BINDING}
    facts = {"kind": goal.kind, "level": goal.level, **terms}
    title = {"title": goal.title}
    yield _event(goal, "goal.created", each.written, facts, title)
    if each.proposed is not None:
        yield _event(goal, "goal.proposed", each.proposed, {"sides": ["manager"], **terms})
    if each.accepted is not None:
        yield _event(
            goal,
            "goal.accepted",
            each.accepted,
            {"sides": ["employee"], "state": State.CONFIRMED, **terms},
            title,
        )
    if each.closed is not None:
        reached = goal.progress_raw is not None and goal.progress_raw >= ONE
        end = {"progress": as_text(goal.progress_raw), "reached": reached}
        yield _event(goal, "goal.closed", each.closed, end, {"reason": each.reason})


def _event(
    goal: Goal, kind: str, said: Said, facts: Mapping[str, object], content: object = None
) -> NewEvent:
    return NewEvent(stream=goal.uid, kind=kind, by=said.by, facts=facts, content=content, now=said.at)
