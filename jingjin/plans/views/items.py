"""Own items of helpers, trainers and assessors: their pages say nothing of a plan to those who only help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.core.web import page, redirect, render
from jingjin.plans.access import get_marking, get_support, get_training
from jingjin.plans.actions import assessing, running, training
from jingjin.plans.forms.base import attempt
from jingjin.plans.forms.steps import AttendanceForm, SupportDoneForm, TestForm, ValueForm
from jingjin.plans.queries.items import marking_page, support_page, training_page
from jingjin.plans.views.base import reader_of, version_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.plans.models import Support, Training


@page("support.read")
def support(request: Request, uid: UUID) -> HttpResponse:
    """One promise: what, for whom, until when."""
    return _show_support(request, get_support(request.actor, uid), SupportDoneForm(), 200)


def _show_support(request: Request, row: Support, form: SupportDoneForm, status: int) -> HttpResponse:
    context = {"item": support_page(row, reader_of(request)), "form": form}
    return render(request, "plans/support.html", context, parts=("in-place",), status=status)


@page("support.finish", methods=("POST",))
def support_given(request: Request, uid: UUID) -> HttpResponse:
    """Mark it as given: its owner, the manager or HR."""
    row = get_support(request.actor, uid, "support.finish")
    form = SupportDoneForm(request.POST)

    def call() -> object:
        note = form.cleaned_data["note"]
        version = version_of(request)
        return running.finish_support(
            by=request.actor, support=uid, note=note, now=request.now, version=version
        )

    if attempt(form, call):
        return redirect(request, reverse("plans:own:support", args=[uid]))
    return _show_support(request, row, form, 422)


@page("training.read")
def training_item(request: Request, uid: UUID) -> HttpResponse:
    """One training record."""
    row = get_training(request.actor, uid)
    forms = {"attendance_form": AttendanceForm(), "test_form": TestForm()}
    return _show_training(request, row, forms, 200)


def _show_training(request: Request, row: Training, forms: Mapping[str, object], status: int) -> HttpResponse:
    context = {"item": training_page(row, reader_of(request)), **forms}
    return render(request, "plans/training.html", context, status=status)


@page("training.record", methods=("POST",))
def attendance(request: Request, uid: UUID) -> HttpResponse:
    """Record who was there, when and how long."""
    row = get_training(request.actor, uid, "training.record")
    form = AttendanceForm(request.POST)

    def call() -> object:
        return training.record_attendance(
            by=request.actor, training=uid, now=request.now, version=version_of(request), **form.cleaned_data
        )

    if attempt(form, call):
        return redirect(request, reverse("plans:own:training", args=[uid]))
    return _show_training(request, row, {"attendance_form": form, "test_form": TestForm()}, 422)


@page("training.record", methods=("POST",))
def test(request: Request, uid: UUID) -> HttpResponse:
    """Record the test's result."""
    row = get_training(request.actor, uid, "training.record")
    form = TestForm(request.POST)

    def call() -> object:
        return training.record_test(
            by=request.actor, training=uid, now=request.now, version=version_of(request), **form.cleaned_data
        )

    if attempt(form, call):
        return redirect(request, reverse("plans:own:training", args=[uid]))
    return _show_training(request, row, {"attendance_form": AttendanceForm(), "test_form": form}, 422)


@page("marking.mark", methods=("GET", "POST"))
def marking(request: Request, uid: UUID) -> HttpResponse:
    """An assessor's own results, one criterion after the other; nobody else's are shown."""
    row = get_marking(request.actor, uid)
    form = ValueForm(request.POST or None)

    def call() -> object:
        return assessing.mark(
            by=request.actor,
            assessor=uid,
            expectation=request.POST.get("criterion", ""),  # type: ignore[arg-type]  # checked by the action
            value=form.cleaned_data["value"],
            comment=form.cleaned_data["grounds"],
            now=request.now,
        )

    if request.method == "POST" and attempt(form, call):
        return redirect(request, reverse("plans:own:marking", args=[uid]))
    context = {"item": marking_page(row, reader_of(request)), "form": form}
    return render(request, "plans/marking.html", context, status=422 if form.errors else 200)
