"""Days, weeks from Monday, months and quarters: first days, last days, and edges that data do not fill."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = timedelta(days=1)
_USUAL = 0.95


class Period(StrEnum):
    """The length of a period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class Span(NamedTuple):
    """A period of a length, by its first day: (month, 2026-05-01)."""

    period: Period
    start: date


def start_of(day: date, period: Period) -> date:
    """The first day of the period that holds a day; weeks begin on Monday (ISO 8601)."""
    if period == Period.WEEK:
        return day - timedelta(days=day.weekday())
    if period == Period.MONTH:
        return day.replace(day=1)
    if period == Period.QUARTER:
        return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return day


def next_start(start: date, period: Period) -> date:
    """The first day of the period after the one that begins on `start`."""
    longest = {Period.DAY: 1, Period.WEEK: 7, Period.MONTH: 31, Period.QUARTER: 92}[period]
    return start_of(start + timedelta(days=longest), period)


class Edge(NamedTuple):
    """A period at the edge of the data that they do not fill: so many of its days are missing."""

    start: date
    period: Period
    missing_days: int
    is_first: bool


def incomplete_edges(days: Iterable[date], period: Period, *, known_until: date | None = None) -> list[Edge]:
    """The first and the last period, where the data begin late or end early in them.

    `days` are the dates of all records, also of those that a filter leaves out: they show when the source was
    kept. Records need not fall on every day, so a gap counts from the length that 95 % of the gaps between days
    with records do not exceed. `known_until` is the day on which the source was read, by which a period that
    still runs is known. An incomplete period must never be read as a fall.
    """
    found = sorted(set(days))
    if not found:
        return []
    gaps = sorted((later - earlier).days for earlier, later in itertools.pairwise(found)) or [1]
    usual = gaps[min(len(gaps) - 1, int(len(gaps) * _USUAL))]
    first, last = start_of(found[0], period), start_of(found[-1], period)
    end = next_start(last, period)
    before, after = (found[0] - first).days, (end - found[-1] - _DAY).days
    runs = known_until is not None and known_until < end - _DAY
    edges = []
    if before >= usual:
        edges.append(Edge(first, period, before, is_first=True))
    if after >= usual or (runs and after):
        edges.append(Edge(last, period, after, is_first=False))
    return edges
