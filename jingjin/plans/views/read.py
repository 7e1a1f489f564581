"""A plan's page, its receipt's check, and its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.core.web import page, render
from jingjin.plans.access import get_plan
from jingjin.plans.forms.steps import AnswerForm, ExtendForm, NoteForm, ReasonForm, ReplyForm
from jingjin.plans.queries.page import plan_page
from jingjin.plans.queries.verifying import check_chain
from jingjin.plans.queries.versions import version_history
from jingjin.plans.queries.writing import shown_findings
from jingjin.plans.views.base import note_reading, reader_of
from jingjin.plans.words.states import BEFORE_PUBLISHING

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.plans.models import Plan


@page("plan.read")
def plan(request: Request, uid: UUID) -> HttpResponse:
    """One plan as its reader may see it; a draft opens where it is worked on."""
    found = get_plan(request.actor, uid)
    return show_plan(request, found, status=200)


def show_plan(request: Request, found: Plan, *, status: int, **forms: object) -> HttpResponse:
    """The plan's page, with a refused form in its place when there is one."""
    shown = plan_page(found, reader_of(request))
    note_reading(request, found)
    context = {
        "page": shown,
        "plan": found,
        "doc": shown.doc,
        "back_url": reverse("plans:list"),
        "answer_form": AnswerForm(),
        "reason_form": ReasonForm(),
        "reply_form": ReplyForm(),
        "extend_form": ExtendForm(),
        "note_form": NoteForm(),
        "is_draft": found.state in BEFORE_PUBLISHING,
        "checks_url": reverse("plans:checks", args=[found.uid]),
    }
    return render(request, "plans/plan.html", context | forms, status=status)


@page("plan.read")
def checks(request: Request, uid: UUID) -> HttpResponse:
    """The pre-check's findings, for the pop-over; a protected period is named to HR alone."""
    found = get_plan(request.actor, uid)
    return render(request, "plans/checks.html", {"findings": shown_findings(found, reader_of(request))})


@page("plan.read")
def verify(request: Request, uid: UUID) -> HttpResponse:
    """Whether the plan's chain is whole, checked now, with each step's hash."""
    found = get_plan(request.actor, uid)
    context = {"plan": found, "chain": check_chain(found, reader_of(request))}
    return render(request, "plans/verify.html", context)


@page("plan.read")
def versions(request: Request, uid: UUID) -> HttpResponse:
    """Every version that was published, with what changed and why."""
    found = get_plan(request.actor, uid)
    return render(
        request,
        "plans/versions.html",
        {"plan": found, "versions": version_history(found, reader_of(request))},
    )
