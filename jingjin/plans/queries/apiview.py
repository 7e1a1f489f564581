"""One plan as the API gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jingjin.plans.models import Answer, CheckIn, PlanVersion
from jingjin.plans.queries.conditions import current_answer, reply_decision
from jingjin.plans.queries.document import shown_content
from jingjin.plans.queries.page import acts_of, side_of

if TYPE_CHECKING:
    from jingjin.plans.models import Plan
    from jingjin.plans.queries.texts import Reader


def plan_out(plan: Plan, reader: Reader) -> dict[str, Any]:
    """The plan for a reader who was let in (3 queries, more for a draft)."""
    side = side_of(plan, reader)
    versions = list(PlanVersion.objects.filter(plan=plan).order_by("-number")[:1])
    answer = current_answer(plan) if plan.has_answer else None
    names = ("uid", "title", "state", "outcome", "starts_on", "ends_on", "answer_by", "version")
    more = ("content_version", "pause_reason", "extension_days", "outcome_text")
    return {
        **{name: getattr(plan, name) for name in (*names, *more)},
        "person": plan.person.uid,
        "side": side,
        "content": shown_content(plan, versions),
        "content_hash": plan.locked_hash,
        "answer": _answer(answer) if answer else None,
        "check_ins": [_check_in(row) for row in CheckIn.objects.filter(plan=plan)],
        "acts": sorted(acts_of(plan, side)),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    reply = getattr(answer, "reply", None)
    names = ("kind", "statement", "support_wanted", "answered_at", "content_hash", "reply_due")
    return {
        **{name: getattr(answer, name) for name in names},
        "reply_decision": reply_decision(answer),
        "reply_text": reply.text if reply else "",
    }


def _check_in(row: CheckIn) -> dict[str, Any]:
    names = ("uid", "due_on", "state", "manager_note", "person_note")
    return {**{name: getattr(row, name) for name in names}, "missed": row.missed_at is not None}
