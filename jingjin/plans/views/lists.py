"""Lists of plans, and the search of people that forms use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jingjin.core.web import SIGNED_IN, page, render
from jingjin.org import public as org
from jingjin.plans.access import sealed_for
from jingjin.plans.queries.lists import plan_lists
from jingjin.plans.views.base import reader_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jingjin.core.web import Request

FOUND = 8


@page(SIGNED_IN)
def plans(request: Request) -> HttpResponse:
    """My own plans, those I lead, those of my units; counts for managers further up."""
    found = plan_lists(reader_of(request))
    return render(request, "plans/list.html", {"lists": found})


@page("plan.find_sealed")
def sealed(request: Request) -> HttpResponse:
    """Sealed plans of HR's units: that they exist, and since when."""
    rows = list(sealed_for(request.actor).order_by("-sealed_at")[:100])
    faces = [(row, org.face(row.person)) for row in rows]
    return render(request, "plans/sealed.html", {"rows": faces})


@page("person.find")
def people(request: Request) -> HttpResponse:
    """Options of the people picker for what was typed."""
    found = org.search_people(request.actor, request.GET.get("q", "").strip(), limit=FOUND)
    faces = [replace(org.face(person), key=str(person.uid)) for person in found]
    return render(request, "plans/people.html", {"faces": faces})
