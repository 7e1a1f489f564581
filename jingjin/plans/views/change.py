"""Changing a locked plan: what most changes touch, with the reason; the difference is shown to the person."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django.forms import formset_factory
from django.urls import reverse

from jingjin.core.web import page, render
from jingjin.org import public as org
from jingjin.plans.access import get_plan
from jingjin.plans.actions.changing import PlanChange, change_after_publishing
from jingjin.plans.actions.parts import ExpectationInput, SupportInput
from jingjin.plans.forms.base import attempt
from jingjin.plans.forms.steps import ChangeForm, PromiseForm, TargetForm
from jingjin.plans.queries.changing import ChangeStart, change_start
from jingjin.plans.views.base import to_plan, version_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.plans.models import Plan

Targets = formset_factory(TargetForm, extra=0)
Promises = formset_factory(PromiseForm, extra=0)


@page("plan.change", methods=("GET", "POST"))
def change(request: Request, uid: UUID) -> HttpResponse:
    """Publish a new version."""
    plan = get_plan(request.actor, uid, "plan.change")
    start = change_start(plan)
    form = ChangeForm(request.POST or None, initial=start.plain)
    targets = Targets(request.POST or None, initial=start.targets, prefix="t")
    promises = Promises(request.POST or None, initial=start.promises, prefix="p")
    posted = request.method == "POST"
    if posted and all([form.is_valid(), targets.is_valid(), promises.is_valid()]):
        given = {
            "plain": form.cleaned_data,
            "targets": [row.cleaned_data for row in targets],
            "promises": [row.cleaned_data for row in promises],
        }
        if attempt(form, lambda: _change(request, plan, start, given)):
            return to_plan(request, uid)
    context = {
        "plan": plan,
        "face": org.face(plan.person),
        "form": form,
        "targets": list(zip(targets, start.expectations, strict=False)),
        "target_forms": targets,
        "promises": list(zip(promises, start.supports, strict=False)),
        "promise_forms": promises,
        "back_url": reverse("plans:plan", args=[uid]),
    }
    return render(request, "plans/change.html", context, status=422 if posted else 200)


def _change(request: Request, plan: Plan, start: ChangeStart, given: dict[str, Any]) -> object:
    return change_after_publishing(
        by=request.actor,
        plan=plan.uid,
        reason=given["plain"]["reason"],
        change=changed(start, given),
        now=request.now,
        version=version_of(request),
    )


def changed(start: ChangeStart, given: dict[str, Any]) -> PlanChange:
    """The change that a filled form means; parts that stay as they are keep their uid and values."""
    targets = {row["uid"]: row for row in given["targets"]}
    promises = {row["uid"]: row for row in given["promises"]}
    expectations = [
        ExpectationInput(**_values(row, ExpectationInput) | targets.get(row.uid, {}))
        for row in start.expectations
    ]
    supports = [
        SupportInput(**_values(row, SupportInput) | promises.get(row.uid, {})) for row in start.supports
    ]
    plain = given["plain"]
    return PlanChange(
        environment=plain["environment"],
        ends_on=plain["ends_on"],
        if_not_met=plain["if_not_met"],
        expectations=tuple(expectations),
        supports=tuple(supports),
    )


def _values(row: object, kind: type[ExpectationInput | SupportInput]) -> dict[str, Any]:
    return {one.name: getattr(row, one.name) for one in fields(kind)}
