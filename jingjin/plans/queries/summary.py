"""Plans in one line for other areas: a person's plan, who has one, and counts that name nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse

from jingjin.org import public as org
from jingjin.plans.access import plans_for
from jingjin.plans.models import Plan
from jingjin.plans.rules import PEOPLE_RULES
from jingjin.plans.words.states import ENDED, OPEN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from jingjin.core.actor import Actor
    from jingjin.org.public import Person, Unit

MIN_GROUP = 5


@dataclass(frozen=True)
class PlanSummary:
    """A plan as a person's page shows it to somebody who may read it."""

    plan: Plan
    title: str
    state: str
    state_text: str
    starts_on: date | None
    ends_on: date | None
    url: str


def plan_of(by: Actor, person: Person) -> PlanSummary | None:
    """The person's latest plan that the actor may read, an open one first (1 query)."""
    rows = list(plans_for(by).filter(person=person).order_by("-id")[:5])
    if not rows:
        return None
    plan = next((row for row in rows if row.state not in ENDED), rows[0])
    return PlanSummary(
        plan=plan,
        title=plan.title,
        state=plan.state,
        state_text=plan.get_state_display(),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        url=reverse("plans:plan", args=[plan.uid]),
    )


def has_running_plan(person_ids: Collection[int]) -> set[int]:
    """Which of these people have a published plan that hasn't ended (1 query). For rules, never for pages."""
    return set(
        Plan.objects.filter(person_id__in=person_ids, state__in=OPEN).values_list("person_id", flat=True)
    )


@dataclass(frozen=True)
class UnitCount:
    """How many plans run among the people of a unit and below; None where the group is too small to say."""

    unit: Unit
    headcount: int
    running: int | None


def counts(by: Actor, unit: Unit | None) -> list[UnitCount]:
    """Running plans in the units directly below `unit` (the top units for None), of people the actor may count.

    For managers further up and executives, who see no content. Groups under five are not shown, and when one
    alone is hidden, the smallest other is hidden too, so that nobody can be found by subtraction (4 queries).
    """
    units = list(org.child_units(unit))
    pairs = org.unit_pairs().filter(ancestor_id__in=[one.pk for one in units])
    above = {below: top for top, below in pairs}
    people = PEOPLE_RULES.rows(org.people_in(above), by=by, action="plan.count").order_by()
    open_plans = Plan.objects.filter(person__in=people, state__in=OPEN).order_by()
    heads = _summed(people.values_list("unit_id").annotate(total=Count("id")), above)
    running = _summed(open_plans.values_list("person__unit_id").annotate(total=Count("id")), above)
    rows = [_count(one, heads[one.pk], running[one.pk]) for one in units]
    shown = [row for row in rows if row.running is not None]
    if len(rows) - len(shown) == 1 and shown:
        smallest = min(shown, key=lambda row: row.headcount)
        rows = [UnitCount(r.unit, r.headcount, None) if r is smallest else r for r in rows]
    return [row for row in rows if row.headcount]


def _summed(found: Iterable[tuple[int, int]], above: Mapping[int, int]) -> Counter[int]:
    """Numbers by unit, added up for the unit above."""
    total: Counter[int] = Counter()
    for unit_id, number in found:
        total[above[unit_id]] += number
    return total


def _count(unit: Unit, headcount: int, running: int) -> UnitCount:
    return UnitCount(unit, headcount, running if headcount >= MIN_GROUP else None)


def states_of(by: Actor) -> Counter[str]:
    """How many plans the actor may read are in each state (1 query)."""
    rows = plans_for(by).order_by().values("state").annotate(total=Count("id"))
    return Counter({row["state"]: row["total"] for row in rows})
