"""Who looked at my data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.web import SIGNED_IN, page, render
from jingjin.desk import queries

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jingjin.core.web import Request


@page(SIGNED_IN)
def who_looked(request: Request) -> HttpResponse:
    """Everybody who opened the reader's own data, newest first."""
    return render(request, "desk/who_looked.html", {"looks": queries.looks_at(request.actor)})
