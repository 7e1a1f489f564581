"""What the pages of plans share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from jingjin.core.web import redirect
from jingjin.plans.actions import reading
from jingjin.plans.queries.texts import Reader, reader

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.plans.models import Plan


def reader_of(request: Request) -> Reader:
    """The reader of this request."""
    return reader(request.actor, zone=request.company.zone, today=request.today)


def version_of(request: Request) -> int | None:
    """The version that the reader saw, None when the form sent none."""
    text = request.POST.get("version", "")
    return int(text) if text.isdigit() else None


def to_plan(request: Request, uid: UUID) -> HttpResponse:
    """Back to the plan's page."""
    return redirect(request, reverse("plans:plan", args=[uid]))


def note_reading(request: Request, plan: Plan) -> None:
    """Note for the person that somebody else read their plan."""
    account: Any = request.user
    reading.note_reading(by=request.actor, plan=plan, reader_name=account.display_name)
