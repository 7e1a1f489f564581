"""Background work of goals."""

from __future__ import annotations

from jingjin.core import company, jobs
from jingjin.goals.actions.bound import refresh_due


@jobs.periodic("goals.refresh_due", "40 18 * * *")  # 02:40 in Shanghai, after the totals of units
def nightly(timestamp: int = 0) -> None:
    """What is due by the calendar (milestones, yes or no, late readings) moves on with the day."""
    here = company.current()
    if here.exists:
        refresh_due(today=here.today())
