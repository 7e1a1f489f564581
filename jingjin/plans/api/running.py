"""The response, the reply, and a plan at work."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from jingjin.core import clock
from jingjin.core.api import actor_of, expected_version, operation
from jingjin.plans.actions import answering, assessing, running
from jingjin.plans.api.shared import done, key, router
from jingjin.plans.schemas import (
    AnswerIn,
    CheckInOut,
    Done,
    ExtendIn,
    NoteIn,
    ReasonIn,
    RefusalIn,
    ReplyIn,
    StatementIn,
)
from jingjin.plans.words.states import AnswerKind


@router.post("/plans/{uid}/answer", response=Done, **operation("plans_answer", "plan.answer"))
def plans_answer(request: HttpRequest, uid: UUID, body: AnswerIn) -> Done:
    """Answer: "received and will follow", or "received and disagree" with the own statement."""
    return done(answering.answer(**body.dict(), **key(request, uid)).plan)


@router.post("/plans/{uid}/more-time", response=Done, **operation("plans_more_time", "plan.ask_time"))
def plans_more_time(request: HttpRequest, uid: UUID, body: StatementIn) -> Done:
    """Ask for more time, once per version."""
    kind = AnswerKind.MORE_TIME.value
    return done(answering.answer(kind=kind, statement=body.statement, **key(request, uid)).plan)


@router.post("/plans/{uid}/decline", response=Done, **operation("plans_decline", "plan.decline"))
def plans_decline(request: HttpRequest, uid: UUID) -> Done:
    """Not to sign."""
    return done(answering.decline(**key(request, uid)))


@router.post("/plans/{uid}/refusal", response=Done, **operation("plans_refusal", "plan.record_refusal"))
def plans_refusal(request: HttpRequest, uid: UUID, body: RefusalIn) -> Done:
    """Record that it was not signed."""
    return done(answering.record_refusal(**body.dict(), **key(request, uid)).plan)


@router.post("/plans/{uid}/reply", response=Done, **operation("plans_reply", "plan.reply"))
def plans_reply(request: HttpRequest, uid: UUID, body: ReplyIn) -> Done:
    """Answer a disagreement in writing."""
    return done(answering.hr_reply(**body.dict(), **key(request, uid)).answer.plan)


@router.post("/plans/{uid}/start", response=Done, **operation("plans_start", "plan.start"))
def plans_start(request: HttpRequest, uid: UUID) -> Done:
    """Begin."""
    return done(running.start(**key(request, uid)))


@router.post("/plans/{uid}/pause", response=Done, **operation("plans_pause", "plan.pause"))
def plans_pause(request: HttpRequest, uid: UUID, body: ReasonIn) -> Done:
    """Pause with a reason."""
    return done(running.pause(reason=body.reason, **key(request, uid)))


@router.post("/plans/{uid}/resume", response=Done, **operation("plans_resume", "plan.resume"))
def plans_resume(request: HttpRequest, uid: UUID) -> Done:
    """Go on after a pause."""
    return done(running.resume(**key(request, uid)))


@router.post("/plans/{uid}/extend", response=Done, **operation("plans_extend", "plan.extend"))
def plans_extend(request: HttpRequest, uid: UUID, body: ExtendIn) -> Done:
    """Confirm an extension by the printed rule."""
    return done(running.extend(**body.dict(), **key(request, uid)).plan)


@router.post("/plans/{uid}/withdraw", response=Done, **operation("plans_withdraw", "plan.withdraw"))
def plans_withdraw(request: HttpRequest, uid: UUID, body: ReasonIn) -> Done:
    """End it without judging it."""
    return done(assessing.withdraw(reason=body.reason, **key(request, uid)))


@router.post("/check-ins/{uid}", response=CheckInOut, **operation("plans_check_in", "plan.check_in"))
def plans_check_in(request: HttpRequest, uid: UUID, body: NoteIn) -> dict[str, object]:
    """Write one's side of a check-in; the manager's makes it held."""
    row = running.check_in(
        by=actor_of(request),
        check_in=uid,
        note=body.note,
        now=clock.now(),
        version=expected_version(request),
    )
    names = ("uid", "due_on", "state", "manager_note", "person_note")
    return {**{name: getattr(row, name) for name in names}, "missed": row.missed_at is not None}
