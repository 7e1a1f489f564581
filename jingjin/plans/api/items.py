"""Own items of helpers, trainers and assessors; nothing here says that they belong to a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from jingjin.core import clock
from jingjin.core.api import actor_of, expected_version, operation
from jingjin.plans.access import (
    get_marking,
    get_support,
    get_training,
    marking_for,
    support_for,
    training_for,
)
from jingjin.plans.actions import assessing, running, training
from jingjin.plans.api.shared import nothing, reader_of, router
from jingjin.plans.queries.items import marking_page
from jingjin.plans.queries.texts import name_of
from jingjin.plans.schemas import AttendanceIn, CriterionOut, ItemOut, MarkIn, NoteIn, TestIn

if TYPE_CHECKING:
    from jingjin.plans.models import Support, Training

SHOWN = 200


def _support(row: Support) -> ItemOut:
    return ItemOut(
        uid=row.uid,
        for_person=name_of(row.plan.person),
        text=row.text,
        due_on=row.due_on,
        done_on=row.done_on,
        version=row.version,
    )


def _training(row: Training) -> ItemOut:
    return ItemOut(
        uid=row.uid,
        for_person=name_of(row.plan.person),
        text=row.course,
        due_on=row.due_on,
        done_on=row.held_on,
        version=row.version,
    )


@router.get("/support-items", response=list[ItemOut], **operation("support_list", "support.read"))
def support_list(request: HttpRequest) -> list[ItemOut]:
    """Promised support: one's own, and that of the plans one may read."""
    return [_support(row) for row in support_for(actor_of(request)).order_by("due_on", "id")[:SHOWN]]


@router.get("/support-items/{uid}", response=ItemOut, **operation("support_read", "support.read"))
def support_read(request: HttpRequest, uid: UUID) -> ItemOut:
    """One promise."""
    return _support(get_support(actor_of(request), uid))


@router.post("/support-items/{uid}/done", response=ItemOut, **operation("support_finish", "support.finish"))
def support_finish(request: HttpRequest, uid: UUID, body: NoteIn) -> ItemOut:
    """Mark it as given."""
    running.finish_support(
        by=actor_of(request),
        support=uid,
        note=body.note,
        now=clock.now(),
        version=expected_version(request),
    )
    return _support(get_support(actor_of(request), uid))


@router.get("/trainings", response=list[ItemOut], **operation("training_list", "training.read"))
def training_list(request: HttpRequest) -> list[ItemOut]:
    """Training records: one's own as a trainer, and those of the plans one may read."""
    return [_training(row) for row in training_for(actor_of(request)).order_by("due_on", "id")[:SHOWN]]


@router.post(
    "/trainings/{uid}/attendance", response=ItemOut, **operation("training_attendance", "training.record")
)
def training_attendance(request: HttpRequest, uid: UUID, body: AttendanceIn) -> ItemOut:
    """Record the attendance."""
    by = actor_of(request)
    training.record_attendance(by=by, training=uid, now=clock.now(), **body.dict())
    return _training(get_training(by, uid))


@router.post("/trainings/{uid}/test", response=ItemOut, **operation("training_test", "training.record"))
def training_test(request: HttpRequest, uid: UUID, body: TestIn) -> ItemOut:
    """Record the test's result; not by the line manager."""
    by = actor_of(request)
    training.record_test(by=by, training=uid, now=clock.now(), **body.dict())
    return _training(get_training(by, uid))


@router.get("/markings", response=list[ItemOut], **operation("marking_list", "marking.read"))
def marking_list(request: HttpRequest) -> list[ItemOut]:
    """Whose work waits for one's assessment."""
    rows = marking_for(actor_of(request)).order_by("id")[:SHOWN]
    return [
        ItemOut(
            uid=row.uid,
            for_person=name_of(row.plan.person),
            text="",
            due_on=None,
            done_on=None,
            version=row.version,
        )
        for row in rows
    ]


@router.get("/markings/{uid}", response=list[CriterionOut], **operation("marking_read", "marking.mark"))
def marking_read(request: HttpRequest, uid: UUID) -> list[Any]:
    """The criteria to judge, with one's own results."""
    return list(marking_page(get_marking(actor_of(request), uid), reader_of(request)).criteria)


@router.post("/markings/{uid}", response={204: None}, **operation("marking_mark", "marking.mark"))
def marking_mark(request: HttpRequest, uid: UUID, body: MarkIn) -> Status[None]:
    """Give one result, once."""
    assessing.mark(by=actor_of(request), assessor=uid, now=clock.now(), **body.dict())
    return nothing()
