"""Changing a locked plan: a new version, a pause, the difference shown, a new acknowledgement."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.core.errors import Invalid
from jingjin.core.events import emit
from jingjin.plans.actions.drafting import check_concerns, check_expectations, check_helpers
from jingjin.plans.actions.parts import (
    AssessorInput,
    ConcernInput,
    ExpectationInput,
    SupportInput,
    TrainingInput,
    write_parts,
)
from jingjin.plans.actions.review import lock_version
from jingjin.plans.actions.running import leave_pause
from jingjin.plans.actions.steps import day_of, move, prove, reason_given, take
from jingjin.plans.models import (
    Assessor,
    Concern,
    Expectation,
    Plan,
    PlanVersion,
    Support,
    Training,
)
from jingjin.plans.queries.content import content_of
from jingjin.plans.queries.days import ANSWER_DAYS, after_workdays
from jingjin.plans.words.content import content_hash
from jingjin.plans.words.states import Act, Condition, PauseKind

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor


@dataclass(frozen=True, kw_only=True)
class PlanChange:
    """What a change replaces; None leaves it as it is. A list of parts replaces all parts of its kind."""

    title: str | None = None
    environment: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    check_in_weeks: int | None = None
    if_not_met: str | None = None
    extension_rule: str | None = None
    extension_max_days: int | None = None
    concerns: tuple[ConcernInput, ...] | None = None
    expectations: tuple[ExpectationInput, ...] | None = None
    supports: tuple[SupportInput, ...] | None = None
    trainings: tuple[TrainingInput, ...] | None = None
    assessors: tuple[AssessorInput, ...] | None = None


PARTS: dict[str, Any] = {
    "concerns": Concern,
    "expectations": Expectation,
    "supports": Support,
    "trainings": Training,
    "assessors": Assessor,
}


@transaction.atomic
def change_after_publishing(
    *, by: Actor, plan: UUID, reason: str, change: PlanChange, now: datetime, version: int | None = None
) -> PlanVersion:
    """Publish a new version of a locked plan; HR. It pauses the plan until the person has answered it again.

    Raises Invalid when nothing differs, a rule of the field is broken, or no reason is given.
    """
    row = take(by, plan, Act.CHANGE, version=version)
    text = reason_given(reason)
    today = day_of(now)
    _apply(row, change)
    given = [Condition.REASON]
    if content_hash(content_of(row)) != row.locked_hash:
        given.append(Condition.DIFFERENT)
    move(row, Act.CHANGE, today=today, given=given)
    leave_pause(row, today=today)
    frozen = lock_version(row, by=by, now=now, reason=text)
    row.has_answer, row.declined_at = False, None
    row.answer_by = after_workdays(today, ANSWER_DAYS)
    row.pause_kind, row.pause_reason, row.paused_on = PauseKind.CHANGED, text, today
    row.store()
    facts = {"hash": row.locked_hash, "answer_by": row.answer_by.isoformat()}
    prove(row, "changed", by=by, now=now, facts=facts, content={"reason": text, "content": frozen.content})
    emit("plan.changed", by=by, plan_id=row.pk)
    return frozen


def _apply(plan: Plan, change: PlanChange) -> None:
    check_concerns(change.concerns or ())
    check_expectations(change.expectations or ())
    check_helpers(plan, change.supports or ())
    for name in (one.name for one in fields(change)):
        value = getattr(change, name)
        if value is None:
            continue
        if name in PARTS:
            write_parts(plan, PARTS[name], value, version=plan.content_version + 1)
        else:
            setattr(plan, name, value.strip() if isinstance(value, str) else value)
    if change.ends_on is not None:
        plan.first_ends_on = change.ends_on
    if plan.starts_on and plan.ends_on and plan.ends_on <= plan.starts_on:
        raise Invalid(fields={"ends_on": _("The last day is before the first.")})
    if plan.extension_max_days < plan.extension_days:
        raise Invalid(fields={"extension_max_days": str(Condition.WITHIN_RULE.label)})
