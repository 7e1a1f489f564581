"""What people do with a signal: read it, answer it, note a talk, put it off, object, answer an objection."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core import company
from jingjin.core.errors import Invalid
from jingjin.core.events import emit
from jingjin.insight.access import get_contest, get_signal
from jingjin.insight.actions.raising import end_signal
from jingjin.insight.models import Contest, Signal
from jingjin.insight.words import ANSWER_DAYS, REPLY_WORKDAYS, Decision, Ending, SignalState, Step
from jingjin.org.public import workdays

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor


def _locked(by: Actor, uid: UUID | str, action: str, version: int | None) -> Signal:
    """The signal on which the actor may do `action`, locked; the rule holds for the locked state too."""
    row = Signal.lock(uid, version=version)
    get_signal(by, uid, action)
    return row


@transaction.atomic
def see(*, by: Actor, uid: UUID | str, now: datetime, version: int | None = None) -> Signal:
    """The person concerned says that they have read it; it no longer waits on their Today."""
    row = _locked(by, uid, "signal.see", version)
    if row.seen_at is None:
        row.seen_at = now
        row.store()
        record(row.uid, "signal.seen", by=by, now=now, facts={})
    return row


@transaction.atomic
def answer(
    *, by: Actor, uid: UUID | str, text: str, step: str, now: datetime, version: int | None = None
) -> Signal:
    """The direct manager or HR knows the reason and says what comes next; may be answered anew.

    Raises Invalid without a text or with an unknown step. No step opens a plan. Emits `signal.answered`.
    """
    row = _locked(by, uid, "signal.answer", version)
    if not text.strip():
        raise Invalid(fields={"text": _("Say in a sentence what you know about it.")})
    if step not in Step.values:
        raise Invalid(fields={"step": _("Choose what comes next.")})
    row.state = SignalState.ANSWERED
    row.answer, row.step = text.strip(), step
    row.answered_by_id, row.answered_at = by.person_id, now
    row.remind_on = None
    row.store()
    record(row.uid, "signal.answered", by=by, now=now, facts={"step": step}, content={"text": row.answer})
    emit("signal.answered", by=by, signal_id=row.pk)
    return row


@transaction.atomic
def note_talk(*, by: Actor, uid: UUID | str, on: date, today: date, version: int | None = None) -> Signal:
    """The direct manager notes the day of a talk about it. Raises Invalid for a day ahead."""
    row = _locked(by, uid, "signal.talk", version)
    if on > today:
        raise Invalid(fields={"on": _("Note the talk once it has taken place.")})
    row.talked_on = on
    row.store()
    record(row.uid, "signal.talked", by=by, facts={"on": on.isoformat()})
    return row


@transaction.atomic
def remind_later(*, by: Actor, uid: UUID | str, today: date, version: int | None = None) -> Signal:
    """The direct manager is reminded in a week; the signal stays open."""
    row = _locked(by, uid, "signal.remind", version)
    row.remind_on = today + timedelta(days=ANSWER_DAYS)
    row.store()
    record(row.uid, "signal.put_off", by=by, facts={"until": row.remind_on.isoformat()})
    return row


@transaction.atomic
def contest(
    *, by: Actor, uid: UUID | str, statement: str, today: date, now: datetime, version: int | None = None
) -> Contest:
    """The person concerned objects; HR of the unit answers in writing within five working days.

    Raises Invalid without a statement. Emits `signal.contested`.
    """
    row = _locked(by, uid, "signal.contest", version)
    if not statement.strip():
        raise Invalid(fields={"statement": _("Say what is not right, in your own words.")})
    objection = Contest.objects.create(
        signal=row, statement=statement.strip(), due=reply_due(today), created_at=now
    )
    row.state = SignalState.CONTESTED
    row.seen_at = row.seen_at or now
    row.store()
    facts = {"due": objection.due.isoformat()}
    content = {"statement": objection.statement}
    record(row.uid, "signal.contested", by=by, now=now, facts=facts, content=content)
    emit("signal.contested", by=by, signal_id=row.pk, contest_id=objection.pk)
    return objection


def reply_due(today: date) -> date:
    """The fifth working day after `today`."""
    ahead = sorted(workdays(today + timedelta(days=1), today + timedelta(days=30)))
    return ahead[REPLY_WORKDAYS - 1] if len(ahead) >= REPLY_WORKDAYS else today + timedelta(days=30)


@transaction.atomic
def reply(
    *, by: Actor, uid: UUID | str, decision: str, text: str, now: datetime, version: int | None = None
) -> Contest:
    """HR of the unit answers an objection with a reason: keep, correct the figures, or withdraw.

    Withdrawing ends the signal; otherwise it stands as before. Raises Invalid without a reason or with an unknown
    decision. Emits `signal.contest_answered`.
    """
    objection = Contest.lock(uid, version=version)
    get_contest(by, uid, "contest.reply")
    if decision not in Decision.values:
        raise Invalid(fields={"decision": _("Choose what follows from the objection.")})
    if not text.strip():
        raise Invalid(fields={"text": _("Give the reason; the person reads it word for word.")})
    objection.decision, objection.reply = decision, text.strip()
    objection.replied_by_id, objection.replied_at = by.person_id, now
    objection.store()
    row = Signal.lock(objection.signal.uid)
    facts, content = {"decision": decision}, {"reply": objection.reply}
    record(row.uid, "signal.contest_answered", by=by, now=now, facts=facts, content=content)
    _after_reply(row, decision, by=by, now=now)
    emit("signal.contest_answered", by=by, signal_id=row.pk, contest_id=objection.pk)
    return objection


def _after_reply(row: Signal, decision: str, *, by: Actor, now: datetime) -> None:
    if row.state != SignalState.CONTESTED:
        return
    if decision == Decision.WITHDRAW:
        end_signal(row, Ending.WITHDRAWN, by=by, today=company.current().today(now))
        return
    row.state = SignalState.ANSWERED if row.answered_at else SignalState.OPEN
    row.store()
