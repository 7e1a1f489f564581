"""Who reacts to which event, on one page.

Handlers take the event's ids, are idempotent (an event may be handled again after a crash) and tolerate a
missing row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.events import subscribe
from jingjin.goals.public import refresh_bound
from jingjin.notify.public import register, tell
from jingjin.plans.public import parties_of, supply_precheck_facts
from jingjin.workflows.notices import KINDS
from jingjin.workflows.precheck import facts_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from jingjin.plans.public import Parties

# Event of a plan → who is told.
PLAN_NEWS: dict[str, Callable[[Parties], list[int | None]]] = {
    "plan.submitted": lambda plan: [plan.hr],
    "plan.returned": lambda plan: [plan.manager],
    "plan.published": lambda plan: [plan.person],
    "plan.answered": lambda plan: [plan.manager, plan.hr],
    "plan.replied": lambda plan: [plan.person, plan.manager],
    "plan.changed": lambda plan: [plan.person],
    "plan.started": lambda plan: [plan.person],
    "plan.time_given": lambda plan: [plan.person],
    "plan.declined": lambda plan: [plan.manager, plan.hr],
    "plan.refusal_recorded": lambda plan: [plan.person, plan.hr],
    "plan.paused": lambda plan: [plan.person, plan.manager],
    "plan.resumed": lambda plan: [plan.person, plan.manager],
    "plan.check_in_held": lambda plan: [plan.person],
    "plan.extended": lambda plan: [plan.person, plan.manager],
    "plan.check_in_missed": lambda plan: [plan.manager, plan.hr],
    "plan.support_given": lambda plan: [plan.person],
    "plan.assessment_begun": lambda plan: [plan.person, plan.manager],
    "plan.closed": lambda plan: [plan.person, plan.manager],
    "plan.seal_opened": lambda plan: [plan.person],
}


def connect() -> None:
    """Register everything; called once when the applications are loaded."""
    register(KINDS)
    supply_precheck_facts(facts_for)
    subscribe("metrics.changed", refresh_bound)
    for name in PLAN_NEWS:
        subscribe(name, _teller(name))


def _teller(name: str) -> Callable[..., None]:
    """The handler that tells the people of a plan about `name`."""

    def handler(event_id: int, plan_id: int, **_more: int) -> None:
        plan = parties_of(plan_id)
        if plan is not None:
            tell(PLAN_NEWS[name](plan), name, key=f"event:{event_id}", url=plan.url)

    return handler
