"""One person's page: a tab each for the overview, goals, plans and data sources; and the search of people."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jingjin.audit.public import log_access
from jingjin.core.errors import NotFound
from jingjin.core.web import SIGNED_IN, page, render
from jingjin.desk import queries
from jingjin.org.public import face, search_people
from jingjin.plans.public import may_open

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.desk.queries import Card


@page("person.find")
def person(request: Request, uid: UUID) -> HttpResponse:
    """What the reader may see of a person at one glance; a stranger sees the directory's card."""
    card = queries.card(request.actor, uid, tab="", today=request.today)
    if not card.reader.may_read:
        return render(request, "desk/person_card.html", {"card": card})
    _note_looking(request, card, "person")
    found = queries.person_overview(request.actor, card, request.today, zone=request.company.zone)
    return render(request, "desk/person.html", {"card": card, "page": found})


@page("person.read")
def around(request: Request, uid: UUID) -> HttpResponse:
    """The second half of the overview: what happened lately, what surrounds the figures, how to reach them."""
    card = _readable(request, uid)
    found = queries.around(request.actor, card.person, card.reader, request.today, zone=request.company.zone)
    kind = request.GET.get("kind", "")
    shown = replace(found, events=[one for one in found.events if kind in ("", one.kind)])
    context = {"card": card, "around": shown, "kind": kind, "kinds": queries.KINDS.items()}
    return render(request, "desk/person_around.html", context)


@page("person.read")
def goals(request: Request, uid: UUID) -> HttpResponse:
    """The person's goals of this period."""
    card = _readable(request, uid, "goals")
    _note_looking(request, card, "goals")
    lines = queries.person_goals(request.actor, card.person, request.today, zone=request.company.zone)
    return render(request, "desk/person_goals.html", {"card": card, "goals": lines})


@page("person.read")
def plans(request: Request, uid: UUID) -> HttpResponse:
    """The person's improvement plans, for those whose matter they are."""
    card = _readable(request, uid, "plans")
    if not card.reader.is_close:
        raise NotFound
    _note_looking(request, card, "plan")
    lines = queries.person_plans(request.actor, card.person, request.today)
    context = {"card": card, "plans": lines, "may_open": may_open(request.actor, card.person)}
    return render(request, "desk/person_plans.html", context)


@page("person.read")
def data(request: Request, uid: UUID) -> HttpResponse:
    """Where each of the person's figures comes from, and how fresh it is."""
    card = _readable(request, uid, "data")
    _note_looking(request, card, "numbers")
    rows = queries.person_data(request.actor, card.person, request.today, zone=request.company.zone)
    return render(request, "desk/person_data.html", {"card": card, "rows": rows})


def _readable(request: Request, uid: UUID, tab: str = "") -> Card:
    card = queries.card(request.actor, uid, tab=tab, today=request.today)
    if not card.reader.may_read:
        raise NotFound
    return card


def _note_looking(request: Request, card: Card, what: str) -> None:
    """The person can see who looked: the direct manager's work is one line a week."""
    log_access(
        by=request.actor,
        subject=card.person.uid,
        reader_name=getattr(request.user, "display_name", ""),
        what=what,
        why=card.reader.relation,
        daily=card.reader.relation == "manager",
    )


@page(SIGNED_IN)
def search(request: Request) -> HttpResponse:
    """Answers the people picker: whoever the reader finds in the directory."""
    text = request.GET.get("q", "").strip()
    people = search_people(request.actor, text, limit=8) if text else []
    return render(request, "desk/people_options.html", {"faces": [face(one) for one in people]})
