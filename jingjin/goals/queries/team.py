"""The goals of a manager's people: how each stands, and what waits for a confirmation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q

from jingjin.core import clock
from jingjin.goals.access import goals_for, heaviest_first, updates_for
from jingjin.goals.queries.drawn import with_parts
from jingjin.goals.queries.judgement import judge
from jingjin.goals.scoring.rollup import Part, roll_up
from jingjin.goals.scoring.status import Status
from jingjin.goals.words import RUNNING, State

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from decimal import Decimal

    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal, WeeklyUpdate

# A person's worst open state stands for the person; what is not judged stands last.
ORDER = (
    *(Status.NEEDS_HELP, Status.WATCH, Status.LATE, Status.ON_TRACK, Status.REACHED),
    *(Status.NOT_REPORTED, Status.NOT_MEASURED),
)

# What a standing does not ask for: with many people, reading it takes longer than judging them.
STORY = (
    *("description", "statement", "snapshot", "end_reason"),
    *("created_at", "proposed_at", "employee_confirmed_at", "declined_at", "ended_at"),
)


@dataclass(frozen=True, kw_only=True)
class TeamStatus:
    """One person's goals on a day. `progress` and `expected` are weighted over the goals with a value, None without
    any; `to_confirm` waits for the manager; `counts` by status; `update` is this week's, as far as the reader may read it."""

    person_id: int
    goals: int
    counts: dict[Status, int]
    status: Status | None
    progress: Decimal | None
    expected: Decimal | None
    incomplete: bool
    to_confirm: tuple[Goal, ...]
    update: WeeklyUpdate | None


def worst(statuses: Collection[Status]) -> Status | None:
    """The status that stands for a person with these goals; None without any."""
    return next((status for status in ORDER if status in statuses), None)


def team_status(
    by: Actor, person_ids: Collection[int], today: date, *, updates: bool = True
) -> dict[int, TeamStatus]:
    """How these people's goals stand, for each person (also one without goals), as far as the actor may read
    them (2 queries; 1 without the week's `updates`)."""
    goals = team_goals(by, person_ids, today)
    week = updates_for(by).filter(person_id__in=person_ids, week=clock.week_start(today)) if updates else ()
    said = {row.person_id: row for row in week}
    return {key: _status(key, goals[key], said.get(key), today) for key in person_ids}


def team_goals(by: Actor, person_ids: Collection[int], today: date) -> dict[int, list[Goal]]:
    """The top goals of these people that run, with their milestones and without their relations, by person (1 query)."""
    tops = Q(parent=None) | ~Q(parent__person=F("person"))
    rows = goals_for(by).select_related(None).defer(*STORY)
    rows = rows.filter(tops, person_id__in=person_ids, state__in=RUNNING, end__gt=today)
    groups: dict[int, list[Goal]] = {key: [] for key in person_ids}
    for goal in heaviest_first(with_parts(rows)):
        groups[goal.person_id or 0].append(goal)
    return groups


def _status(person_id: int, goals: list[Goal], update: WeeklyUpdate | None, today: date) -> TeamStatus:
    judged = [(goal, judge(goal, today)) for goal in goals if goal.start <= today]
    counts = Counter(judgement.status for _goal, judgement in judged)
    total = roll_up(
        [
            Part(goal.weight, judgement.progress, judgement.expected, goal.incomplete)
            for goal, judgement in judged
        ]
    )
    return TeamStatus(
        person_id=person_id,
        goals=len(judged),
        counts=dict(counts),
        status=worst(counts),
        progress=total.progress,
        expected=total.expected,
        incomplete=total.incomplete,
        to_confirm=tuple(
            goal for goal in goals if goal.state == State.PROPOSED and goal.manager_confirmed_at is None
        ),
        update=update,
    )
