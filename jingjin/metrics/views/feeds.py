"""Sources: their health, registering and changing one, saying how it is doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.core.errors import Invalid
from jingjin.core.web import page, redirect, render
from jingjin.metrics.access import demand_overseeing, demand_registering, feeds_for, get_feed, may_configure
from jingjin.metrics.actions.definitions import create_feed, edit_feed, record_feed_state
from jingjin.metrics.forms import FeedForm, FeedStateForm
from jingjin.metrics.queries.lists import feed_rows, open_rows
from jingjin.metrics.queries.quarantine import waiting_rows
from jingjin.metrics.views.indicators import add_errors
from jingjin.metrics.words import FeedState

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request

WAITING_SHOWN = 8


@page("feed.read")
def feeds(request: Request) -> HttpResponse:
    """Which sources are fresh, late or down, and what waits to be repaired."""
    demand_overseeing(request.actor)
    rows = feed_rows(feeds_for(request.actor), zone=request.company.zone, now=request.now)
    configures = may_configure(request.actor)
    context = {
        "rows": rows,
        "down": [row for row in rows if row.feed.state == FeedState.DOWN],
        "fine": sum(row.feed.state == FeedState.OK for row in rows),
        "waiting": waiting_rows(open_rows(limit=WAITING_SHOWN)) if configures else [],
        "configures": configures,
    }
    return render(request, "metrics/feeds.html", context)


@page("feed.create", methods=("GET", "POST"))
def new_feed(request: Request) -> HttpResponse:
    """Register a source."""
    demand_registering(request.actor)
    form = FeedForm(request.POST or None, by=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            create_feed(by=request.actor, data=form.data_of())
        except Invalid as error:
            add_errors(form, error)
        else:
            return redirect(request, reverse("metrics:feeds"))
    return render(request, "metrics/feed_form.html", {"form": form}, status=422 if form.errors else 200)


@page("feed.edit", methods=("GET", "POST"))
def change_feed(request: Request, uid: UUID) -> HttpResponse:
    """Change a source."""
    found = get_feed(request.actor, uid, "feed.edit")
    form = FeedForm(request.POST or None, by=request.actor, initial=FeedForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        version = int(request.POST.get("version") or 0) or None
        try:
            edit_feed(by=request.actor, uid=uid, data=form.data_of(), version=version)
        except Invalid as error:
            add_errors(form, error)
        else:
            return redirect(request, reverse("metrics:feeds"))
    state = FeedStateForm(initial={"state": found.state, "note": found.note})
    context = {"form": form, "feed": found, "name": found.label(), "state_form": state}
    return render(request, "metrics/feed_form.html", context, status=422 if form.errors else 200)


@page("feed.edit", methods=("POST",))
def feed_state(request: Request, uid: UUID) -> HttpResponse:
    """Say how a source is doing."""
    found = get_feed(request.actor, uid, "feed.edit")
    form = FeedStateForm(request.POST)
    if form.is_valid():
        record_feed_state(
            by=request.actor,
            feed=found,
            state=form.cleaned_data["state"],
            note=form.cleaned_data["note"],
            now=request.now,
        )
    return redirect(request, reverse("metrics:feeds"))
