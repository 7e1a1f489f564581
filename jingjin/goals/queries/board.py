"""The team board: a unit's goals for every employee, and for a manager the people's goals with what to confirm."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from jingjin.goals.access import goals_for
from jingjin.goals.queries.changes import trends
from jingjin.goals.queries.figures import percent_text, pill_of
from jingjin.goals.queries.lines import lines_of
from jingjin.goals.queries.team import team_status
from jingjin.goals.scoring.status import Confidence
from jingjin.goals.words import CONFIDENCES, COUNTED, RUNNING, Level
from jingjin.org.public import direct_reports, face, unit_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jingjin.core.actor import Actor
    from jingjin.core.ui_values import PersonFace
    from jingjin.goals.queries.lines import GoalLine
    from jingjin.goals.queries.team import TeamStatus
    from jingjin.org.public import Person, Unit

TREND_DAYS = 84


@dataclass(frozen=True)
class BoardRow:
    """A goal of the unit with its small line."""

    line: GoalLine
    trend: list[float]


@dataclass(frozen=True)
class MemberRow:
    """A report with the standing of the goals, and those that wait for the manager's confirmation."""

    face: PersonFace
    goals: int
    percent: str
    expected: str
    fill: float | None
    mark: float | None
    on_track: bool
    incomplete: bool
    pill: str
    pill_text: str
    confidence: str
    note: str
    to_confirm: list[GoalLine]


@dataclass(frozen=True)
class Board:
    """One unit's board; `members` only for the manager of direct reports."""

    unit: Unit | None
    title: str
    rows: list[BoardRow]
    members: list[MemberRow]


def board(by: Actor, unit: Unit | None, today: date, *, zone: str) -> Board:
    """The unit's goals of today, and the actor's own direct reports (at most 11 queries)."""
    rows = goals_for(by).filter(
        level=Level.UNIT, unit=unit, state__in=COUNTED, start__lte=today, end__gt=today
    )
    goals = list(rows.prefetch_related("milestones").order_by("parent_id", "-weight", "id")) if unit else []
    drawn = trends(goals, since=today - timedelta(days=TREND_DAYS)) if goals else {}
    lines = lines_of(goals, today, zone=zone)
    return Board(
        unit=unit,
        title=unit_name(unit),
        rows=[BoardRow(line, drawn.get(goal.pk, [])) for goal, line in zip(goals, lines, strict=True)],
        members=_members(by, today, zone=zone),
    )


def _members(by: Actor, today: date, *, zone: str) -> list[MemberRow]:
    if by.person_id is None:
        return []
    people = list(direct_reports(by.person_id).select_related("unit"))
    if not people:
        return []
    standing = team_status(by, [person.pk for person in people], today)
    waiting = _waiting(by, people, today, zone=zone)
    return [_member(person, standing[person.pk], waiting.get(person.pk, [])) for person in people]


def _waiting(by: Actor, people: Sequence[Person], today: date, *, zone: str) -> dict[int, list[GoalLine]]:
    rows = goals_for(by, "goal.confirm").filter(person__in=people, manager_confirmed_at=None)
    goals = list(rows.filter(state__in=RUNNING).prefetch_related("milestones").order_by("-weight", "id"))
    out: defaultdict[int, list[GoalLine]] = defaultdict(list)
    for goal, line in zip(goals, lines_of(goals, today, zone=zone), strict=True):
        out[goal.person_id or 0].append(line)
    return dict(out)


def _member(person: Person, standing: TeamStatus, to_confirm: list[GoalLine]) -> MemberRow:
    pill, text = pill_of(standing.status) if standing.status else ("", "")
    update = standing.update
    has = standing.progress is not None and standing.expected is not None
    return MemberRow(
        face=face(person),
        goals=standing.goals,
        percent=percent_text(standing.progress),
        expected=percent_text(standing.expected),
        fill=float(standing.progress or 0) * 100 if has else None,
        mark=float(standing.expected or 0) * 100 if has else None,
        on_track=has and (standing.progress or 0) >= (standing.expected or 0),
        incomplete=standing.incomplete,
        pill=pill,
        pill_text=text,
        confidence=str(CONFIDENCES[Confidence(update.confidence)]) if update else "",
        note=update.note if update else "",
        to_confirm=to_confirm,
    )
