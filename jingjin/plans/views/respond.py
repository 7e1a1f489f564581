"""The employee's response, and what follows a refusal or a disagreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.core.web import page, render
from jingjin.plans.access import get_plan
from jingjin.plans.actions import answering
from jingjin.plans.forms.base import attempt
from jingjin.plans.forms.steps import AnswerForm, RefusalForm, ReplyForm
from jingjin.plans.queries.page import plan_page
from jingjin.plans.views.base import reader_of, to_plan, version_of
from jingjin.plans.views.read import show_plan

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.plans.models import Plan


@page("plan.answer", methods=("GET", "POST"))
def respond(request: Request, uid: UUID) -> HttpResponse:
    """The response as a task of its own (the phone's page)."""
    plan = get_plan(request.actor, uid, "plan.answer")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and attempt(form, lambda: _answer(request, plan, form)):
        return to_plan(request, uid)
    context = {
        "form": form,
        "page": plan_page(plan, reader_of(request)),
        "plan": plan,
        "back_url": reverse("plans:plan", args=[uid]),
    }
    return render(request, "plans/respond.html", context, status=422 if form.errors else 200)


@page("plan.answer", methods=("POST",))
def answer(request: Request, uid: UUID) -> HttpResponse:
    """The response given beside the plan; a refused one comes back in its place."""
    plan = get_plan(request.actor, uid, "plan.answer")
    form = AnswerForm(request.POST)
    if attempt(form, lambda: _answer(request, plan, form)):
        return to_plan(request, uid)
    return show_plan(request, plan, status=422, answer_form=form)


def _answer(request: Request, plan: Plan, form: AnswerForm) -> None:
    answering.answer(
        by=request.actor,
        plan=plan.uid,
        kind=form.cleaned_data["kind"],
        statement=form.cleaned_data["statement"],
        support_wanted=form.wanted(),
        now=request.now,
        version=version_of(request),
    )


@page("plan.decline", methods=("POST",))
def decline(request: Request, uid: UUID) -> HttpResponse:
    """Not to sign."""
    answering.decline(by=request.actor, plan=uid, now=request.now, version=version_of(request))
    return to_plan(request, uid)


@page("plan.record_refusal", methods=("GET", "POST"))
def refusal(request: Request, uid: UUID) -> HttpResponse:
    """HR records that the plan was not signed."""
    plan = get_plan(request.actor, uid, "plan.record_refusal")
    form = RefusalForm(request.POST or None)
    if request.method == "POST" and attempt(form, lambda: _refusal(request, uid, form)):
        return to_plan(request, uid)
    context = {"form": form, "plan": plan, "back_url": reverse("plans:plan", args=[uid])}
    return render(request, "plans/refusal.html", context, status=422 if form.errors else 200)


def _refusal(request: Request, uid: UUID, form: RefusalForm) -> None:
    answering.record_refusal(
        by=request.actor, plan=uid, now=request.now, version=version_of(request), **form.cleaned_data
    )


@page("plan.reply", methods=("POST",))
def reply(request: Request, uid: UUID) -> HttpResponse:
    """HR answers a disagreement in writing."""
    plan = get_plan(request.actor, uid, "plan.reply")
    form = ReplyForm(request.POST)
    if attempt(form, lambda: _reply(request, uid, form)):
        return to_plan(request, uid)
    return show_plan(request, plan, status=422, reply_form=form)


def _reply(request: Request, uid: UUID, form: ReplyForm) -> None:
    answering.hr_reply(
        by=request.actor, plan=uid, now=request.now, version=version_of(request), **form.cleaned_data
    )
