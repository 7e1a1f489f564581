"""Counts for HR and executives, and what concerns sources and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from jingjin.core.web import page, redirect, render
from jingjin.insight.actions import notices as actions
from jingjin.insight.queries import overview as queries
from jingjin.insight.queries.brief import shown_notices

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request


@page("signals.overview")
def overview(request: Request) -> HttpResponse:
    """Where gaps come from, in counts."""
    return render(request, "insight/overview.html", {"view": queries.overview(request.actor)})


@page("notice.read")
def notices(request: Request) -> HttpResponse:
    """Broken sources and fallen groups that concern this reader."""
    return render(request, "insight/notices.html", {"notices": shown_notices(request.actor)})


@page("notice.see", methods=("POST",))
def see_notice(request: Request, uid: UUID) -> HttpResponse:
    """I have seen to it."""
    actions.see_notice(by=request.actor, uid=uid, now=request.now)
    return redirect(request, reverse("insight:notices"))
