"""The working days of this week with what is due on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from jingjin.core.clock import week_start

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jingjin.core.waiting import Waiting

NAMES = (
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
)
WORKDAYS = 5
MOST = 4


@dataclass(frozen=True)
class Day:
    """A day of the strip."""

    name: str
    number: int
    is_today: bool
    count: int


@dataclass(frozen=True)
class Due:
    """Something due this week."""

    day: str
    title: str
    url: str


@dataclass(frozen=True)
class Week:
    """Monday to Friday, and the nearest things due from today until Sunday."""

    days: list[Day]
    due: list[Due]


def week_of(waiting: Sequence[Waiting], today: date) -> Week:
    """This week as far as what waits for the reader says (no query)."""
    monday = week_start(today)
    dated = [one for one in waiting if one.due and today <= one.due < monday + timedelta(days=7)]
    days = [monday + timedelta(days=number) for number in range(WORKDAYS)]
    return Week(
        [Day(weekday_text(day), day.day, day == today, sum(one.due == day for one in dated)) for day in days],
        [Due(weekday_text(one.due), one.title, one.url) for one in dated[:MOST] if one.due],
    )


def weekday_text(day: date) -> str:
    """The short name of a weekday: Tue, 周二."""
    return str(NAMES[day.weekday()])
