"""The only place that reads the time. Rules and actions take `now` or `today` as an argument."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The instant, in UTC."""
    return datetime.now(UTC)


def today(zone: str, *, at: datetime | None = None) -> date:
    """The calendar day in `zone` (IANA name) at the instant `at`, by default now."""
    return (at or now()).astimezone(ZoneInfo(zone)).date()


def week_start(day: date) -> date:
    """The Monday of the week that holds `day`."""
    return day - timedelta(days=day.weekday())
