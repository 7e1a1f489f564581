"""The wizard: a plan is opened and written one step after the other, the pre-check run, the draft sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms import formset_factory
from django.urls import reverse
from django.utils.translation import get_language

from jingjin.core.web import page, redirect, render
from jingjin.org import public as org
from jingjin.plans.access import get_plan, openable_person
from jingjin.plans.actions import drafting
from jingjin.plans.forms.base import attempt, bind_metrics, bind_people
from jingjin.plans.forms.writing import (
    AssessorsForm,
    ConcernForm,
    DiagnosisForm,
    ExpectationForm,
    OtherwiseForm,
    SubmitForm,
    SupportForm,
    TitleForm,
    TrainingForm,
    initial_talks,
)
from jingjin.plans.queries import writing
from jingjin.plans.queries.precheck import supplied_facts
from jingjin.plans.views.base import reader_of, to_plan, version_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.plans.models import Plan

    Built = dict[str, Any]

Concerns = formset_factory(ConcernForm, extra=1, max_num=3, validate_max=True)
Expectations = formset_factory(ExpectationForm, extra=1, max_num=5, validate_max=True)
Supports = formset_factory(SupportForm, extra=1, max_num=6, validate_max=True)
Trainings = formset_factory(TrainingForm, extra=1, max_num=3, validate_max=True)


@page("plan.open", methods=("GET", "POST"))
def open_plan(request: Request, uid: UUID) -> HttpResponse:
    """Open a draft for a person."""
    person = openable_person(request.actor, uid)
    form = TitleForm(request.POST or None)
    made: list[Plan] = []

    def call() -> None:
        title = form.cleaned_data["title"]
        made.append(drafting.open_plan(by=request.actor, person=person, title=title, now=request.now))

    if request.method == "POST" and attempt(form, call):
        return redirect(request, reverse("plans:write", args=[made[0].uid, "diagnosis"]))
    context = {"form": form, "face": org.face(person), "back_url": reverse("plans:list")}
    return render(request, "plans/open.html", context, status=422 if form.errors else 200)


@page("plan.edit", methods=("GET", "POST"))
def write(request: Request, uid: UUID, step: str) -> HttpResponse:
    """One step of the wizard; saving leads to the next."""
    plan = get_plan(request.actor, uid, "plan.edit")
    build = BUILD[step]
    context, valid, save = build(request, plan)
    if request.method == "POST" and valid() and _saved(context, save):
        return redirect(request, reverse("plans:write", args=[uid, writing.next_step(step)]))
    context |= {
        "plan": plan,
        "face": org.face(plan.person),
        "step": step,
        "steps": writing.step_links(plan, step),
        "back_url": reverse("plans:plan", args=[uid]),
    }
    return render(
        request, f"plans/write_{step}.html", context, status=422 if request.method == "POST" else 200
    )


def _saved(context: Built, save: Callable[[], object]) -> bool:
    """Whether the action took it; its refusal stands at the first form otherwise."""
    return attempt(context["main_form"], save)


Step = tuple["Built", "Callable[[], bool]", "Callable[[], object]"]


def _diagnosis(request: Request, plan: Plan) -> Step:
    initial = {
        "title": plan.title,
        "environment": plan.environment,
        "starts_on": plan.starts_on,
        "ends_on": plan.ends_on,
        "check_in_weeks": plan.check_in_weeks,
        **initial_talks(plan.talks_on),
    }
    form = DiagnosisForm(request.POST or None, initial=initial)

    def save() -> object:
        return drafting.save_diagnosis(diagnosis=form.given(), **_key(request, plan))

    return {"form": form, "main_form": form}, form.is_valid, save


def _key(request: Request, plan: Plan) -> Built:
    return {"by": request.actor, "plan": plan.uid, "now": request.now, "version": version_of(request)}


def _given(forms: Any) -> list[Any]:
    """What the filled lines of a formset hold."""
    return [form.given() for form in forms if (form.has_changed() and form.is_filled()) or _kept(form)]


def _kept(form: Any) -> bool:
    return bool(form.cleaned_data.get("uid")) and form.is_filled()


def _bind_metrics(request: Request, forms: Any) -> None:
    known = writing.metric_choices(request.actor)
    for form in forms:
        bind_metrics(form, known)


def _concerns(request: Request, plan: Plan) -> Step:
    forms = Concerns(request.POST or None, initial=writing.concern_rows(plan), prefix="c")
    _bind_metrics(request, forms)

    def save() -> object:
        return drafting.save_concerns(concerns=_given(forms), **_key(request, plan))

    return {"forms": forms, "main_form": forms[0]}, forms.is_valid, save


def _expectations(request: Request, plan: Plan) -> Step:
    forms = Expectations(request.POST or None, initial=writing.expectation_rows(plan), prefix="e")
    _bind_metrics(request, forms)
    values, names = writing.assessor_values(plan)
    assessors = AssessorsForm(request.POST or None, initial=values, prefix="a")
    bind_people(assessors, request.actor, names)

    def valid() -> bool:
        return all([forms.is_valid(), assessors.is_valid()])

    def save() -> object:
        return drafting.save_expectations(
            expectations=_given(forms), assessors=assessors.given(), **_key(request, plan)
        )

    return {"forms": forms, "assessors": assessors, "main_form": forms[0]}, valid, save


def _support(request: Request, plan: Plan) -> Step:
    rows, owners = writing.support_rows(plan)
    lessons, trainers = writing.training_rows(plan)
    supports = Supports(request.POST or None, initial=rows, prefix="s")
    trainings = Trainings(request.POST or None, initial=lessons, prefix="t")
    for row in supports:
        bind_people(row, request.actor, owners)
    for lesson in trainings:
        bind_people(lesson, request.actor, trainers)

    def valid() -> bool:
        return all([supports.is_valid(), trainings.is_valid()])

    def save() -> object:
        return drafting.save_support(
            supports=_given(supports), trainings=_given(trainings), **_key(request, plan)
        )

    context = {"forms": supports, "trainings": trainings, "main_form": supports[0]}
    return context, valid, save


def _otherwise(request: Request, plan: Plan) -> Step:
    initial = {
        "if_not_met": plan.if_not_met,
        "extension_rule": plan.extension_rule,
        "extension_max_days": plan.extension_max_days,
    }
    form = OtherwiseForm(request.POST or None, initial=initial)

    def save() -> object:
        return drafting.save_otherwise(**form.cleaned_data, **_key(request, plan))

    return {"form": form, "main_form": form}, form.is_valid, save


def _send(request: Request, plan: Plan) -> Step:
    shown = writing.send_page(plan, language=get_language() or "", today=reader_of(request).today)
    form = SubmitForm(request.POST or None)

    def nothing() -> object:
        raise AssertionError("the last step is sent to another address")

    return {"send": shown, "form": form, "main_form": form}, lambda: False, nothing


BUILD: dict[str, Callable[[Request, Plan], Step]] = {
    "diagnosis": _diagnosis,
    "concerns": _concerns,
    "support": _support,
    "expectations": _expectations,
    "otherwise": _otherwise,
    "send": _send,
}


@page("plan.precheck", methods=("POST",))
def precheck(request: Request, uid: UUID) -> HttpResponse:
    """Run the pre-check with what other areas know."""
    plan = get_plan(request.actor, uid, "plan.precheck")
    drafting.run_precheck(by=request.actor, plan=uid, facts=supplied_facts(plan), now=request.now)
    if plan.state == "draft":
        return redirect(request, reverse("plans:write", args=[uid, "send"]))
    return redirect(request, reverse("plans:review", args=[uid]))


@page("plan.submit", methods=("POST",))
def submit(request: Request, uid: UUID) -> HttpResponse:
    """Send the draft to HR."""
    plan = get_plan(request.actor, uid, "plan.submit")
    form = SubmitForm(request.POST)
    form.fields["reason"].required = False

    def call() -> object:
        return drafting.submit_to_hr(reason=form.cleaned_data["reason"], **_key(request, plan))

    if attempt(form, call):
        return to_plan(request, uid)
    context = {
        "form": form,
        "send": writing.send_page(plan, language=get_language() or "", today=request.today),
        "plan": plan,
        "face": org.face(plan.person),
        "steps": writing.step_links(plan, "send"),
        "back_url": reverse("plans:plan", args=[uid]),
    }
    return render(request, "plans/write_send.html", context, status=422)
