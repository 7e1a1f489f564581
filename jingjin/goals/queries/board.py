"""The team board: a unit's goals for every employee, and for a manager the people's goals with what to confirm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.goals.access import goals_for, heaviest_first
from jingjin.goals.queries.changes import trend, with_trend
from jingjin.goals.queries.drawn import drawn
from jingjin.goals.queries.figures import figure_of, percent_text, pill_of, weight_text
from jingjin.goals.queries.lines import lines_of
from jingjin.goals.queries.team import team_status
from jingjin.goals.scoring.status import Confidence
from jingjin.goals.words import CONFIDENCES, COUNTED, Level
from jingjin.org.public import direct_reports, face, unit_name

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.core.ui_values import PersonFace
    from jingjin.goals.models import Goal
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
class ToConfirm:
    """A goal that waits for the manager."""

    uid: UUID
    title: str
    target: str
    weight: str
    url: str


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
    to_confirm: list[ToConfirm]


@dataclass(frozen=True)
class Board:
    """One unit's board; `members` only for the manager of direct reports."""

    unit: Unit | None
    title: str
    rows: list[BoardRow]
    members: list[MemberRow]

    @property
    def to_confirm(self) -> int:
        """How many goals wait for the manager's confirmation."""
        return sum(len(member.to_confirm) for member in self.members)


def board(by: Actor, unit: Unit | None, today: date, *, zone: str) -> Board:
    """The unit's goals of today, and the actor's own direct reports (at most 5 queries)."""
    rows = goals_for(by).filter(
        level=Level.UNIT, unit=unit, state__in=COUNTED, start__lte=today, end__gt=today
    )
    trends = with_trend(drawn(rows), today - timedelta(days=TREND_DAYS))
    goals = sorted(heaviest_first(trends), key=_by_parent) if unit else []
    lines = lines_of(goals, today, zone=zone)
    return Board(
        unit=unit,
        title=unit_name(unit),
        rows=[BoardRow(line, trend(goal)) for goal, line in zip(goals, lines, strict=True)],
        members=_members(by, today),
    )


def _by_parent(goal: Goal) -> tuple[bool, int]:
    return goal.parent_id is None, goal.parent_id or 0


def _members(by: Actor, today: date) -> list[MemberRow]:
    if by.person_id is None:
        return []
    people = list(direct_reports(by.person_id).select_related("unit"))
    standing = team_status(by, [person.pk for person in people], today) if people else {}
    return [_member(person, standing[person.pk]) for person in people]


def _member(person: Person, standing: TeamStatus) -> MemberRow:
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
        to_confirm=[_to_confirm(goal) for goal in standing.to_confirm],
    )


def _to_confirm(goal: Goal) -> ToConfirm:
    return ToConfirm(
        uid=goal.uid,
        title=goal.shown_title,
        target=figure_of(goal, goal.target),
        weight=weight_text(goal),
        url=reverse("goals:goal", args=[goal.uid]),
    )
