"""Today: what needs me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.web import SIGNED_IN, page, render
from jingjin.desk import queries

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jingjin.core.web import Request


@page(SIGNED_IN)
def today(request: Request) -> HttpResponse:
    """What needs me, most urgent first."""
    account = request.user
    found = queries.today_page(
        request.actor,
        name=getattr(account, "display_name", ""),
        now=request.now,
        today=request.today,
        zone=request.company.zone,
        chosen=request.GET.get("open", ""),
    )
    return render(request, "desk/today.html", {"page": found})


@page(SIGNED_IN)
def rest(request: Request) -> HttpResponse:
    """The parts of Today that follow once it stands."""
    found = queries.rest_of_today(request.actor, request.today, zone=request.company.zone)
    return render(request, "desk/today_rest.html", {"rest": found})


@page(SIGNED_IN)
def counts(request: Request) -> HttpResponse:
    """The counters of the rail, where the page itself didn't know them."""
    found = queries.waiting_count(request.actor, request.today)
    keys = ("today", *found.by_place)
    return render(request, "desk/counts.html", {"counts": [(key, found.of(key)) for key in keys]})
