"""The employee's answer, the refusal path, and HR's written reply to a disagreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.core.errors import Invalid
from jingjin.core.events import emit
from jingjin.plans.actions.running import leave_pause
from jingjin.plans.actions.steps import day_of, move, person_key, prove, reason_given, take
from jingjin.plans.models import Answer, HrReply, Plan
from jingjin.plans.queries.conditions import current_answer
from jingjin.plans.queries.days import MORE_DAYS, REPLY_DAYS, after_workdays
from jingjin.plans.words.states import Act, AnswerKind, Condition, Decision, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from jingjin.core.actor import Actor

MAX_WANTED = 5


@transaction.atomic
def answer(
    *,
    by: Actor,
    plan: UUID,
    kind: str,
    now: datetime,
    statement: str = "",
    support_wanted: Sequence[str] = (),
    version: int | None = None,
) -> Answer:
    """Answer a published or changed plan; only the person. "Received" is not "agreed".

    The statement is kept word for word and nobody can change it. A disagreement needs one, and HR replies within
    5 working days; more time is given once per version, 5 working days. Raises Invalid otherwise.
    """
    chosen = AnswerKind(kind)
    if chosen is AnswerKind.MORE_TIME:
        return _ask_time(by=by, plan=plan, statement=statement, now=now, version=version)
    if chosen is AnswerKind.REFUSED:
        raise Invalid(_("Who doesn't sign declines; HR records it with a witness."))
    row = take(by, plan, Act.ANSWER, version=version)
    if chosen is AnswerKind.DISAGREE and not statement.strip():
        raise Invalid(fields={"statement": _("Write down what you disagree with.")})
    today = day_of(now)
    move(row, Act.ANSWER, today=today, given=[Condition.ACCEPTS] if chosen is AnswerKind.ACCEPT else ())
    reply_due = after_workdays(today, REPLY_DAYS) if chosen is AnswerKind.DISAGREE else None
    given = _keep(
        row, chosen, by=by, now=now, statement=statement, wanted=support_wanted, reply_due=reply_due
    )
    _acknowledged(row, now=now)
    prove(
        row,
        "answered",
        by=by,
        now=now,
        facts={"kind": chosen.value, "hash": given.content_hash},
        content={"statement": given.statement, "support_wanted": given.support_wanted},
    )
    emit("plan.answered", by=by, plan_id=row.pk)
    return given


def _keep(
    plan: Plan,
    kind: AnswerKind,
    *,
    by: Actor,
    now: datetime,
    statement: str = "",
    wanted: Sequence[str] = (),
    **more: object,
) -> Answer:
    lines = [text.strip() for text in wanted if text.strip()]
    if len(lines) > MAX_WANTED:
        raise Invalid(fields={"support_wanted": _("Name at most five kinds of support.")})
    return Answer.objects.create(
        plan=plan,
        number=plan.content_version,
        kind=kind,
        statement=statement,
        support_wanted=lines,
        answered_at=now,
        content_hash=plan.locked_hash,
        recorded_by_id=person_key(by),
        **more,
    )


def _acknowledged(plan: Plan, *, now: datetime) -> None:
    plan.has_answer = True
    plan.declined_at = None
    leave_pause(plan, today=day_of(now))
    plan.store()


def _ask_time(*, by: Actor, plan: UUID, statement: str, now: datetime, version: int | None) -> Answer:
    row = take(by, plan, Act.ASK_TIME, version=version)
    move(row, Act.ASK_TIME, today=day_of(now))
    until = after_workdays(max(day_of(now), row.answer_by or day_of(now)), MORE_DAYS)
    row.answer_by = until
    given = _keep(row, AnswerKind.MORE_TIME, by=by, now=now, statement=statement, answer_by=until)
    row.store()
    prove(
        row,
        "time_given",
        by=by,
        now=now,
        facts={"answer_by": until.isoformat()},
        content={"statement": statement},
    )
    emit("plan.time_given", by=by, plan_id=row.pk)
    return given


@transaction.atomic
def decline(*, by: Actor, plan: UUID, now: datetime, version: int | None = None) -> Plan:
    """Decline to sign; only the person. HR then records the refusal with a witness; an answer stays possible."""
    row = take(by, plan, Act.DECLINE, version=version)
    move(row, Act.DECLINE, today=day_of(now))
    row.declined_at = now
    row.store()
    prove(row, "declined", by=by, now=now)
    emit("plan.declined", by=by, plan_id=row.pk)
    return row


@transaction.atomic
def record_refusal(
    *, by: Actor, plan: UUID, witness: str, delivery: str, now: datetime, version: int | None = None
) -> Answer:
    """Record that the person didn't sign: who witnessed it, and how, where and when the plan was handed over.

    HR; after the person declined, or once the printed date has passed without an answer.
    """
    row = take(by, plan, Act.RECORD_REFUSAL, version=version)
    if not witness.strip() or not delivery.strip():
        missing = "witness" if not witness.strip() else "delivery"
        raise Invalid(fields={missing: _("Name a witness, and say how and when the plan was handed over.")})
    move(row, Act.RECORD_REFUSAL, today=day_of(now))
    given = _keep(row, AnswerKind.REFUSED, by=by, now=now, witness=witness.strip(), delivery=delivery.strip())
    _acknowledged(row, now=now)
    prove(
        row,
        "refusal_recorded",
        by=by,
        now=now,
        facts={"hash": given.content_hash},
        content={"witness": given.witness, "delivery": given.delivery},
    )
    emit("plan.refusal_recorded", by=by, plan_id=row.pk)
    return given


@transaction.atomic
def hr_reply(
    *, by: Actor, plan: UUID, decision: str, text: str, now: datetime, version: int | None = None
) -> HrReply:
    """Answer a disagreement in writing: keep with the reason, change (the new version follows), or withdraw."""
    row = take(by, plan, Act.REPLY, version=version)
    chosen, words = Decision(decision), reason_given(text, "text")
    today = day_of(now)
    move(row, Act.REPLY, today=today)
    contested = current_answer(row)
    assert contested is not None, "the machine lets nobody reply to nothing"  # noqa: S101 - narrows the type
    reply = HrReply.objects.create(
        answer=contested, decision=chosen, text=words, replied_at=now, replied_by_id=person_key(by)
    )
    if chosen is Decision.WITHDRAW:
        move(row, Act.WITHDRAW, today=today, given=[Condition.REASON])
        row.outcome, row.outcome_text = Outcome.WITHDRAWN, words
        row.closed_at, row.closed_by_id = now, person_key(by)
    row.store()
    prove(row, "replied", by=by, now=now, facts={"decision": chosen.value}, content={"text": words})
    emit("plan.replied", by=by, plan_id=row.pk)
    return reply
