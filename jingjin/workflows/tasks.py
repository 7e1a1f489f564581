"""Background work of workflows."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from jingjin.core import clock, company, jobs
from jingjin.core.actor import system
from jingjin.core.errors import Denied
from jingjin.goals.public import refresh_due
from jingjin.org.public import ensure_closures
from jingjin.plans.public import count_missed, start_due
from jingjin.workflows import demo_loading
from jingjin.workflows.demo.settings import Settings


@jobs.task("workflows.load_demo")
def load_demo(today: str) -> None:
    """Load the demo company as it is seen on `today`. Where a company is there or being loaded it is moot."""
    if company.current().exists:
        return
    with suppress(Denied):
        demo_loading.load(Settings(date.fromisoformat(today)))


@jobs.periodic("workflows.every_hour", "5 * * * *")
def every_hour(timestamp: int) -> None:
    """What a new day of the company brings; hourly, so that a machine that slept catches up. Repeatable.

    The reporting lines of the day, goals due by the calendar, plans whose first day has come, check-ins nobody held.
    """
    if not company.current().exists:
        return
    by, now = system("calendar"), clock.now()
    today = company.current().today(now)
    ensure_closures(day=today)
    refresh_due(today=today)
    start_due(by=by, now=now)
    count_missed(by=by, now=now)
