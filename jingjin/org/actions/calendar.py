"""The company calendar: days that differ from their weekday."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.db import transaction

from jingjin.audit.public import record
from jingjin.org.models import CalendarDay

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from jingjin.core.actor import Actor

CALENDAR_STREAM = UUID(
    "6f1d3c3e-52f0-4a36-9d4e-0b4f4d0a7c11"
)  # there is one calendar and it has no row of its own


class DayData(NamedTuple):
    """A day and what it is; `kind` is a `words.DayKind`."""

    day: date
    kind: str
    name: str = ""
    name_en: str = ""


@transaction.atomic
def set_calendar_days(*, by: Actor, days: Collection[DayData]) -> None:
    """Let these days be holidays or working days; what was said of them before is replaced."""
    CalendarDay.objects.bulk_create(
        [CalendarDay(**day._asdict()) for day in days],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["kind", "name", "name_en"],
    )
    facts = {"days": [[day.day.isoformat(), str(day.kind)] for day in days]}
    record(CALENDAR_STREAM, "calendar.days", by=by, facts=facts)
