"""Screens made of several areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.web import SIGNED_IN, page, render
from jingjin.org.public import direct_reports, face, get_person

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request


@page(SIGNED_IN)
def today(request: Request) -> HttpResponse:
    """What needs me."""
    return render(request, "desk/today.html", {})


@page("person.read")
def team(request: Request) -> HttpResponse:
    """The manager's people."""
    people = direct_reports(request.actor.person_id or 0)
    return render(request, "desk/team.html", {"faces": [face(person) for person in people]})


@page("person.find")
def person(request: Request, uid: UUID) -> HttpResponse:
    """Everything about one person that the reader may see."""
    found = get_person(request.actor, uid)
    return render(request, "desk/person.html", {"person": found, "face": face(found)})
