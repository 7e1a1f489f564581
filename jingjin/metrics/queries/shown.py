"""Figures, periods and times as a reader sees them. Rounded once, here; what is stored stays exact."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingjin.core.ui_values import Origin
from jingjin.core.ui_words import Source
from jingjin.metrics.words import FeedState, Period, ReadingState, by_language

if TYPE_CHECKING:
    from jingjin.metrics.models import Feed, Metric
    from jingjin.metrics.queries.readings import Reading

MINUS = "−"
CENT = Decimal("0.01")
HOUR = 3600
ONE_DAY = timedelta(days=1)


def number(value: Decimal | None) -> str:
    """With thousands separators and up to two decimals; a dash for not reported."""
    if value is None:
        return "—"
    text = f"{round(value, 2):,f}" if value % CENT else f"{value:,.2f}"
    return text.rstrip("0").rstrip(".").replace("-", MINUS) if "." in text else text.replace("-", MINUS)


def figure(value: Decimal | None, metric: Metric) -> str:
    """A value with its unit: 600 元, 19%, 600 CNY."""
    if value is None:
        return "—"
    unit = metric.unit_label() or metric.currency
    blank = "" if unit == "%" or not unit else " "
    return f"{number(value)}{blank}{unit}"


def period_label(start: date, period: str) -> str:
    """What a period is called: 2026年11月, Nov 2026; a week by its days."""
    length = Period(period)
    if length is Period.MONTH:
        return date_format(start, by_language("Y年n月", "M Y"))
    if length is Period.QUARTER:
        return _("Q%(quarter)s %(year)s") % {"quarter": (start.month + 2) // 3, "year": start.year}
    if length is Period.WEEK:
        return f"{start:%Y-%m-%d} – {length.last_day(start):%m-%d}"
    return start.isoformat()


def moment(at: datetime, zone: str, now: datetime) -> str:
    """A time: in words under a day, the date after (in the company's zone)."""
    age = now - at
    if timedelta(0) <= age < ONE_DAY:
        hours, minutes = int(age.total_seconds() // HOUR), int(age.total_seconds() // 60)
        if hours:
            return ngettext("%(n)s hour ago", "%(n)s hours ago", hours) % {"n": hours}
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    return clock_text(at, zone)


def clock_text(at: datetime, zone: str) -> str:
    """The day and time of an instant in the company's zone."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def duration(length: timedelta) -> str:
    """How long something has lasted, in hours under two days, in days after."""
    hours = int(length.total_seconds() // HOUR)
    if length < 2 * ONE_DAY:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s day", "%(n)s days", length.days) % {"n": length.days}


def feed_origin(feed: Feed | None, zone: str, now: datetime, *, named: bool = True) -> Origin:
    """The freshness line of a source, `named` unless its name stands beside it; of none: typed by people."""
    if feed is None:
        return Origin(kind=Source.TYPED, text=_("typed by people or from files"))
    if feed.last_success_at is None:
        kind, state = Source.OLD, _("nothing yet")
    elif feed.state == FeedState.DOWN:
        kind, state = Source.DOWN, _("down for %(time)s") % {"time": duration(now - (feed.since or now))}
    else:
        kind = Source.FRESH if feed.state == FeedState.OK else Source.OLD
        state = moment(feed.last_success_at, zone, now)
    return Origin(kind=kind, text=f"{feed.label()} · {state}" if named else state)


def reading_origin(reading: Reading, zone: str, now: datetime) -> Origin:
    """The freshness line of a value."""
    kinds = {ReadingState.FRESH: Source.FRESH, ReadingState.LATE: Source.OLD, ReadingState.DOWN: Source.DOWN}
    name = reading.feed_name or _("typed by people or from files")
    if reading.through is None or reading.at is None:
        return Origin(kind=Source.DOWN if reading.state == ReadingState.DOWN else Source.OLD, text=name)
    if reading.state == ReadingState.FRESH:
        return Origin(kind=Source.FRESH, text=f"{name} · {moment(reading.at, zone, now)}")
    as_of = _("as of %(day)s") % {"day": reading.through.isoformat()}
    return Origin(kind=kinds[reading.state], text=f"{name} · {as_of}")
