"""What the goal pages show, each in one call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from jingjin.core.errors import NotFound
from jingjin.goals.access import goals_for, goals_with_rights, heaviest_first, rights_of
from jingjin.goals.models import Goal
from jingjin.goals.queries.drawn import drawn, parts_of
from jingjin.goals.queries.figures import day_text, figure_of, period_note
from jingjin.goals.queries.lines import GoalLine, lines_of, name_of, owner_text
from jingjin.goals.queries.why import of_parts, of_value
from jingjin.goals.scoring.measures import Measure
from jingjin.goals.words import COUNTED, MEASURES, Kind, Level, State, in_language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.goals.queries.drawn import MilestonePart
    from jingjin.goals.queries.why import Why


@dataclass(frozen=True)
class Branch:
    """A goal and its parts of the same owner."""

    line: GoalLine
    parts: Sequence[GoalLine] = ()


@dataclass(frozen=True)
class MyGoals:
    """A person's goals: those that run, drafts, and what has ended in the current periods."""

    note: str
    running: list[Branch]
    drafts: list[Branch]
    ended: list[Branch]
    to_accept: list[Branch]
    weights_of: UUID | None


def my_goals(by: Actor, today: date, *, zone: str) -> MyGoals:
    """The actor's own goals that are not over (at most 6 queries)."""
    rows = goals_for(by).select_related("parent").exclude(state=State.WITHDRAWN)
    found = heaviest_first(drawn(rows.filter(person_id=by.person_id or 0, end__gt=today)))
    goals = sorted(found, key=lambda goal: goal.start)
    branches = _branches(lines_of(goals, today, zone=zone))
    period = next((goal.period for goal in goals if goal.start <= today), None)
    running = [branch for branch in branches if branch.line.state in (State.PROPOSED, State.CONFIRMED)]
    return MyGoals(
        note=period_note(period, today) if period else "",
        running=running,
        drafts=[branch for branch in branches if branch.line.state == State.DRAFT],
        ended=[branch for branch in branches if branch.line.state == State.CLOSED],
        to_accept=[branch for branch in running if branch.line.waits_for_employee],
        weights_of=next((goal.uid for goal in goals if _in_own_set(goal)), None),
    )


def _in_own_set(goal: Goal) -> bool:
    """Whether the goal's weight is among its owner's goals, and not among the parts of an objective."""
    return goal.parent is None or goal.parent.kind != Kind.OBJECTIVE


def _branches(found: Sequence[GoalLine]) -> list[Branch]:
    own = {line.uid for line in found}
    tops = [line for line in found if line.parent_uid not in own]
    return [Branch(top, [line for line in found if line.parent_uid == top.uid]) for top in tops]


@dataclass(frozen=True)
class Signature:
    """A side's yes to a goal: who, when; empty while it is missing."""

    side: str
    who: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class GoalPage:
    """One goal with everything its reader may see and do. `hidden`: parts that are not open to this reader."""

    goal: Goal
    line: GoalLine
    above: GoalLine | None
    parts: list[GoalLine]
    hidden: int
    why: Why
    rights: frozenset[str]
    facts: list[tuple[str, str]]
    milestones: list[MilestonePart]
    signatures: list[Signature]
    may_weigh: bool

    @property
    def may_confirm(self) -> bool:
        """Whether this goal waits for the reader's own confirmation."""
        as_employee = "goal.accept" in self.rights and self.line.waits_for_employee
        return as_employee or ("goal.confirm" in self.rights and self.line.waits_for_manager)


def goal_page(by: Actor, uid: UUID | str, today: date, *, zone: str) -> GoalPage:
    """One goal, what stands above it and below it, and what the actor may do with it (at most 5 queries)."""
    parent = Goal.objects.filter(uid=uid).values("parent_id")
    near = goals_with_rights(by).filter(Q(uid=uid) | Q(parent__uid=uid) | Q(pk__in=parent))
    rows = heaviest_first(drawn(near))
    open_ = [row for row in rows if "goal.read" in rights_of(row)]
    goal = next((row for row in open_ if str(row.uid) == str(uid)), None)
    if goal is None:
        raise NotFound
    found = dict(zip([row.pk for row in open_], lines_of(open_, today, zone=zone), strict=True))
    line = found[goal.pk]
    children = [row for row in rows if row.parent_id == goal.pk and row.state != State.WITHDRAWN]
    objective = goal.kind == Kind.OBJECTIVE
    return GoalPage(
        goal=goal,
        line=line,
        above=found.get(goal.parent_id or 0),
        parts=[found[row.pk] for row in children if row.pk in found],
        hidden=sum(row.pk not in found and row.state in COUNTED for row in children),
        why=of_parts(goal, children, today) if objective else of_value(goal, line, today),
        rights=rights_of(goal),
        facts=_facts(goal),
        milestones=parts_of(goal),
        signatures=_signatures(goal),
        may_weigh=_may_weigh(goal, rows),
    )


def _may_weigh(goal: Goal, rows: Sequence[Goal]) -> bool:
    """Whether the weights editor opens: for its owner's set, or for who may change the objective above."""
    if _in_own_set(goal):
        return "goal.weigh" in rights_of(goal)
    parent = next((row for row in rows if row.pk == goal.parent_id), None)
    return parent is not None and "goal.edit" in rights_of(parent)


def _facts(goal: Goal) -> list[tuple[str, str]]:
    dates = f"{day_text(goal.start)} – {day_text(_last_day(goal))}"
    rows = [
        (_("Whose goal"), owner_text(goal)),
        (_("Period"), goal.period.shown_name),
        (_("Dates"), dates),
    ]
    if goal.kind != Kind.OBJECTIVE:
        rows.append((_("Measured by"), str(MEASURES[Measure(goal.measure)])))
    if goal.baseline is not None:
        rows.append((_("Start value"), figure_of(goal, goal.baseline)))
    if goal.target is not None and goal.measure != Measure.YES_NO:
        rows.append((_("Target"), figure_of(goal, goal.target)))
    if goal.metric is not None:
        rows.append((_("Indicator"), in_language(goal.metric.name, goal.metric.name_en)))
    if goal.responsible is not None and goal.level != Level.PERSON:
        rows.append((_("Answers for it"), name_of(goal.responsible)))
    return rows


def _last_day(goal: Goal) -> date:
    return goal.end - timedelta(days=1)


def _signatures(goal: Goal) -> list[Signature]:
    if goal.state == State.DRAFT:
        return []
    manager = name_of(goal.manager_confirmed_by) if goal.manager_confirmed_by else ""
    sides = [Signature(_("Manager"), manager, goal.manager_confirmed_at)]
    if goal.person is not None:
        sides.insert(0, Signature(_("Employee"), name_of(goal.person), goal.employee_confirmed_at))
    return sides
