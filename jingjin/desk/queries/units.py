"""The units that HR looks after, in numbers: people, live signals, plans and what state these are in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingjin.core.waiting import Fact
from jingjin.insight import public as insight
from jingjin.org import public as org
from jingjin.plans import public as plans

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.org.public import Unit

SHOWN = 12
ByUnit = Counter[int | None]
RUNNING = (plans.State.ANSWERED, plans.State.ACTIVE, plans.State.PAUSED)


@dataclass(frozen=True)
class UnitLine:
    """A unit with its people, and how many of them have a signal or an open plan."""

    uid: UUID
    name: str
    people: str
    signals: int
    plans: int
    url: str


@dataclass(frozen=True)
class Units:
    """The units with most to look at, how many more there are, and all plans by state."""

    lines: Sequence[UnitLine]
    more: int
    plans: Sequence[Fact]


def units_overseen(by: Actor) -> Units:
    """For HR, who may read each of these signals and plans (4 queries)."""
    people = dict(org.people_for(by, "person.read").filter(left_on=None).values_list("id", "unit_id"))
    signals = ByUnit(people[one] for one in insight.signals_for(by, people))
    found = list(plans.plans_for(by).order_by().values_list("person_id", "state"))
    running = ByUnit(people.get(person) for person, state in found if state in plans.OPEN)
    heads = ByUnit(people.values())
    lines = [_line(unit, heads, signals, running) for unit in org.units_for(by)]
    lines.sort(key=lambda one: -(one.signals + one.plans))
    return Units(
        lines[:SHOWN], max(len(lines) - SHOWN, 0), _states(Counter(state for _person, state in found))
    )


def _line(unit: Unit, heads: ByUnit, signals: ByUnit, running: ByUnit) -> UnitLine:
    count = heads[unit.pk]
    return UnitLine(
        uid=unit.uid,
        name=org.unit_name(unit),
        people=ngettext("%(count)s person", "%(count)s people", count) % {"count": count},
        signals=signals[unit.pk],
        plans=running[unit.pk],
        url=f"{reverse('desk:team')}?{urlencode({'unit': str(unit.uid)})}",
    )


def _states(counts: Counter[str]) -> list[Fact]:
    return [
        Fact(_("To review"), str(counts[plans.State.HR_REVIEW])),
        Fact(_("Waiting for a response"), str(counts[plans.State.PUBLISHED])),
        Fact(_("Running"), str(sum(counts[state] for state in RUNNING))),
        Fact(_("In assessment"), str(counts[plans.State.ASSESSMENT])),
    ]
