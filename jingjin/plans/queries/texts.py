"""How days, figures and people read on pages, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, pgettext

from jingjin.plans.queries.content import number_text

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from jingjin.core.actor import Actor
    from jingjin.org.public import Person


def day_text(day: date | None, *, near: date | None = None) -> str:
    """A day: "27 Nov" when it lies in the year of `near`, else with its year; empty when there is none."""
    if day is None:
        return ""
    if near is not None and day.year == near.year:
        return format_date(day, pgettext("date format, this year", "j M"))
    return format_date(day, pgettext("date format, another year", "j M Y"))


def days_text(days: list[date], *, near: date | None = None) -> str:
    """Several days in one line."""
    return pgettext("between items of a list", ", ").join(day_text(day, near=near) for day in days)


def instant_text(moment: datetime, zone: ZoneInfo) -> str:
    """A moment to the second, in the company's zone, as receipts print it."""
    return f"{timezone.localtime(moment, zone):%Y-%m-%d %H:%M:%S}"


@dataclass(frozen=True)
class Reader:
    """Who reads, on which company day, and in whose zone moments become days."""

    by: Actor
    today: date
    zone: ZoneInfo

    def day(self, moment: datetime) -> date:
        """The company's calendar day of a moment."""
        return moment.astimezone(self.zone).date()


def reader(by: Actor, *, zone: str, today: date) -> Reader:
    """A reader of a page or document; `zone` is the company's."""
    return Reader(by, today, ZoneInfo(zone))


def figure(value: Decimal | None, unit: str) -> str:
    """A value with its unit, or a dash."""
    return f"{number_text(value)}{unit}" if value is not None else "—"


def name_of(person: Person | None) -> str:
    """A person's name in the reader's language."""
    if person is None:
        return ""
    return (person.pinyin if get_language() == "en" else "") or person.name


def names(people: list[Person]) -> str:
    """Several names in one line."""
    return pgettext("between names", ", ").join(name_of(person) for person in people)
