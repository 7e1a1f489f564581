"""Writing goals: a new one, changes, the weights of a group."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from django.forms import ValidationError
from django.urls import reverse

from jingjin.core.errors import Conflict, Invalid
from jingjin.core.ui_values import Change
from jingjin.core.web import page, redirect, render
from jingjin.goals.access import get_goal
from jingjin.goals.actions.data import Owner
from jingjin.goals.actions.weighing import set_weights
from jingjin.goals.actions.writing import create_goal, edit_goal
from jingjin.goals.forms import GoalChangeForm, NewGoalForm, goal_initial
from jingjin.goals.queries.choices import (
    owner_choices,
    owner_of,
    parent_choices,
    period_choices,
    person_name,
    responsible_of,
)
from jingjin.goals.queries.history import last_change
from jingjin.goals.queries.weights import WeightsPage, typed_weights, weights_page
from jingjin.goals.words import Kind, Level
from jingjin.metrics.public import metrics_for
from jingjin.org.public import face, own_person, search_people

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.goals.models import Goal


@page("goal.create", methods=("GET", "POST"))
def new(request: Request) -> HttpResponse:
    """Write a goal down."""
    form = _new_form(request)
    if request.method == "POST" and form.is_valid():
        try:
            made = _create(request, form)
        except Invalid as error:
            form.take_errors(error)
        else:
            return redirect(request, reverse("goals:goal", args=[made.uid]))
    return render(request, "goals/new.html", {"form": form}, status=422 if form.errors else 200)


def _new_form(request: Request) -> NewGoalForm:
    by, asked = request.actor, request.POST.get("owner") or request.GET.get("for", "")
    owners = owner_choices(by, also=asked)
    chosen = asked if asked in owners else next(iter(owners), "")
    parents = parent_choices(by, owners[chosen][1] if chosen else None)
    initial = {
        "owner": chosen,
        "parent": request.GET.get("under", ""),
        "kind": request.GET.get("kind", Kind.KPI),
    }
    return NewGoalForm(
        request.POST or None,
        initial=initial,
        owners=[(key, label) for key, (label, _owner) in owners.items()],
        periods=period_choices(by, request.today),
        parents=parents,
        metrics=metrics_for(by).filter(active=True).order_by("name"),
        describe=partial(person_name, by),
    )


def _create(request: Request, form: NewGoalForm) -> Goal:
    said = form.cleaned_data
    level, unit, person = owner_of(request.actor, said["owner"])
    responsible = None
    if level != Level.PERSON:
        responsible = responsible_of(request.actor, said["responsible"]) or own_person(request.actor)
    return create_goal(
        by=request.actor,
        owner=Owner(level=level, unit=unit, person=person, responsible=responsible),
        kind=Kind(said["kind"]),
        period=said["period"],
        data=form.data_of_goal(),
        parent=said["parent"],
        now=request.now,
        today=request.today,
    )


@page("goal.edit", methods=("GET", "POST"))
def edit(request: Request, uid: UUID) -> HttpResponse:
    """Change what a goal says. When somebody saved in between, both texts stand side by side."""
    goal = get_goal(request.actor, uid, action="goal.edit")
    form = GoalChangeForm(
        request.POST or None,
        initial=goal_initial(goal),
        kind=goal.kind,
        parents=parent_choices(request.actor, (Level(goal.level), goal.unit, goal.person)),
        metrics=metrics_for(request.actor).filter(active=True).order_by("name"),
        describe=partial(person_name, request.actor),
    )
    context: dict[str, Any] = {"form": form, "goal": goal, "version": goal.version}
    if request.method == "POST" and form.is_valid():
        try:
            _edit(request, goal, form)
        except Invalid as error:
            form.take_errors(error)
        except Conflict as conflict:
            form.add_error(None, ValidationError(conflict.message))
            context |= _both_texts(request, conflict.current, form)
        else:
            return redirect(request, reverse("goals:goal", args=[uid]))
    return render(request, "goals/edit.html", context, status=422 if form.errors else 200)


def _edit(request: Request, goal: Goal, form: GoalChangeForm) -> None:
    said = form.cleaned_data
    responsible = responsible_of(request.actor, said["responsible"]) if goal.level != Level.PERSON else None
    edit_goal(
        by=request.actor,
        uid=goal.uid,
        data=form.data_of_goal(),
        parent=said["parent"],
        responsible=responsible or goal.responsible,
        reason=said["reason"],
        version=_version(request),
        now=request.now,
        today=request.today,
    )


def _version(request: Request) -> int | None:
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else None


def _both_texts(request: Request, stored: Goal, form: GoalChangeForm) -> dict[str, Any]:
    """What is stored now beside what was typed, who stored it, and the version that the next save answers."""
    current = GoalChangeForm(
        initial=goal_initial(stored), parents=form.parents, metrics=form.metrics, describe=form.describe
    )
    changes = [
        Change(label=str(bound.label), old=old, new=new)
        for bound in form.visible_fields()
        if (new := form.shown(bound.name)) != (old := current.shown(bound.name))
    ]
    return {
        "version": stored.version,
        "changes": changes,
        "last_change": last_change(request.actor, stored),
    }


@page("goal.weigh", methods=("GET", "POST"))
def weights(request: Request, uid: UUID) -> HttpResponse:
    """The weights of a goal and its siblings, saved together."""
    found = weights_page(request.actor, uid)
    context: dict[str, Any] = {"page": found}
    if request.method == "POST":
        try:
            typed = typed_weights(found, request.POST)
            set_weights(
                by=request.actor,
                weights=typed,
                versions=_versions(found, request),
                now=request.now,
                today=request.today,
            )
        except (Invalid, Conflict) as error:
            context |= _refused(found, request, error)
        else:
            return redirect(request, reverse("goals:goal", args=[uid]))
    return render(request, "goals/weights.html", context, status=422 if "error" in context else 200)


def _versions(found: WeightsPage, request: Request) -> dict[str, int]:
    """The versions that the reader of the form saw."""
    seen = {row.uid: request.POST.get(f"version-{row.uid}", "") for row in found.rows}
    return {uid: int(text) for uid, text in seen.items() if text.isdigit()}


def _refused(found: WeightsPage, request: Request, error: Invalid | Conflict) -> dict[str, Any]:
    fields = error.fields if isinstance(error, Invalid) else {}
    typed = {row.uid: request.POST.get(row.uid, row.percent) for row in found.rows}
    return {"page": found.with_typed(typed, fields), "error": error.message}


@page("goal.create")
def people(request: Request) -> HttpResponse:
    """Answers of the picker of a person responsible."""
    found = search_people(request.actor, request.GET.get("q", ""), limit=8) if request.GET.get("q") else []
    faces = [replace(face(person), key=str(person.uid)) for person in found]
    return render(request, "goals/_people.html", {"faces": faces})
