"""Opening a sealed plan in a dispute: with a reason that is logged and told, for one day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from jingjin.core.web import page, redirect, render
from jingjin.org import public as org
from jingjin.plans.access import get_sealed, opened_plan
from jingjin.plans.actions import assessing
from jingjin.plans.forms.base import attempt
from jingjin.plans.forms.steps import ReasonForm
from jingjin.plans.queries.content import assessors_of
from jingjin.plans.queries.page import plan_page
from jingjin.plans.queries.results import results
from jingjin.plans.views.base import reader_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request


@page("plan.open_sealed", methods=("GET", "POST"))
def open_sealed(request: Request, uid: UUID) -> HttpResponse:
    """Ask for the reason, then open."""
    plan = get_sealed(request.actor, uid)
    account: Any = request.user
    form = ReasonForm(request.POST or None)
    made: list[UUID] = []

    def call() -> None:
        opening = assessing.open_sealed(
            by=request.actor,
            plan=uid,
            reason=form.cleaned_data["reason"],
            now=request.now,
            reader_name=account.display_name,
        )
        made.append(opening.uid)

    if request.method == "POST" and attempt(form, call):
        return redirect(request, reverse("plans:opened", args=[made[0]]))
    context = {"form": form, "face": org.face(plan.person), "back_url": reverse("plans:sealed")}
    return render(request, "plans/open_sealed.html", context, status=422 if form.errors else 200)


@page("plan.open_sealed")
def opened(request: Request, uid: UUID) -> HttpResponse:
    """A sealed plan on the day it was opened."""
    opening = opened_plan(request.actor, uid, today=request.today)
    shown = plan_page(opening.plan, reader_of(request))
    context = {
        "opening": opening,
        "plan": opening.plan,
        "page": shown,
        "doc": shown.doc,
        "results": results(opening.plan, len(assessors_of(opening.plan))),
        "back_url": reverse("plans:sealed"),
    }
    return render(request, "plans/opened.html", context)
