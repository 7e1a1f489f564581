"""Background work by procrastinate on the same database, deferred inside the action's transaction.

An area registers a task with `@task("area.name")` in its `tasks.py`; an action defers it by name.
Tasks take ids only, call one action and tolerate a missing row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")

BACKOFF = RetryStrategy(max_attempts=5, exponential_wait=3)


def task(name: str) -> Callable[[F], F]:
    """Register a background task under `name`, retried with growing pauses."""

    def register(function: F) -> F:
        app.task(name=name, retry=BACKOFF)(function)
        return function

    return register


def periodic(name: str, cron: str) -> Callable[[F], F]:
    """Register a task that runs by a cron line (five fields, UTC); it receives `timestamp`."""

    def register(function: F) -> F:
        app.periodic(cron=cron, periodic_id=name)(app.task(name=name, retry=BACKOFF)(function))
        return function

    return register


def defer(name: str, *, queue: str = "default", **ids: int | str) -> None:
    """Put a task into the queue with the running transaction: it exists only if that commits."""
    app.configure_task(name, queue=queue).defer(**cast("dict[str, Any]", ids))


def retry(job_id: int) -> bool:
    """Defer a job that failed for good once more, with the same arguments; False when there is no such job."""
    from procrastinate.contrib.django.models import ProcrastinateJob  # needs the applications loaded

    row = ProcrastinateJob.objects.filter(pk=job_id, status="failed").first()
    if row is None:
        return False
    defer(row.task_name, queue=row.queue_name, **row.args)
    return True
