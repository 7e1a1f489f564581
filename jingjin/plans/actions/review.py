"""HR's part before and at publishing: return, approve and publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.core.errors import Denied, Invalid
from jingjin.core.events import emit
from jingjin.plans.actions.numbers import keep_numbers
from jingjin.plans.actions.steps import day_of, move, person_key, prove, reason_given, take
from jingjin.plans.models import Plan, PlanVersion
from jingjin.plans.queries.content import content_of
from jingjin.plans.queries.days import ANSWER_DAYS, after_workdays
from jingjin.plans.words.content import content_hash
from jingjin.plans.words.states import Act, Condition

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from jingjin.core.actor import Actor


@transaction.atomic
def return_to_manager(
    *, by: Actor, plan: UUID, reason: str, now: datetime, version: int | None = None
) -> Plan:
    """Send a plan back for another draft, saying what to change."""
    row = take(by, plan, Act.RETURN, version=version)
    text = reason_given(reason)
    move(row, Act.RETURN, today=day_of(now), given=[Condition.REASON])
    row.returned_for = text
    row.hr_partner_id = person_key(by)
    row.store()
    prove(row, "returned", by=by, now=now, content={"reason": text})
    emit("plan.returned", by=by, plan_id=row.pk)
    return row


@transaction.atomic
def approve_and_publish(
    *, by: Actor, plan: UUID, now: datetime, precheck_decision: str = "", version: int | None = None
) -> Plan:
    """Approve, lock expectations, measures and dates, and show the plan to the person, who has 5 working days.

    `precheck_decision`: why a plan is right in spite of a blocker; read by HR alone. The approver is never the
    manager who wrote it. Raises Invalid with what is missing.
    """
    row = take(by, plan, Act.PUBLISH, version=version)
    if by.person_id == row.manager_id:
        raise Denied(_("Who wrote the plan can't approve it."))
    today = day_of(now)
    row.precheck_decision = precheck_decision.strip()
    move(row, Act.PUBLISH, today=today)
    if row.starts_on is not None and row.starts_on < today:
        raise Invalid(fields={"starts_on": _("The first day has passed; set it anew before publishing.")})
    row.approved_by_id = row.hr_partner_id = person_key(by)
    row.approved_at = row.published_at = now
    row.first_ends_on = row.ends_on
    row.answer_by = after_workdays(today, ANSWER_DAYS)
    lock_version(row, by=by, now=now)
    row.store()
    prove(
        row,
        "published",
        by=by,
        now=now,
        facts={"hash": row.locked_hash, "answer_by": row.answer_by.isoformat()},
        content=content_of(row),
    )
    keep_numbers(row, by=by, now=now, until=today)
    emit("plan.published", by=by, plan_id=row.pk)
    return row


def lock_version(plan: Plan, *, by: Actor, now: datetime, reason: str = "") -> PlanVersion:
    """Freeze the content as the next version; `reason` is why it replaces the one before."""
    content = content_of(plan)
    plan.content_version += 1
    plan.locked_hash = content_hash(content)
    return PlanVersion.objects.create(
        plan=plan,
        number=plan.content_version,
        content=content,
        hash=plan.locked_hash,
        reason=reason,
        published_at=now,
        published_by_id=person_key(by),
    )
