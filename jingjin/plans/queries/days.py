"""Working days by the company's calendar."""

from __future__ import annotations

from datetime import date, timedelta

from jingjin.org import public as org

ANSWER_DAYS = 5
MORE_DAYS = 5
REPLY_DAYS = 5


def after_workdays(day: date, count: int) -> date:
    """The `count`-th working day after `day` (1 query)."""
    days = sorted(org.workdays(day + timedelta(days=1), day + timedelta(days=3 * count + 30)))
    return days[count - 1]


def workday_from(day: date) -> date:
    """`day`, or the next working day after it (1 query)."""
    return min(org.workdays(day, day + timedelta(days=30)))


def check_in_days(start: date, end: date, weeks: int) -> list[date]:
    """Every `weeks` weeks after `start` up to `end`, each moved to the next working day within it (1 query)."""
    working = sorted(org.workdays(start, end + timedelta(days=1)))
    wanted = [start + timedelta(weeks=weeks * n) for n in range(1, (end - start).days // (7 * weeks) + 1)]
    moved = (next((day for day in working if day >= want), None) for want in wanted)
    return sorted({day for day in moved if day is not None})
