"""The steps of a goal: propose, confirm (many at once too), send back, close, withdraw, tick a milestone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from jingjin.core.errors import Invalid, NotFound
from jingjin.core.web import page, redirect, render
from jingjin.goals.access import get_goal
from jingjin.goals.actions.checking_in import complete_milestone
from jingjin.goals.actions.confirming import confirm, decline
from jingjin.goals.actions.confirming import propose as propose_goal
from jingjin.goals.actions.ending import close_goal, withdraw_goal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from jingjin.core.web import Request


def _to_goal(request: Request, uid: UUID) -> HttpResponse:
    return redirect(request, reverse("goals:goal", args=[uid]))


@page("goal.propose", methods=("POST",))
def propose(request: Request, uid: UUID) -> HttpResponse:
    """Put a draft before those who confirm it."""
    propose_goal(by=request.actor, uid=uid, now=request.now, today=request.today)
    return _to_goal(request, uid)


@page("goal.accept", methods=("POST",))
def accept(request: Request) -> HttpResponse:
    """Confirm my own goals, all that were ticked."""
    _confirm_ticked(request)
    return redirect(request, reverse("goals:mine"))


@page("goal.confirm", methods=("POST",))
def confirm_many(request: Request) -> HttpResponse:
    """Confirm the goals of my people, all that were ticked."""
    _confirm_ticked(request)
    return redirect(request, reverse("goals:team"))


def _confirm_ticked(request: Request) -> None:
    try:
        uids = [UUID(text) for text in request.POST.getlist("goal")]
    except ValueError:
        raise NotFound from None
    if uids:
        confirm(by=request.actor, uids=uids, now=request.now, today=request.today)


@page("goal.confirm", methods=("POST",))
def confirm_one(request: Request, uid: UUID) -> HttpResponse:
    """Confirm one goal on my side; the receipt stands on its page."""
    confirm(by=request.actor, uids=[uid], now=request.now, today=request.today)
    return _to_goal(request, uid)


@page("goal.decline", methods=("GET", "POST"))
def send_back(request: Request, uid: UUID) -> HttpResponse:
    """Send a proposed goal back with a statement."""
    return _with_reason(
        request,
        uid,
        "decline",
        lambda text: decline(by=request.actor, uid=uid, statement=text, now=request.now),
    )


@page("goal.close", methods=("GET", "POST"))
def close(request: Request, uid: UUID) -> HttpResponse:
    """End a goal; below 100 % with a reason."""
    return _with_reason(
        request,
        uid,
        "close",
        lambda text: close_goal(by=request.actor, uid=uid, reason=text, now=request.now),
    )


@page("goal.withdraw", methods=("GET", "POST"))
def withdraw(request: Request, uid: UUID) -> HttpResponse:
    """Take a goal back with a reason."""
    return _with_reason(
        request,
        uid,
        "withdraw",
        lambda text: withdraw_goal(
            by=request.actor, uid=uid, reason=text, now=request.now, today=request.today
        ),
    )


def _with_reason(request: Request, uid: UUID, step: str, act: Callable[[str], object]) -> HttpResponse:
    """A page that names the goal and asks for a sentence, then does the step."""
    goal = get_goal(request.actor, uid, action=f"goal.{step}")
    said = request.POST.get("reason", "")
    error = ""
    if request.method == "POST":
        try:
            act(said)
        except Invalid as refused:
            error = refused.message
        else:
            return _to_goal(request, uid)
    context = {"goal": goal, "step": step, "said": said, "error": error}
    return render(request, "goals/reason.html", context, status=422 if error else 200)


@page("goal.check_in", methods=("POST",))
def milestone(request: Request, uid: UUID, part: UUID) -> HttpResponse:
    """Tick a milestone, or take it back with a sentence."""
    complete_milestone(
        by=request.actor,
        uid=uid,
        milestone=part,
        done=request.POST.get("done") == "1",
        note=request.POST.get("note", ""),
        now=request.now,
        today=request.today,
    )
    return _to_goal(request, uid)
