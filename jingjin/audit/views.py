"""Who looked at my data; and the state of the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.audit.queries.reading import access_log as entries_of
from jingjin.core.errors import NotFound
from jingjin.core.web import SIGNED_IN, page, render

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jingjin.core.web import Request

SHOWN = 200


@page(SIGNED_IN)
def access_log(request: Request) -> HttpResponse:
    """Everybody who opened the actor's own data, newest first."""
    if request.actor.person_uid is None:
        raise NotFound
    rows = entries_of(request.actor.person_uid)[:SHOWN]
    return render(request, "audit/access_log.html", {"entries": rows, "shown": SHOWN})
