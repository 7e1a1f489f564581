"""Saying where things stand: one goal, or the week over all of mine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from jingjin.core.errors import Invalid
from jingjin.core.once import token_of
from jingjin.core.web import page, redirect, render
from jingjin.goals.access import get_goal
from jingjin.goals.actions.checking_in import check_in as check_in_goal
from jingjin.goals.actions.checking_in import update_week
from jingjin.goals.forms import CheckInForm, UpdateForm
from jingjin.goals.queries.figures import day_text, now_text
from jingjin.goals.queries.updates import readers_of, takes_value, update_page

if TYPE_CHECKING:
    from uuid import UUID

    from django.forms import Form
    from django.http import HttpResponse

    from jingjin.core.web import Request


@page("goal.check_in", methods=("GET", "POST"))
def check_in(request: Request, uid: UUID) -> HttpResponse:
    """Say where one goal stands."""
    goal = get_goal(request.actor, uid, action="goal.check_in")
    form = CheckInForm(request.POST or None, initial={"confidence": goal.confidence})
    if not takes_value(goal):
        del form.fields["value"]
    if request.method == "POST" and form.is_valid():
        try:
            check_in_goal(
                by=request.actor,
                uid=uid,
                token=token_of(request) or None,
                now=request.now,
                today=request.today,
                **form.cleaned_data,
            )
        except Invalid as error:
            _take(form, error)
        else:
            return redirect(request, reverse("goals:goal", args=[uid]))
    context = {
        "goal": goal,
        "form": form,
        "now": now_text(goal),
        "day": day_text(goal.value_through) if goal.value_through else "",
        "readers": readers_of(request.actor, goal),
    }
    return render(request, "goals/check_in.html", context, status=422 if form.errors else 200)


@page("goal.check_in", methods=("GET", "POST"))
def update(request: Request) -> HttpResponse:
    """My week: figures filled in, how sure I am, one sentence."""
    found = update_page(request.actor, request.today, zone=request.company.zone)
    earlier = found.earlier
    form = UpdateForm(
        request.POST or None,
        initial={"confidence": earlier.confidence, "note": earlier.note} if earlier else None,
        typed=[(str(row.line.uid), row.line.title, row.yes_no) for row in found.rows if row.typed],
    )
    if request.method == "POST" and form.is_valid():
        try:
            update_week(
                by=request.actor,
                confidence=form.cleaned_data["confidence"],
                note=form.cleaned_data["note"],
                values=form.values(),
                now=request.now,
                today=request.today,
            )
        except Invalid as error:
            _take(form, error)
        else:
            messages.success(request, _thanks(found.reader))
            return redirect(request, reverse("goals:mine"))
    context = {"page": found, "form": form, "rows": form.beside(found.rows)}
    status = 422 if form.errors else 200
    return render(request, "goals/update.html", context, parts=("in-place",), status=status)


def _thanks(reader: str) -> str:
    if not reader:
        return _("Sent.")
    return _("Sent. %(name)s will see it today.") % {"name": reader}


def _take(form: Form, error: Invalid) -> None:
    """Put an action's sentences beside their fields."""
    for name, sentence in error.fields.items():
        form.add_error(name if name in form.fields else None, sentence)
