"""The inbox page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.core.web import SIGNED_IN, page, redirect, render
from jingjin.notify import actions, queries

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jingjin.core.web import Request


@page(SIGNED_IN)
def inbox(request: Request) -> HttpResponse:
    """What I was told, newest first."""
    lines = queries.inbox(request.actor)
    return render(
        request, "notify/inbox.html", {"lines": lines, "unread": any(line.unread for line in lines)}
    )


@page(SIGNED_IN, methods=("POST",))
def read_all(request: Request) -> HttpResponse:
    """Mark everything read."""
    actions.mark_read(by=request.actor, uids=None, now=request.now)
    return redirect(request, reverse("notify:inbox"))
