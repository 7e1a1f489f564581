"""The API of background work, and leaving the demo."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from jingjin.core import jobs
from jingjin.core.api import actor_of, operation
from jingjin.core.errors import NotFound
from jingjin.core.events import try_again
from jingjin.org.public import demand
from jingjin.site.jobs_page import JobLine, job_lines
from jingjin.workflows import first_start

router = Router(tags=["site"])


class JobOut(Schema):
    """A job that is not done."""

    id: int
    name: str
    status: str
    attempts: int
    scheduled: datetime | None


@router.get("/jobs", response=list[JobOut], **operation("jobs_list", "jobs.read"))
def jobs_list(request: HttpRequest) -> list[JobLine]:
    """What waits, runs or failed."""
    demand(actor_of(request), "jobs.read")
    return job_lines()


@router.post("/jobs/{job_id}/retry", response={204: None}, **operation("jobs_retry", "jobs.read"))
def jobs_retry(request: HttpRequest, job_id: int) -> tuple[int, None]:
    """Put a failed job back into the queue."""
    demand(actor_of(request), "jobs.read")
    if not jobs.retry(job_id):
        raise NotFound
    return 204, None


@router.post("/events/{event_id}/retry", response={204: None}, **operation("events_retry", "jobs.read"))
def events_retry(request: HttpRequest, event_id: int) -> tuple[int, None]:
    """Handle a failed event once more."""
    demand(actor_of(request), "jobs.read")
    if not try_again(event_id):
        raise NotFound
    return 204, None


@router.post("/demo/leave", response={204: None}, **operation("demo_leave", "demo.leave"))
def demo_leave(request: HttpRequest) -> tuple[int, None]:
    """Drop the demo company; refused once real people exist."""
    demand(actor_of(request), "demo.leave")
    first_start.leave_demo()
    return 204, None
