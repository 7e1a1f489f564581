"""Words on goals that run: a value, how sure, a sentence; a milestone that is done; the week over all goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core import clock
from jingjin.core.errors import Denied, Invalid, NotFound
from jingjin.goals.access import lock_goal
from jingjin.goals.actions.data import number_problem
from jingjin.goals.actions.measuring import DERIVED, keep_points, measure
from jingjin.goals.actions.rollup import roll_up
from jingjin.goals.actions.signing import as_text
from jingjin.goals.models import CheckIn, WeeklyUpdate
from jingjin.goals.scoring.measures import Measure, raw_progress
from jingjin.goals.scoring.status import Confidence, is_less_sure
from jingjin.goals.words import Kind

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal


@transaction.atomic
def check_in(
    *,
    by: Actor,
    uid: UUID,
    now: datetime,
    today: date,
    value: Decimal | None = None,
    confidence: str = "",
    note: str = "",
    day: date | None = None,
    token: str | None = None,
) -> CheckIn:
    """Say where a running goal stands on `day` (today): the owner, the direct manager, or who steers it.

    The latest day wins, whenever it was written. Going back in value or confidence asks for a sentence. A goal
    bound to an indicator takes no typed value. The same token twice gives the first check-in.
    """
    goal = lock_goal(by, uid, "goal.check_in")
    earlier = CheckIn.objects.filter(token=token).first() if token else None
    if earlier is not None:
        if earlier.goal_id != goal.pk:
            raise NotFound
        return earlier
    row = CheckIn(goal=goal, at=now, day=day or today, value=value, confidence=confidence, note=note.strip())
    row.by_id, row.token = by.person_id, token or None
    _check(goal, row, today)
    _judge(goal, row)
    row.save()
    _take_over(goal, row, today)
    facts = {
        "day": as_text(row.day),
        "value": as_text(value),
        "confidence": confidence,
        "backwards": row.backwards,
    }
    content = {"note": row.note} if row.note else None
    record(goal.uid, "goal.checked_in", by=by, facts=facts, content=content, now=now)
    return row


def _check(goal: Goal, row: CheckIn, today: date) -> None:
    problems = {}
    if row.confidence and row.confidence not in list(Confidence):
        problems["confidence"] = _("Choose one of the three answers.")
    if not goal.start <= row.day <= today:
        problems["day"] = _("The day lies between the goal's start and today.")
    if row.value is not None and (problem := _value_problem(goal, row.value)):
        problems["value"] = problem
    if row.value is None and not row.confidence and not row.note:
        problems["value"] = _("Enter a value, your confidence or a sentence.")
    if problems:
        raise Invalid(fields=problems)


def _value_problem(goal: Goal, value: Decimal) -> str:
    if goal.kind == Kind.OBJECTIVE:
        return _("An objective moves with its parts.")
    if goal.measure == Measure.MILESTONE:
        return _("Tick the milestones that are done.")
    if goal.metric_id is not None:
        return _("This goal moves with its indicator. If the figure is wrong, contest it.")
    if goal.measure == Measure.YES_NO and value not in (0, 1):
        return _("Answer yes or no.")
    return number_problem(value)


def _judge(goal: Goal, row: CheckIn) -> None:
    """Find out what the value means, and ask for a sentence when it is a step back."""
    less = False
    if row.value is not None and goal.target is not None:
        measure_kind = Measure(goal.measure)
        row.progress_raw = raw_progress(
            measure_kind, baseline=goal.baseline, target=goal.target, value=row.value
        )
        less = goal.progress_raw is not None and row.progress_raw < goal.progress_raw
    if row.confidence:
        before = Confidence(goal.confidence) if goal.confidence else None
        less = less or is_less_sure(Confidence(row.confidence), before)
    row.backwards = less and _is_latest(goal, row)
    if row.backwards and not row.note:
        raise Invalid(fields={"note": _("This is a step back. Say in a sentence what happened.")})


def _is_latest(goal: Goal, row: CheckIn) -> bool:
    return goal.value_through is None or row.day >= goal.value_through


def _take_over(goal: Goal, row: CheckIn, today: date) -> None:
    """Let the goal stand where its latest day says; an older day only enters the history."""
    latest = _is_latest(goal, row)
    if row.confidence and latest:
        goal.confidence = row.confidence
    if row.value is not None and latest:
        goal.value, goal.value_through = row.value, row.day
        measure(goal, today)
    goal.save(update_fields=[*DERIVED, "confidence"])
    keep_points([goal])
    roll_up([goal])


@transaction.atomic
def complete_milestone(
    *, by: Actor, uid: UUID, milestone: UUID, done: bool, now: datetime, today: date, note: str = ""
) -> Goal:
    """Tick a milestone as done today, or take that back with a sentence."""
    goal = lock_goal(by, uid, "goal.check_in")
    part = goal.milestones.select_for_update().filter(uid=milestone, dropped=False).first()
    if part is None:
        raise NotFound
    if (part.done_on is not None) == done:
        return goal
    if not done and not note.strip():
        raise Invalid(fields={"note": _("This is a step back. Say in a sentence what happened.")})
    part.done_on, part.done_by_id = (today, by.person_id) if done else (None, None)
    part.store()
    measure(goal, today)
    goal.save(update_fields=DERIVED)
    keep_points([goal])
    roll_up([goal])
    CheckIn.objects.create(
        goal=goal,
        by_id=by.person_id,
        at=now,
        day=today,
        value=goal.value,
        progress_raw=goal.progress_raw,
        note=note.strip(),
        backwards=not done,
    )
    facts = {"milestone": str(part.uid), "done": done}
    content = {"title": part.title, "note": note.strip()}
    record(goal.uid, "goal.milestone", by=by, facts=facts, content=content, now=now)
    return goal


@transaction.atomic
def update_week(
    *,
    by: Actor,
    confidence: str,
    note: str,
    now: datetime,
    today: date,
    values: dict[str, Decimal] | None = None,
) -> WeeklyUpdate:
    """The person's own update of this week: typed values by goal uid, how sure, one sentence.

    A second one in the same week replaces the first. Being less sure than last week asks for a sentence.
    """
    if by.person_id is None:
        raise Denied(_("Only somebody who works here has a week to report."))
    if confidence not in list(Confidence):
        raise Invalid(fields={"confidence": _("Choose one of the three answers.")})
    week = clock.week_start(today)
    before = WeeklyUpdate.objects.filter(person_id=by.person_id, week__lt=week).order_by("-week").first()
    if before and is_less_sure(Confidence(confidence), Confidence(before.confidence)) and not note.strip():
        raise Invalid(
            fields={"note": _("You are less sure than before. Say in a sentence what is in the way.")}
        )
    for uid, value in (values or {}).items():
        _type_value(by=by, uid=uid, value=value, note=note, now=now, today=today)
    row, _created = WeeklyUpdate.objects.update_or_create(
        person_id=by.person_id,
        week=week,
        defaults={"at": now, "confidence": confidence, "note": note.strip()},
    )
    facts = {"week": as_text(week), "confidence": confidence}
    record(row.uid, "update.written", by=by, facts=facts, content={"note": row.note}, now=now)
    return row


def _type_value(*, by: Actor, uid: str, value: Decimal, note: str, now: datetime, today: date) -> None:
    try:
        check_in(by=by, uid=uid, value=value, note=note, now=now, today=today)  # type: ignore[arg-type]
    except Invalid as error:
        raise Invalid(fields={uid: error.message}) from error
