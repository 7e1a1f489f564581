"""The directory: search people, open the unit tree one level at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.web import SIGNED_IN, page, render
from jingjin.org import queries
from jingjin.org.access import get_unit

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request


@page(SIGNED_IN)
def directory(request: Request) -> HttpResponse:
    """Search by name, pinyin, initials, number or unit; without words the top of the tree."""
    text = request.GET.get("q", "").strip()
    people = queries.search_people(request.actor, text) if text else []
    context = {
        "text": text,
        "faces": [queries.face(person) for person in people],
        "numbers": [person.number for person in people],
        "limit": queries.SEARCH_LIMIT,
        "units": queries.top_rows(),
    }
    return render(request, "org/directory.html", context, parts=("found",))


@page(SIGNED_IN)
def unit(request: Request, uid: UUID) -> HttpResponse:
    """One unit: its way up, the units below, the people in it."""
    found = get_unit(request.actor, uid)
    return render(request, "org/unit.html", queries.unit_page(request.actor, found))
