"""The installation's own schedule."""

from __future__ import annotations

from jingjin.core import clock, company, jobs

NIGHT = 2  # o'clock, company time


@jobs.periodic("site.nightly_backup", "17 * * * *")
def back_up_at_night(timestamp: int) -> None:
    """Once a night after two o'clock of the company; a later hour catches up when the machine was off."""
    from zoneinfo import ZoneInfo

    from jingjin.site.backup import nightly_backup

    now = clock.now().astimezone(ZoneInfo(company.current().zone))
    if company.current().exists and now.hour >= NIGHT:
        nightly_backup(now)
