"""Running a plan: start, pause, resume, extend, withdraw, check-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.web import page
from jingjin.plans.access import get_check_in, get_plan
from jingjin.plans.actions import assessing, running
from jingjin.plans.forms.base import attempt
from jingjin.plans.forms.steps import ExtendForm, NoteForm, ReasonForm
from jingjin.plans.views.base import to_plan, version_of
from jingjin.plans.views.read import show_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request


@page("plan.start", methods=("POST",))
def start(request: Request, uid: UUID) -> HttpResponse:
    """Begin."""
    running.start(by=request.actor, plan=uid, now=request.now, version=version_of(request))
    return to_plan(request, uid)


@page("plan.resume", methods=("POST",))
def resume(request: Request, uid: UUID) -> HttpResponse:
    """Go on after a pause."""
    running.resume(by=request.actor, plan=uid, now=request.now, version=version_of(request))
    return to_plan(request, uid)


@page("plan.pause", methods=("POST",))
def pause(request: Request, uid: UUID) -> HttpResponse:
    """Pause with a reason."""
    return _with_reason(request, uid, "plan.pause", running.pause)


@page("plan.withdraw", methods=("POST",))
def withdraw(request: Request, uid: UUID) -> HttpResponse:
    """End the plan without judging it."""
    return _with_reason(request, uid, "plan.withdraw", assessing.withdraw)


def _with_reason(request: Request, uid: UUID, action: str, done: Callable[..., object]) -> HttpResponse:
    plan = get_plan(request.actor, uid, action)
    form = ReasonForm(request.POST)

    def call() -> object:
        reason = form.cleaned_data["reason"]
        return done(by=request.actor, plan=uid, reason=reason, now=request.now, version=version_of(request))

    if attempt(form, call):
        return to_plan(request, uid)
    return show_plan(request, plan, status=422, reason_form=form)


@page("plan.extend", methods=("POST",))
def extend(request: Request, uid: UUID) -> HttpResponse:
    """HR confirms an extension by the printed rule."""
    plan = get_plan(request.actor, uid, "plan.extend")
    form = ExtendForm(request.POST)

    def call() -> object:
        return running.extend(
            by=request.actor, plan=uid, now=request.now, version=version_of(request), **form.cleaned_data
        )

    if attempt(form, call):
        return to_plan(request, uid)
    return show_plan(request, plan, status=422, extend_form=form)


@page("plan.check_in", methods=("POST",))
def check_in(request: Request, uid: UUID) -> HttpResponse:
    """Write one's side of a check-in."""
    row = get_check_in(request.actor, uid)
    form = NoteForm(request.POST)

    def call() -> object:
        return running.check_in(
            by=request.actor, check_in=uid, note=form.cleaned_data["note"], now=request.now
        )

    if attempt(form, call):
        return to_plan(request, row.plan.uid)
    return show_plan(
        request, get_plan(request.actor, row.plan.uid), status=422, note_form=form, noting=str(uid)
    )
