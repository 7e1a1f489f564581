"""Core's own background work: handling events and giving a killed worker's jobs back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from procrastinate.contrib.django import app

from jingjin.core import events, jobs

if TYPE_CHECKING:
    from procrastinate import JobContext


@jobs.task("core.handle_event")
def handle_event(event_id: int) -> None:
    """Run the handlers of one event."""
    events.handle(event_id)


@app.periodic(cron="* * * * *", periodic_id="core.retry_stalled")
@app.task(name="core.retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """A killed worker leaves its job "doing": give such jobs back to the queue (jobs are idempotent)."""
    manager: Any = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)
