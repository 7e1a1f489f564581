"""Batches: what came in, that it adds up, and the rows that wait for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.core.web import page, redirect, render
from jingjin.metrics.access import batches_for, demand_overseeing_batches, get_batch, get_row
from jingjin.metrics.actions.corrections import CORRECTABLE, Fix, drop_rows, replay, replay_open
from jingjin.metrics.queries.lists import batch_row, batch_rows, open_rows
from jingjin.metrics.queries.quarantine import closed_rows, waiting_rows

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request


@page("batch.read")
def batches(request: Request) -> HttpResponse:
    """What came in, newest first."""
    demand_overseeing_batches(request.actor)
    rows = batch_rows(batches_for(request.actor), zone=request.company.zone, now=request.now)
    return render(request, "metrics/batches.html", {"rows": rows})


@page("batch.read")
def batch(request: Request, uid: UUID) -> HttpResponse:
    """One batch: its sum, and its rows to repair."""
    found = get_batch(request.actor, uid)
    context = {
        "batch": found,
        "shown": batch_row(found, zone=request.company.zone, now=request.now),
        "waiting": waiting_rows(open_rows(found)),
        "closed": closed_rows(found),
    }
    return render(request, "metrics/batch.html", context)


@page("batch.correct", methods=("POST",))
def replay_row(request: Request, uid: UUID) -> HttpResponse:
    """Correct one row and store it."""
    row = get_row(request.actor, uid)
    sent = {name: request.POST[name] for name in CORRECTABLE if name in request.POST}
    version = int(request.POST.get("version") or 0) or None
    replay(by=request.actor, fixes=[Fix(uid, sent, version)], now=request.now)
    return redirect(request, reverse("metrics:batch", args=[row.batch.uid]))


@page("batch.correct", methods=("POST",))
def drop_row(request: Request, uid: UUID) -> HttpResponse:
    """Give one row up."""
    row = get_row(request.actor, uid)
    drop_rows(by=request.actor, uids=[uid], now=request.now)
    return redirect(request, reverse("metrics:batch", args=[row.batch.uid]))


@page("batch.correct", methods=("POST",))
def replay_all(request: Request, uid: UUID) -> HttpResponse:
    """Try all open rows of a batch again as they are."""
    found = get_batch(request.actor, uid, "batch.correct")
    replay_open(by=request.actor, batch_uid=found.uid, now=request.now)
    return redirect(request, reverse("metrics:batch", args=[uid]))
