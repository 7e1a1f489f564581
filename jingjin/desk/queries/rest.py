"""The parts of Today that follow once the page stands: the team, promises, plans in numbers, the own progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jingjin.core.dates import day_text
from jingjin.core.waiting import Fact
from jingjin.desk.queries.progress import own_progress
from jingjin.desk.queries.promises import promises
from jingjin.desk.queries.standing import in_need, members, overview
from jingjin.desk.queries.today import parts_of
from jingjin.desk.queries.units import units_overseen
from jingjin.insight import public as insight
from jingjin.org.public import direct_reports, own_person
from jingjin.plans import public as plans

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jingjin.core.actor import Actor
    from jingjin.desk.queries.progress import Progress
    from jingjin.desk.queries.promises import Promises
    from jingjin.desk.queries.standing import Member, Overview
    from jingjin.desk.queries.today import Parts
    from jingjin.desk.queries.units import Units
    from jingjin.plans.public import PlanSummary

FIRST = 3
RUNNING = (plans.State.ANSWERED, plans.State.ACTIVE, plans.State.PAUSED, plans.State.ASSESSMENT)


@dataclass(frozen=True)
class Rest:
    """What each reader has of it; empty parts are left out."""

    parts: Parts
    team_size: int
    overview: Overview | None
    first: Sequence[Member]
    promises: Promises | None
    progress: Progress | None
    plan: PlanSummary | None
    plan_until: str
    units: Units | None
    company: Sequence[Fact]


def rest_of_today(by: Actor, today: date, *, zone: str) -> Rest:
    """The second half of Today for one reader (at most 9 queries)."""
    parts = parts_of(by)
    team = _team(by, today) if parts.team else []
    plan = _own_plan(by) if parts.own_goals else None
    return Rest(
        parts=parts,
        team_size=len(team),
        overview=overview(team) if team else None,
        first=in_need(team, FIRST),
        promises=promises(by, today) if by.person_id else None,
        progress=own_progress(by, today, zone=zone) if parts.own_goals else None,
        plan=plan,
        plan_until=day_text(plan.ends_on, near=today) if plan and plan.ends_on else "",
        units=units_overseen(by) if parts.units else None,
        company=_company(by) if parts.company else (),
    )


def _team(by: Actor, today: date) -> list[Member]:
    people = list(direct_reports(by.person_id or 0).select_related("unit"))
    return members(by, people, today)


def _own_plan(by: Actor) -> PlanSummary | None:
    """The reader's plan once it runs; before, it stands among what waits."""
    person = own_person(by)
    found = plans.plan_of(by, person) if person else None
    return found if found is not None and found.state in RUNNING else None


def _company(by: Actor) -> list[Fact]:
    found = insight.count_below(by)
    if found.signals is None:
        return []
    of = _("of %(people)s people") % {"people": found.people}
    return [Fact(_("Live signals"), str(found.signals), of)]
