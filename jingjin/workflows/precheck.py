"""What other areas know when a plan's pre-check asks: the market's part, broken feeds, a raised target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.plans.public import PrecheckFacts

if TYPE_CHECKING:
    from jingjin.plans.public import Plan


def facts_for(plan: Plan) -> PrecheckFacts:
    """The facts of insight and metrics about this plan's person; what nobody knows stays unknown."""
    return PrecheckFacts()
