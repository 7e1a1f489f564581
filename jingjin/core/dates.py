"""How days read on pages, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dateformat import format as format_date
from django.utils.translation import pgettext

if TYPE_CHECKING:
    from datetime import date


def day_text(day: date, *, near: date) -> str:
    """A day of the year of `near` without its year (27 Nov, 11月27日), any other with it."""
    if day.year == near.year:
        return format_date(day, pgettext("date format, this year", "j M"))
    return format_date(day, pgettext("date format, another year", "j M Y"))


def long_day_text(day: date) -> str:
    """The day with its weekday: Tuesday 24 November, 11月24日 星期二."""
    return format_date(day, pgettext("date format, with the weekday", "l j F"))


def month_text(day: date) -> str:
    """The month with its year: March 2025, 2025年3月."""
    return format_date(day, pgettext("date format, month and year", "F Y"))
