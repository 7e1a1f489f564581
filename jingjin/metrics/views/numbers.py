"""One number: where it comes from, and typing one by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.core.errors import Invalid, NotFound
from jingjin.core.web import page, redirect, render
from jingjin.metrics.access import get_metric, may_type
from jingjin.metrics.actions.corrections import manual_value
from jingjin.metrics.actions.looking import find_subject, open_lineage
from jingjin.metrics.forms import ValueForm
from jingjin.metrics.queries.panel import panel_of
from jingjin.metrics.views.indicators import add_errors

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request

YEAR = 366


@page("number.read")
def lineage(request: Request, metric: UUID, subject: UUID) -> HttpResponse:
    """Where a number comes from: a page, or the panel alone for a pop-over."""
    start, end = _span(request)
    found = open_lineage(
        by=request.actor, metric_uid=metric, subject_uid=subject, start=start, end=end, today=request.today
    )
    context = {
        "panel": panel_of(found, zone=request.company.zone, now=request.now),
        "may_type": may_type(request.actor, found.metric, found.subject),
    }
    in_place = request.htmx and not request.htmx.history_restore_request
    return render(request, "metrics/_panel.html" if in_place else "metrics/lineage.html", context)


@page("number.type", methods=("GET", "POST"))
def type_value(request: Request, metric: UUID, subject: UUID) -> HttpResponse:
    """Type a value, with where it comes from."""
    found, whose = get_metric(request.actor, metric), find_subject(request.actor, subject)
    if not may_type(request.actor, found, whose):
        raise NotFound
    form = ValueForm(request.POST or None, initial={"period_start": _day(request.GET.get("day", ""))})
    if request.method == "POST" and form.is_valid():
        try:
            manual_value(by=request.actor, metric=found, subject=whose, now=request.now, **form.cleaned_data)
        except Invalid as error:
            add_errors(form, error)
        else:
            return redirect(request, _after(found.uid, subject, form.cleaned_data["period_start"]))
    context = {"form": form, "metric": found, "name": found.label(), "subject": whose}
    return render(request, "metrics/type_value.html", context, status=422 if form.errors else 200)


def _after(metric: UUID, subject: UUID, day: date) -> str:
    path = reverse("metrics:lineage", args=[metric, subject])
    return f"{path}?start={day.replace(month=1, day=1).isoformat()}&end={day.replace(year=day.year + 1, month=1, day=1).isoformat()}"


def _span(request: Request) -> tuple[date, date]:
    """The span asked for; the year to tomorrow without one. A span that is none finds nothing."""
    tomorrow = date.fromordinal(request.today.toordinal() + 1)
    start = _day(request.GET.get("start", "")) or date.fromordinal(request.today.toordinal() - YEAR)
    end = _day(request.GET.get("end", "")) or tomorrow
    if start >= end:
        raise NotFound
    return start, end


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
