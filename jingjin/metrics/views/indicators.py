"""Indicators: the list, one indicator, defining and changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.core.errors import Invalid
from jingjin.core.web import page, redirect, render
from jingjin.metrics.access import demand_defining, get_metric, may_configure, may_edit, metrics_for
from jingjin.metrics.actions.definitions import create_metric, edit_metric
from jingjin.metrics.forms import MetricForm
from jingjin.metrics.queries.lists import metric_rows
from jingjin.metrics.queries.page import metric_page

if TYPE_CHECKING:
    from uuid import UUID

    from django import forms
    from django.http import HttpResponse

    from jingjin.core.web import Request


def add_errors(form: forms.Form, error: Invalid) -> None:
    """Put an action's sentences beside the fields they are about."""
    for name, sentence in error.fields.items():
        form.add_error(name if name in form.fields else None, sentence)


@page("metric.read")
def metrics(request: Request) -> HttpResponse:
    """Every indicator with its source and freshness."""
    text = request.GET.get("q", "").strip()
    rows = metric_rows(
        metrics_for(request.actor).select_related("owner"), text, zone=request.company.zone, now=request.now
    )
    context = {"rows": rows, "text": text, "configures": may_configure(request.actor)}
    return render(request, "metrics/metrics.html", context, parts=("found",))


@page("metric.read")
def metric(request: Request, uid: UUID) -> HttpResponse:
    """One indicator: definition, formula, source, recent values."""
    found = get_metric(request.actor, uid)
    shown = metric_page(
        request.actor,
        found,
        request.GET.get("of", ""),
        zone=request.company.zone,
        now=request.now,
        today=request.today,
    )
    return render(
        request, "metrics/metric.html", {"shown": shown, "may_edit": may_edit(request.actor, found)}
    )


@page("metric.create", methods=("GET", "POST"))
def new_metric(request: Request) -> HttpResponse:
    """Define an indicator."""
    demand_defining(request.actor)
    form = MetricForm(request.POST or None, by=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = create_metric(by=request.actor, data=form.data_of())
        except Invalid as error:
            add_errors(form, error)
        else:
            return redirect(request, reverse("metrics:metric", args=[made.uid]))
    return render(request, "metrics/metric_form.html", {"form": form}, status=422 if form.errors else 200)


@page("metric.edit", methods=("GET", "POST"))
def change_metric(request: Request, uid: UUID) -> HttpResponse:
    """Change an indicator."""
    found = get_metric(request.actor, uid, "metric.edit")
    form = MetricForm(request.POST or None, by=request.actor, initial=MetricForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        version = int(request.POST.get("version") or 0) or None
        try:
            edit_metric(by=request.actor, uid=uid, data=form.data_of(), version=version)
        except Invalid as error:
            add_errors(form, error)
        else:
            return redirect(request, reverse("metrics:metric", args=[uid]))
    context = {"form": form, "metric": found, "name": found.label()}
    return render(request, "metrics/metric_form.html", context, status=422 if form.errors else 200)
