"""Today: what waits for the reader, the goals beside it, and what of it may come a moment later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jingjin.accounts.public import Role
from jingjin.desk.queries.greeting import day_line, greeting
from jingjin.desk.queries.tasks import desk_tasks
from jingjin.desk.queries.waiting import waiting
from jingjin.desk.queries.week import week_of
from jingjin.goals import public as goals
from jingjin.org.public import is_manager, own_person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from jingjin.core.actor import Actor
    from jingjin.desk.queries.tasks import DeskTask
    from jingjin.desk.queries.week import Week
    from jingjin.goals.public import GoalLine


@dataclass(frozen=True)
class Parts:
    """Which parts of Today a reader has. Somebody without any of the three looks after the installation."""

    own_goals: bool
    team: bool
    company: bool
    units: bool


@dataclass(frozen=True)
class TodayPage:
    """What Today shows at once."""

    greeting: str
    line: str
    parts: Parts
    tasks: list[DeskTask]
    week: Week
    goals: Sequence[GoalLine]
    company_goals: Sequence[GoalLine]


def parts_of(by: Actor) -> Parts:
    """By what the reader is: whoever leads people sees them first, the own goals are a click away."""
    leads, oversees = is_manager(by), by.has_role(Role.HR_PARTNER) or by.has_role(Role.HR_ADMIN)
    company = by.has_role(Role.EXECUTIVE)
    return Parts(
        own_goals=by.person_id is not None and not (leads or oversees or company),
        team=leads,
        company=company,
        units=oversees,
    )


def today_page(by: Actor, *, name: str, now: datetime, today: date, zone: str, chosen: str = "") -> TodayPage:
    """What waits for the reader and the reader's goals; `chosen` is the key of the task to open."""
    person, parts, found = own_person(by), parts_of(by), waiting(by, today)
    return TodayPage(
        greeting=greeting(person, name, now, zone),
        line=day_line(today, found),
        parts=parts,
        tasks=desk_tasks(found, today, chosen),
        week=week_of(found, today),
        goals=goals.goals_of(by, person, today, zone=zone) if parts.own_goals and person else (),
        company_goals=company_goals(by, today, zone=zone) if parts.company else (),
    )


def company_goals(by: Actor, today: date, *, zone: str) -> list[GoalLine]:
    """The goals of the whole company that run today, heaviest first."""
    rows = goals.goals_for(by).filter(
        level=goals.Level.COMPANY,
        parent=None,
        state__in=[goals.State.PROPOSED, goals.State.CONFIRMED],
        start__lte=today,
        end__gt=today,
    )
    return goals.lines(rows, today, zone=zone)
