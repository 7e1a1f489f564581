"""What other areas know when a plan's pre-check asks: a raised target, the environment's part of the gap, broken feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core import company
from jingjin.goals.public import raised_target
from jingjin.insight.public import market_part
from jingjin.plans.public import QUOTA_RECENT, PrecheckFacts, RaisedQuota

if TYPE_CHECKING:
    from jingjin.plans.public import Plan


def facts_for(plan: Plan) -> PrecheckFacts:
    """What goals and insight know about this plan's person; what nobody knows stays unknown, never "fine"."""
    today = company.current().today()
    raised = raised_target(plan.person_id, today - QUOTA_RECENT)
    found = market_part(plan.person_id, today)
    return PrecheckFacts(
        environment_share=found.environment_share if found else None,
        broken_feeds=found.faulty_metrics if found else None,
        raised_quota=RaisedQuota(on=raised.on, old=raised.old, new=raised.new, reason=raised.reason)
        if raised
        else None,
        quota_known=True,
    )
