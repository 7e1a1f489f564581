"""Background work as an admin sees it: what waits, what runs, what failed and why; retry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from jingjin.core import jobs
from jingjin.core.errors import NotFound
from jingjin.core.events import failed_events, try_again
from jingjin.core.web import page, redirect, render
from jingjin.org.public import demand

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jingjin.core.web import Request

SHOWN = 50
OPEN = ("doing", "todo", "failed")


@dataclass(frozen=True)
class JobLine:
    """A job of the queue."""

    id: int
    name: str
    status: str
    attempts: int
    scheduled: object


def job_lines() -> list[JobLine]:
    """What runs, waits or failed for good, newest first (1 query); finished jobs are not listed."""
    rows = ProcrastinateJob.objects.filter(status__in=OPEN).order_by("-id")[:SHOWN]
    return [JobLine(row.id, row.task_name, row.status, row.attempts, row.scheduled_at) for row in rows]


@page("jobs.read")
def jobs_page(request: Request) -> HttpResponse:
    """Jobs and events that are not done."""
    demand(request.actor, "jobs.read")
    return render(request, "site/jobs.html", {"jobs": job_lines(), "events": failed_events(SHOWN)})


@page("jobs.read", methods=("POST",))
def retry_event(request: Request, event_id: int) -> HttpResponse:
    """Handle a failed event once more."""
    demand(request.actor, "jobs.read")
    if not try_again(event_id):
        raise NotFound
    return redirect(request, reverse("site:jobs"))


@page("jobs.read", methods=("POST",))
def retry_job(request: Request, job_id: int) -> HttpResponse:
    """Put a failed job back into the queue."""
    demand(request.actor, "jobs.read")
    if not jobs.retry(job_id):
        raise NotFound
    return redirect(request, reverse("site:jobs"))
