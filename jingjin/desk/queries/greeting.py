"""How Today greets, and its line about the day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from jingjin.core.dates import long_day_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from jingjin.core.waiting import Waiting
    from jingjin.org.public import Person

MORNING, NOON, AFTERNOON, EVENING = 5, 12, 14, 18
ROUNDED_FROM = 10  # minutes; from here on in fives


def greeting(person: Person | None, name: str, now: datetime, zone: str) -> str:
    """Good morning by the reader's own clock: their zone, else the company's."""
    hour = now.astimezone(ZoneInfo((person.zone if person else "") or zone)).hour
    called = _called(person) or name
    if MORNING <= hour < NOON:
        return _("Good morning, %(name)s") % {"name": called}
    if NOON <= hour < AFTERNOON:
        return pgettext("at noon", "Good afternoon, %(name)s") % {"name": called}
    if AFTERNOON <= hour < EVENING:
        return _("Good afternoon, %(name)s") % {"name": called}
    return _("Good evening, %(name)s") % {"name": called}


def _called(person: Person | None) -> str:
    """The given name; a Chinese one of a single character is not said alone."""
    if person is None:
        return ""
    if get_language() == "en" and person.pinyin:
        return person.pinyin.partition(" ")[2] or person.pinyin
    return person.given if len(person.given) > 1 else person.name


def day_line(today: date, waiting: Sequence[Waiting]) -> str:
    """The date, its ISO week, how much waits, and roughly how long it takes."""
    count = len(waiting)
    said: dict[str, object] = {
        "day": long_day_text(today),
        "week": today.isocalendar().week,
        "count": count,
        "minutes": _rounded(sum(one.minutes for one in waiting)),
    }
    if not count:
        return _("%(day)s · Week %(week)s. Nothing waits for you.") % said
    late = sum(one.due is not None and one.due < today for one in waiting)
    if late:
        return _day_line_late(said, count, late)
    text = ngettext(
        "%(day)s · Week %(week)s. %(count)s thing waits for you, about %(minutes)s min.",
        "%(day)s · Week %(week)s. %(count)s things wait for you, about %(minutes)s min.",
        count,
    )
    return text % said


def _day_line_late(said: dict[str, object], count: int, late: int) -> str:
    if late < count:
        text = _("%(day)s · Week %(week)s. %(count)s things wait for you, %(late)s of them late.")
        return text % {**said, "late": late}
    text = ngettext(
        "%(day)s · Week %(week)s. %(count)s thing waits for you; it is late.",
        "%(day)s · Week %(week)s. %(count)s things wait for you; all are late.",
        count,
    )
    return text % said


def _rounded(minutes: int) -> int:
    return minutes if minutes < ROUNDED_FROM else round(minutes / 5) * 5
