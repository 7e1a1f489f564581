"""Background work of metrics."""

from __future__ import annotations

from datetime import timedelta

from jingjin.core import clock, company, jobs
from jingjin.metrics.actions.upkeep import UPKEEP, mark_late_feeds, rebuild_unit_totals

KEPT_TRUE = timedelta(days=400)  # a year of goals and comparisons; older totals stay as they were


@jobs.periodic("metrics.mark_late_feeds", "7,37 * * * *")
def look_at_feeds(timestamp: int) -> None:
    """Twice an hour: who is silent for too long."""
    mark_late_feeds(now=clock.now())


@jobs.periodic("metrics.rebuild_unit_totals", "20 18 * * *")  # 02:20 in Shanghai
def rebuild_units(timestamp: int) -> None:
    """Each night: people and units may have moved."""
    rebuild_unit_totals(by=UPKEEP, since=company.current().today() - KEPT_TRUE)
