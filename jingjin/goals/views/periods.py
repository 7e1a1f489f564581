"""The company's cycles."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.core.errors import Conflict, Invalid
from jingjin.core.web import page, redirect, render
from jingjin.goals.access import get_period, periods_for
from jingjin.goals.actions.periods import FIELDS, PeriodData, create_period, edit_period
from jingjin.goals.forms import PeriodForm

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request

DAY = timedelta(days=1)


@page("period.manage", methods=("GET", "POST"))
def periods(request: Request) -> HttpResponse:
    """All cycles, and a new one."""
    found = list(periods_for(request.actor, "period.manage"))
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            create_period(by=request.actor, data=_data(form), now=request.now)
        except Invalid as error:
            _take(form, error)
        else:
            return redirect(request, reverse("goals:periods"))
    context = {"periods": found, "form": form}
    return render(request, "goals/periods.html", context, status=422 if form.errors else 200)


@page("period.manage", methods=("GET", "POST"))
def period(request: Request, uid: UUID) -> HttpResponse:
    """Change a cycle."""
    row = get_period(request.actor, uid, action="period.manage")
    initial = {**{name: getattr(row, name) for name in FIELDS}, "last_day": row.end - DAY}
    form = PeriodForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        seen = int(version) if version.isdigit() else None
        try:
            edit_period(by=request.actor, uid=uid, data=_data(form), version=seen, now=request.now)
        except (Invalid, Conflict) as error:
            _take(form, error)
        else:
            return redirect(request, reverse("goals:periods"))
    context = {"period": row, "form": form}
    return render(request, "goals/period.html", context, status=422 if form.errors else 200)


def _data(form: PeriodForm) -> PeriodData:
    said = dict(form.cleaned_data)
    return PeriodData(end=said.pop("last_day") + DAY, **said)


def _take(form: PeriodForm, error: Invalid | Conflict) -> None:
    if isinstance(error, Conflict):
        form.add_error(None, error.message)
        return
    for name, sentence in error.fields.items():
        field = "last_day" if name == "end" else name
        form.add_error(field if field in form.fields else None, sentence)
