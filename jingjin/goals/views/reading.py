"""Looking at goals: my own, the strategy map, the team board, one goal, why it stands where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jingjin.core.errors import NotFound
from jingjin.core.ui_values import Link
from jingjin.core.web import page, render
from jingjin.goals.access import get_goal
from jingjin.goals.actions.looking import note_look
from jingjin.goals.forms import CheckInForm
from jingjin.goals.queries.board import board
from jingjin.goals.queries.history import history as history_of
from jingjin.goals.queries.pages import goal_page, my_goals
from jingjin.goals.queries.tree import strategy_map
from jingjin.goals.queries.why import why as why_of
from jingjin.org.public import get_unit, own_person

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jingjin.core.web import Request


def views_of(current: str) -> list[Link]:
    """The three views of goals, for the segmented control."""
    names = {"mine": _("My goals"), "map": _("Strategy map"), "team": _("Team board")}
    return [
        Link(label=label, url=reverse(f"goals:{name}"), current=name == current)
        for name, label in names.items()
    ]


@page("goal.read")
def mine(request: Request) -> HttpResponse:
    """My goals."""
    found = my_goals(request.actor, request.today, zone=request.company.zone)
    return render(request, "goals/mine.html", {"page": found, "views": views_of("mine")})


@page("goal.read")
def strategy(request: Request) -> HttpResponse:
    """The strategy map; `at` names the goal looked at."""
    at = _uid(request.GET.get("at", ""))
    found = strategy_map(request.actor, request.today, at=at, zone=request.company.zone)
    return render(request, "goals/map.html", {"map": found, "views": views_of("map")}, parts=("map",))


@page("goal.read")
def team(request: Request) -> HttpResponse:
    """The team board: my unit's goals, or those of the unit asked for; for managers also the people's."""
    asked = _uid(request.GET.get("unit", ""))
    me = own_person(request.actor) if asked is None else None
    unit = get_unit(request.actor, asked) if asked else (me.unit if me else None)
    found = board(request.actor, unit, request.today, zone=request.company.zone)
    return render(request, "goals/team.html", {"board": found, "views": views_of("team")})


@page("goal.read")
def goal(request: Request, uid: UUID) -> HttpResponse:
    """One goal."""
    found = goal_page(request.actor, uid, request.today, zone=request.company.zone)
    note_look(by=request.actor, goal=found.goal, reader_name=getattr(request.user, "display_name", ""))
    return render(request, "goals/goal.html", {"page": found, "goal": found.goal, "form": CheckInForm()})


@page("goal.read")
def why(request: Request, uid: UUID) -> HttpResponse:
    """The explanation of a goal: the body of the pop-over, or a page of its own."""
    found = why_of(request.actor, uid, request.today)
    return render(request, "goals/_why.html" if request.htmx else "goals/why.html", {"why": found})


@page("goal.read")
def history(request: Request, uid: UUID) -> HttpResponse:
    """What happened to a goal."""
    found = get_goal(request.actor, uid)
    context = {"goal": found, "steps": history_of(request.actor, found)}
    return render(request, "goals/_history.html" if request.htmx else "goals/history.html", context)


def _uid(text: str) -> UUID | None:
    """The id in an address; None for none. Raises NotFound for what is no id."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None
