"""What other areas know when a plan's pre-check asks: the environment's part of the gap, and broken feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core import company
from jingjin.insight.public import market_part
from jingjin.plans.public import PrecheckFacts

if TYPE_CHECKING:
    from jingjin.plans.public import Plan


def facts_for(plan: Plan) -> PrecheckFacts:
    """The facts of insight about this plan's person; what nobody knows stays unknown, never "fine".

    A raised quota is not told yet: nobody keeps the reason of a target's change so far.
    """
    found = market_part(plan.person_id, company.current().today())
    if found is None:
        return PrecheckFacts()
    return PrecheckFacts(environment_share=found.environment_share, broken_feeds=found.faulty_metrics)
