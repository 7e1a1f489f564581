"""The facts of a pre-check, and its frozen findings as a reader may see them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jingjin.org import public as org
from jingjin.plans.models import Precheck
from jingjin.plans.words.precheck import Found, PersonFacts, PrecheckFacts
from jingjin.plans.words.states import Check, Level

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from jingjin.plans.models import Plan

LOOK_BACK = timedelta(weeks=8)

_suppliers: list[Callable[[Plan], PrecheckFacts]] = []


def supply_precheck_facts(supplier: Callable[[Plan], PrecheckFacts]) -> None:
    """Let `supplier(plan)` give the facts that other areas know (registered once, by a workflow)."""
    _suppliers[:] = [supplier]


def supplied_facts(plan: Plan) -> PrecheckFacts:
    """What other areas know of this plan's person and measures; nothing when no workflow is registered."""
    return _suppliers[0](plan) if _suppliers else PrecheckFacts()


def person_facts(plan: Plan, *, today: date) -> PersonFacts:
    """What the organisation knows of the plan's person (3 queries)."""
    person = plan.person
    since = today - LOOK_BACK
    working = org.workdays(since, today)
    leaves = org.leaves_of([person.pk]).get(person.pk, [])
    away = {day for day in working for leave in leaves if day in leave.period}
    return PersonFacts(
        hired_on=person.hired_on,
        probation_until=person.probation_until,
        on_leave=any(today in leave.period for leave in leaves),
        leave_days=len(away),
        protected=org.is_protected(person.pk, today),
        talks_on=tuple(plan.talks_on),
    )


def latest_precheck(plan: Plan) -> Precheck | None:
    """The last run (1 query)."""
    return Precheck.objects.filter(plan=plan).order_by("-id").first()


def findings_of(run: Precheck | None) -> list[Found]:
    """The frozen findings of a run; empty when there was none."""
    rows = run.findings if run else []
    return [Found(Check(row["check"]), Level(row["level"]), row["facts"]) for row in rows]


def blockers_of(run: Precheck | None) -> list[Found]:
    """What speaks against a plan."""
    return [found for found in findings_of(run) if found.level is Level.BLOCKER]
