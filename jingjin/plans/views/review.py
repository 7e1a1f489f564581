"""HR's review: everything the draft says, the pre-check with its reasons, return or publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language

from jingjin.core.web import page, render
from jingjin.org import public as org
from jingjin.plans.access import get_plan
from jingjin.plans.actions import review as actions
from jingjin.plans.forms.base import attempt
from jingjin.plans.forms.steps import PublishForm, ReasonForm
from jingjin.plans.queries.page import plan_page
from jingjin.plans.queries.returned import changes_since_return
from jingjin.plans.queries.writing import send_page
from jingjin.plans.views.base import note_reading, reader_of, to_plan, version_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.plans.models import Plan


@page("plan.publish")
def review(request: Request, uid: UUID) -> HttpResponse:
    """Read the draft as the employee will, beside what speaks against it."""
    plan = get_plan(request.actor, uid, "plan.publish")
    return _show(request, plan, PublishForm(), ReasonForm(), 200)


def _show(
    request: Request, plan: Plan, publish_form: PublishForm, return_form: ReasonForm, status: int
) -> HttpResponse:
    note_reading(request, plan)
    shown = plan_page(plan, reader_of(request))
    context = {
        "plan": plan,
        "page": shown,
        "doc": shown.doc,
        "send": send_page(plan, language=get_language() or "", today=request.today, for_hr=True),
        "face": org.face(plan.person),
        "returned": changes_since_return(plan),
        "publish_form": publish_form,
        "return_form": return_form,
        "back_url": reverse("plans:list"),
    }
    return render(request, "plans/review.html", context, status=status)


@page("plan.publish", methods=("POST",))
def publish(request: Request, uid: UUID) -> HttpResponse:
    """Approve and publish."""
    plan = get_plan(request.actor, uid, "plan.publish")
    form = PublishForm(request.POST)

    def call() -> object:
        return actions.approve_and_publish(
            by=request.actor, plan=uid, now=request.now, version=version_of(request), **form.cleaned_data
        )

    if attempt(form, call):
        return to_plan(request, uid)
    return _show(request, plan, form, ReasonForm(), 422)


@page("plan.return", methods=("POST",))
def return_plan(request: Request, uid: UUID) -> HttpResponse:
    """Send it back with a reason."""
    plan = get_plan(request.actor, uid, "plan.return")
    form = ReasonForm(request.POST)

    def call() -> object:
        return actions.return_to_manager(
            by=request.actor, plan=uid, now=request.now, version=version_of(request), **form.cleaned_data
        )

    if attempt(form, call):
        return to_plan(request, uid)
    return _show(request, plan, PublishForm(), form, 422)
