"""The end of a plan: frozen criteria, at least two assessors or system data, an outcome, the seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import log_access
from jingjin.core.errors import Invalid
from jingjin.core.events import emit
from jingjin.core.proof.canonical import digest
from jingjin.plans.actions.numbers import final_reading
from jingjin.plans.actions.steps import day_of, move, person_key, prove, reason_given, take
from jingjin.plans.models import (
    Assessment,
    Assessor,
    Expectation,
    Mark,
    Plan,
    PlanVersion,
    SealOpening,
)
from jingjin.plans.rules import MARKING_RULES, RULES, SEALED_RULES
from jingjin.plans.words.states import Act, Basis, Condition, Outcome

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from jingjin.core.actor import Actor

CRITERIA_FORMAT = "jingjin-criteria/1"
JUDGED = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)


@transaction.atomic
def begin_assessment(*, by: Actor, plan: UUID, now: datetime, version: int | None = None) -> Assessment:
    """Begin the final assessment with the criteria of the acknowledged version, which nobody can change now.

    Raises Invalid while a training has no result, the period isn't over, or assessors are missing.
    """
    row = take(by, plan, Act.BEGIN_ASSESSMENT, version=version)
    move(row, Act.BEGIN_ASSESSMENT, today=day_of(now))
    row.assessment_on = day_of(now)
    row.store()
    criteria = PlanVersion.objects.get(plan=row, number=row.content_version).content["expectations"]
    assessment = Assessment.objects.create(
        plan=row,
        criteria=criteria,
        criteria_hash=digest(CRITERIA_FORMAT, {"criteria": criteria}),
        begun_at=now,
        begun_by_id=person_key(by),
    )
    facts = {"criteria": len(criteria), "criteria_hash": assessment.criteria_hash}
    prove(row, "assessment_begun", by=by, now=now, facts=facts)
    _read_indicators(row, by=by, now=now)
    emit("plan.assessment_begun", by=by, plan_id=row.pk)
    return assessment


def _read_indicators(plan: Plan, *, by: Actor, now: datetime) -> None:
    """Take the results that bound indicators give by themselves; HR records the others."""
    for criterion in Expectation.objects.filter(
        plan=plan, basis=Basis.SYSTEM, dropped_in=None, metric__isnull=False
    ).select_related("metric"):
        reading = final_reading(plan, criterion, day_of(now))
        if reading is None or reading.value is None:
            continue
        source = _("%(feed)s, version %(version)s") % {
            "feed": reading.feed_name or criterion.source,
            "version": reading.version,
        }
        _put(plan, criterion, by=by, now=now, value=reading.value, source=source)


@transaction.atomic
def mark(
    *, by: Actor, assessor: UUID, expectation: UUID, value: Decimal, comment: str, now: datetime
) -> Mark:
    """Give one's result for a criterion, with its grounds; the assessor, once, without seeing the others'."""
    judge = Assessor.lock(assessor)
    MARKING_RULES.demand(judge, by=by, action="marking.mark")
    plan = Plan.lock(judge.plan.uid)
    criterion = _criterion(plan, expectation, Basis.ASSESSORS)
    move(plan, Act.MARK, today=day_of(now))
    grounds = reason_given(comment, "comment")
    return _put(plan, criterion, by=by, now=now, value=value, assessor=judge, comment=grounds)


@transaction.atomic
def record_reading(
    *, by: Actor, plan: UUID, expectation: UUID, value: Decimal, source: str, now: datetime
) -> Mark:
    """Record the value that a system gives for a criterion, with its source; HR."""
    row = Plan.lock(plan)
    RULES.demand(row, by=by, action="plan.record_reading")
    criterion = _criterion(row, expectation, Basis.SYSTEM)
    move(row, Act.MARK, today=day_of(now))
    return _put(row, criterion, by=by, now=now, value=value, source=reason_given(source, "source"))


def _criterion(plan: Plan, uid: UUID, basis: Basis) -> Expectation:
    row = Expectation.objects.filter(plan=plan, uid=uid, basis=basis, dropped_in=None).first()
    if row is None:
        raise Invalid(fields={"expectation": _("This isn't a criterion of this assessment.")})
    return row


def _put(
    plan: Plan,
    criterion: Expectation,
    *,
    by: Actor,
    now: datetime,
    value: Decimal,
    assessor: Assessor | None = None,
    comment: str = "",
    source: str = "",
) -> Mark:
    made = Mark(
        assessment=plan.assessment,
        expectation=criterion,
        assessor=assessor,
        value=value,
        comment=comment,
        source=source,
        marked_at=now,
        marked_by_id=person_key(by),
    )
    if Mark.objects.filter(assessment=plan.assessment, expectation=criterion, assessor=assessor).exists():
        raise Invalid(_("This criterion was assessed already."))
    made.save()
    facts = {"criterion": str(criterion.uid), "by_system": assessor is None}
    content = {"value": str(value), "comment": comment, "source": source}
    prove(plan, "marked", by=by, now=now, facts=facts, content=content)
    return made


@transaction.atomic
def close(
    *, by: Actor, plan: UUID, outcome: str, text: str, now: datetime, version: int | None = None
) -> Plan:
    """Close an assessed plan with its outcome and grounds; HR. A plan that was met is sealed at once."""
    row = take(by, plan, Act.CLOSE, version=version)
    if outcome not in JUDGED:
        raise Invalid(fields={"outcome": _("Choose met, partly met or not met.")})
    grounds = reason_given(text, "text")
    today = day_of(now)
    move(row, Act.CLOSE, today=today)
    _end(row, Outcome(outcome), grounds, by=by, now=now)
    prove(row, "closed", by=by, now=now, facts={"outcome": outcome}, content={"text": grounds})
    emit("plan.closed", by=by, plan_id=row.pk)
    if row.outcome == Outcome.MET:
        move(row, Act.SEAL, today=today)
        row.sealed_at = now
        row.store()
        prove(row, "sealed", by=by, now=now)
    return row


def _end(plan: Plan, outcome: Outcome, text: str, *, by: Actor, now: datetime) -> None:
    plan.outcome, plan.outcome_text = outcome, text
    plan.closed_at, plan.closed_by_id = now, person_key(by)
    plan.pause_kind, plan.pause_reason, plan.paused_on = "", "", None
    plan.store()


@transaction.atomic
def withdraw(*, by: Actor, plan: UUID, reason: str, now: datetime, version: int | None = None) -> Plan:
    """End a plan without judging it; HR (a draft: its manager too). Nothing is deleted."""
    row = take(by, plan, Act.WITHDRAW, version=version)
    text = reason_given(reason)
    move(row, Act.WITHDRAW, today=day_of(now), given=[Condition.REASON])
    _end(row, Outcome.WITHDRAWN, text, by=by, now=now)
    prove(row, "withdrawn", by=by, now=now, content={"reason": text})
    emit("plan.closed", by=by, plan_id=row.pk)
    return row


@transaction.atomic
def open_sealed(*, by: Actor, plan: UUID, reason: str, now: datetime, reader_name: str = "") -> SealOpening:
    """Open a sealed plan for today, in a dispute; HR. The reason is logged and told to the person."""
    row = Plan.lock(plan)
    SEALED_RULES.demand(row, by=by, action="plan.open_sealed")
    text = reason_given(reason)
    move(row, Act.OPEN_SEALED, today=day_of(now), given=[Condition.REASON])
    opening = SealOpening.objects.create(
        plan=row, reason=text, opened_at=now, opened_on=day_of(now), opened_by_id=person_key(by)
    )
    prove(row, "seal_opened", by=by, now=now, content={"reason": text})
    log_access(by=by, subject=row.person.uid, reader_name=reader_name, what="plan.sealed", why=text[:120])
    emit("plan.seal_opened", by=by, plan_id=row.pk, opening_id=opening.pk)
    return opening
