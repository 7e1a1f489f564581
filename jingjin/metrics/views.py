"""Pages of indicators, sources, batches and lineage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.errors import NotFound
from jingjin.core.web import page
from jingjin.metrics.access import get_metric

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request


@page("number.read")
def lineage(request: Request, metric: UUID, subject: UUID) -> HttpResponse:
    """Where a number comes from."""
    get_metric(request.actor, metric)
    raise NotFound
