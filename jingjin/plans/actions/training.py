"""Training as its own record: attendance, then a test that isn't marked by the line manager alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.core.errors import Denied, Invalid
from jingjin.core.events import emit
from jingjin.plans.actions.steps import day_of, move, person_key, prove
from jingjin.plans.models import Plan, Training
from jingjin.plans.rules import TRAINING_RULES
from jingjin.plans.words.states import Act, TrainingResult

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal
    from uuid import UUID

    from jingjin.core.actor import Actor


@transaction.atomic
def record_attendance(
    *,
    by: Actor,
    training: UUID,
    held_on: date,
    hours: Decimal,
    attended: bool,
    now: datetime,
    version: int | None = None,
) -> Training:
    """Record when the training was, how many hours, and whether the person was there."""
    row, plan = _take(by, training, version)
    if held_on > day_of(now):
        raise Invalid(fields={"held_on": _("The day of the training hasn't come yet.")})
    if row.result:
        raise Invalid(_("The test result stands already; the attendance before it can't change."))
    move(plan, Act.RECORD_TRAINING, today=day_of(now))
    row.held_on, row.attended_hours, row.attended = held_on, hours, attended
    row.store()
    facts = {"training": str(row.uid), "attended": attended, "hours": str(hours)}
    prove(plan, "training_attended", by=by, now=now, facts=facts, content={"course": row.course})
    return row


@transaction.atomic
def record_test(
    *, by: Actor, training: UUID, score: str, result: str, now: datetime, version: int | None = None
) -> Training:
    """Record the test's result: the trainer or HR. A test marked only by the line manager proves nothing."""
    row, plan = _take(by, training, version)
    if by.person_id in (plan.manager_id, plan.person.manager_id):
        raise Denied(_("A test marked only by the line manager doesn't count. The trainer or HR records it."))
    if not row.attended:
        raise Invalid(_("Record the attendance first."))
    move(plan, Act.RECORD_TRAINING, today=day_of(now))
    row.score, row.result, row.marked_by_id = score.strip(), TrainingResult(result), person_key(by)
    row.store()
    facts = {"training": str(row.uid), "result": row.result}
    prove(plan, "training_tested", by=by, now=now, facts=facts, content={"score": row.score})
    emit("plan.training_tested", by=by, plan_id=plan.pk, training_id=row.pk)
    return row


def _take(by: Actor, uid: UUID, version: int | None) -> tuple[Training, Plan]:
    row = Training.lock(uid, version=version)
    TRAINING_RULES.demand(row, by=by, action="training.record")
    return row, Plan.lock(row.plan.uid)
