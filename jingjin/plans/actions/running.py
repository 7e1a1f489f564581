"""A plan at work: start, pause and resume, extension by rule, check-ins, promised support, training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.core.errors import Invalid
from jingjin.core.events import emit
from jingjin.org import public as org
from jingjin.plans.actions.steps import day_of, move, person_key, prove, reason_given, take
from jingjin.plans.models import CheckIn, Extension, Plan, Support
from jingjin.plans.queries.days import after_workdays, check_in_days
from jingjin.plans.queries.extensions import entitled
from jingjin.plans.rules import SUPPORT_RULES
from jingjin.plans.words.states import Act, CheckInState, Condition, ExtensionCause, PauseKind

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor


@transaction.atomic
def start(*, by: Actor, plan: UUID, now: datetime, version: int | None = None) -> Plan:
    """Begin: manager, HR, or the system on the first day. Plans the check-ins of the period."""
    row = take(by, plan, Act.START, version=version)
    today = day_of(now)
    move(row, Act.START, today=today)
    row.started_on = row.started_on or today
    row.store()
    plan_check_ins(row)
    prove(row, "started", by=by, now=now, facts={"on": today.isoformat()})
    emit("plan.started", by=by, plan_id=row.pk)
    return row


def plan_check_ins(plan: Plan) -> None:
    """Add the check-ins of the period that aren't there yet; doing it again changes nothing."""
    if plan.starts_on is None or plan.ends_on is None:
        return
    days = check_in_days(plan.starts_on, plan.ends_on, plan.check_in_weeks)
    CheckIn.objects.bulk_create([CheckIn(plan=plan, due_on=day) for day in days], ignore_conflicts=True)


@transaction.atomic
def pause(*, by: Actor, plan: UUID, reason: str, now: datetime, version: int | None = None) -> Plan:
    """Pause a running plan with a reason that both sides read (leave, a move, a feed that is down)."""
    row = take(by, plan, Act.PAUSE, version=version)
    text = reason_given(reason)
    move(row, Act.PAUSE, today=day_of(now), given=[Condition.REASON])
    row.pause_kind, row.pause_reason, row.paused_on = PauseKind.OTHER, text, day_of(now)
    row.store()
    prove(row, "paused", by=by, now=now, content={"reason": text})
    emit("plan.paused", by=by, plan_id=row.pk)
    return row


@transaction.atomic
def resume(*, by: Actor, plan: UUID, now: datetime, version: int | None = None) -> Plan:
    """Go on after a pause that wasn't a change; the paused working days may extend the plan by the rule."""
    row = take(by, plan, Act.RESUME, version=version)
    move(row, Act.RESUME, today=day_of(now))
    leave_pause(row, today=day_of(now))
    row.store()
    prove(row, "resumed", by=by, now=now, facts={"paused_days": row.paused_days})
    emit("plan.resumed", by=by, plan_id=row.pk)
    return row


def leave_pause(plan: Plan, *, today: date) -> None:
    """Count the working days of the pause that ends, if the plan had started."""
    if plan.paused_on is not None and plan.started_on is not None:
        plan.paused_days += len(org.workdays(plan.paused_on, today))
    plan.pause_kind, plan.pause_reason, plan.paused_on = "", "", None


@transaction.atomic
def extend(
    *,
    by: Actor,
    plan: UUID,
    cause: str,
    days: int,
    now: datetime,
    note: str = "",
    version: int | None = None,
) -> Extension:
    """Confirm an extension by the printed rule, in working days; HR. It is told, and needs no new signature.

    Raises Invalid when the rule gives fewer days for this cause, or the printed maximum is used up.
    """
    row = take(by, plan, Act.EXTEND, version=version)
    today = day_of(now)
    chosen = ExtensionCause(cause)
    allowed = entitled(row, today=today).get(chosen, 0)
    fits = 1 <= days <= min(allowed, row.extension_max_days - row.extension_days)
    move(row, Act.EXTEND, today=today, given=[Condition.WITHIN_RULE] if fits else ())
    old_end = row.ends_on or today
    row.ends_on = after_workdays(old_end, days)
    row.extension_days += days
    row.store()
    plan_check_ins(row)
    extension = Extension.objects.create(
        plan=row,
        cause=chosen,
        days=days,
        old_end=old_end,
        new_end=row.ends_on,
        note=note.strip(),
        confirmed_at=now,
        confirmed_by_id=person_key(by),
    )
    facts = {"cause": chosen.value, "days": days, "new_end": row.ends_on.isoformat()}
    prove(row, "extended", by=by, now=now, facts=facts)
    emit("plan.extended", by=by, plan_id=row.pk)
    return extension


@transaction.atomic
def check_in(*, by: Actor, check_in: UUID, note: str, now: datetime, version: int | None = None) -> CheckIn:
    """Write one's side of a check-in: the manager's makes it held, the person's stands beside it.

    Each writes the own note only. A missed one can be held late; it stays counted as missed.
    """
    row = CheckIn.lock(check_in, version=version)
    plan = take(by, row.plan.uid, Act.CHECK_IN)
    text = reason_given(note, "note")
    move(plan, Act.CHECK_IN, today=day_of(now))
    own = by.person_id == plan.person_id
    if own:
        row.person_note = text
    else:
        row.manager_note = text
        row.state, row.held_at, row.held_by_id = CheckInState.HELD, now, person_key(by)
    row.store()
    facts = {"due": row.due_on.isoformat(), "side": "person" if own else "manager"}
    prove(plan, "checked_in", by=by, now=now, facts=facts, content={"note": text})
    if not own:
        emit("plan.check_in_held", by=by, plan_id=plan.pk, check_in_id=row.pk)
    return row


@transaction.atomic
def count_missed(*, by: Actor, now: datetime) -> int:
    """Find the check-ins whose day has passed; system only. A day of the person's leave isn't missed.

    Returns how many were counted; running it again counts none twice.
    """
    today = day_of(now)
    rows = CheckIn.objects.select_for_update(of=("self",)).filter(
        state=CheckInState.PLANNED, due_on__lt=today, plan__state="active"
    )
    missed = 0
    for row in rows.select_related("plan").order_by("id"):
        if org.on_leave([row.plan.person_id], row.due_on):
            continue
        plan = take(by, row.plan.uid, Act.MISS)
        move(plan, Act.MISS, today=today)
        row.state, row.missed_at = CheckInState.MISSED, now
        row.store()
        prove(plan, "check_in_missed", by=by, now=now, facts={"due": row.due_on.isoformat()})
        emit("plan.check_in_missed", by=by, plan_id=plan.pk, check_in_id=row.pk)
        missed += 1
    return missed


@transaction.atomic
def start_due(*, by: Actor, now: datetime) -> int:
    """Start the answered and settled plans whose first day has come; system only. Returns how many."""
    today = day_of(now)
    started = 0
    waiting = Plan.objects.filter(state="answered", starts_on__lte=today).order_by("id")
    for uid in list(waiting.values_list("uid", flat=True)):
        try:
            start(by=by, plan=uid, now=now)
        except Invalid:  # a disagreement is not settled: HR has a task for it
            continue
        started += 1
    return started


@transaction.atomic
def finish_support(
    *, by: Actor, support: UUID, now: datetime, note: str = "", version: int | None = None
) -> Support:
    """Mark promised support as given: its owner, the manager or HR. Raises Invalid when it is done already."""
    row = Support.lock(support, version=version)
    SUPPORT_RULES.demand(row, by=by, action="support.finish")
    if row.done_on is not None:
        raise Invalid(_("This was marked as done already."))
    plan = Plan.lock(row.plan.uid)
    today = day_of(now)
    move(plan, Act.FINISH_SUPPORT, today=today)
    row.done_on, row.done_by_id, row.done_note = today, person_key(by), note.strip()
    row.store()
    facts = {"support": str(row.uid), "late": bool(row.due_on and row.due_on < today)}
    prove(
        plan, "support_given", by=by, now=now, facts=facts, content={"text": row.text, "note": row.done_note}
    )
    emit("plan.support_given", by=by, plan_id=plan.pk, support_id=row.pk)
    return row
