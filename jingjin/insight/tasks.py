"""Insight's own schedule: the weekly judgement."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jingjin.core import clock, company, jobs
from jingjin.core.actor import system
from jingjin.insight.actions.run import run_signals
from jingjin.insight.models import SignalRun

if TYPE_CHECKING:
    from datetime import datetime

HOUR = 2
"""Monday from 02:00 company time on, when the feeds of the week's last day have come in."""


@jobs.periodic("insight.weekly", "7 * * * *")
def weekly(timestamp: int) -> None:
    """Judge the past week once; an hour in which the worker stood still is made up by the next."""
    run_if_due(clock.now())


@jobs.task("insight.run_signals")
def run_now() -> None:
    """Judge at once, asked for on the settings page."""
    now = clock.now()
    run_signals(by=system("insight"), today=company.current().today(now), now=now)


def run_if_due(now: datetime) -> bool:
    """Run unless the past week was judged already or its Monday 02:00 has not come. Whether it ran."""
    here = company.current()
    if not (here.exists and here.signals_enabled):
        return False
    local = now.astimezone(ZoneInfo(here.zone))
    last = clock.week_start(local.date()) - timedelta(days=1)
    too_early = local.weekday() == 0 and local.hour < HOUR
    if too_early or SignalRun.objects.filter(last__gte=last).exists():
        return False
    return run_signals(by=system("insight"), today=local.date(), now=now) is not None
