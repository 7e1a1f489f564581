"""From what a locked plan says to a change of it: only what differs is replaced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jingjin.plans.queries.content import expectations_of, number_text, supports_of

if TYPE_CHECKING:
    from jingjin.plans.models import Expectation, Plan, Support


@dataclass(frozen=True)
class ChangeStart:
    """What the form of a change starts from."""

    plain: dict[str, Any]
    targets: list[dict[str, Any]]
    promises: list[dict[str, Any]]
    expectations: list[Expectation]
    supports: list[Support]


def change_start(plan: Plan) -> ChangeStart:
    """The present texts, targets and promises (2 queries)."""
    expectations, supports = expectations_of(plan), supports_of(plan)
    return ChangeStart(
        plain={
            "environment": plan.environment,
            "ends_on": plan.first_ends_on,
            "if_not_met": plan.if_not_met,
        },
        targets=[
            {"uid": row.uid, "target": number_text(row.target), "due_on": row.due_on} for row in expectations
        ],
        promises=[{"uid": row.uid, "text": row.text, "due_on": row.due_on} for row in supports],
        expectations=expectations,
        supports=supports,
    )
