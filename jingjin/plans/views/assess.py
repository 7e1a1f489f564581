"""The assessment: begin it, read system data into it, close the plan; and the outcome's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.core.web import page, redirect, render
from jingjin.org import public as org
from jingjin.plans.access import get_plan
from jingjin.plans.actions import assessing
from jingjin.plans.forms.base import attempt
from jingjin.plans.forms.steps import CloseForm, ValueForm
from jingjin.plans.queries.content import assessors_of
from jingjin.plans.queries.page import acts_of, side_of
from jingjin.plans.queries.results import results
from jingjin.plans.views.base import note_reading, reader_of, to_plan, version_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.plans.models import Plan


@page("plan.read")
def assessment(request: Request, uid: UUID) -> HttpResponse:
    """The criteria and their results, and the outcome once there is one."""
    plan = get_plan(request.actor, uid)
    return _show(request, plan, ValueForm(), CloseForm(), 200)


def _show(
    request: Request,
    plan: Plan,
    value_form: ValueForm,
    close_form: CloseForm,
    status: int,
    reading: str = "",
) -> HttpResponse:
    note_reading(request, plan)
    reader = reader_of(request)
    side = side_of(plan, reader)
    people = assessors_of(plan)
    context = {
        "plan": plan,
        "face": org.face(plan.person),
        "side": side,
        "acts": acts_of(plan, side),
        "results": results(plan, len(people)),
        "value_form": value_form,
        "close_form": close_form,
        "reading": reading,
        "back_url": reverse("plans:plan", args=[plan.uid]),
    }
    return render(request, "plans/assessment.html", context, status=status)


@page("plan.begin_assessment", methods=("POST",))
def begin(request: Request, uid: UUID) -> HttpResponse:
    """Begin the final assessment."""
    assessing.begin_assessment(by=request.actor, plan=uid, now=request.now, version=version_of(request))
    return redirect(request, reverse("plans:assessment", args=[uid]))


@page("plan.record_reading", methods=("POST",))
def record(request: Request, uid: UUID, criterion: UUID) -> HttpResponse:
    """Record what a system says of a criterion."""
    plan = get_plan(request.actor, uid, "plan.record_reading")
    form = ValueForm(request.POST)

    def call() -> object:
        return assessing.record_reading(
            by=request.actor,
            plan=uid,
            expectation=criterion,
            value=form.cleaned_data["value"],
            source=form.cleaned_data["grounds"],
            now=request.now,
        )

    if attempt(form, call):
        return redirect(request, reverse("plans:assessment", args=[uid]))
    return _show(request, plan, form, CloseForm(), 422, reading=str(criterion))


@page("plan.close", methods=("POST",))
def close(request: Request, uid: UUID) -> HttpResponse:
    """Close with the outcome."""
    plan = get_plan(request.actor, uid, "plan.close")
    form = CloseForm(request.POST)

    def call() -> object:
        return assessing.close(
            by=request.actor, plan=uid, now=request.now, version=version_of(request), **form.cleaned_data
        )

    if not attempt(form, call):
        return _show(request, plan, ValueForm(), form, 422)
    if form.cleaned_data["outcome"] == "met":  # sealed: HR has no page of it any more
        return redirect(request, reverse("plans:list"))
    return to_plan(request, uid)
