"""The team's heat map: per person and indicator the distance to the target over the last weeks, in percent.

One base for all columns (percent above or below what was due), so that they can be read side by side.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import ngettext, pgettext

from jingjin.core import clock
from jingjin.core.templatetags.ui_geometry import signed
from jingjin.core.ui_values import HeatCell
from jingjin.core.ui_words import Status
from jingjin.insight.detection.limits import LIMITS
from jingjin.insight.queries.brief import signals_for
from jingjin.metrics import public as metrics
from jingjin.org import public as org

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from jingjin.core.actor import Actor
    from jingjin.insight.queries.brief import SignalBrief
    from jingjin.metrics.public import Metric, Point
    from jingjin.org.public import Person

MOST_ROWS = 40
COLUMNS = 6
"""Indicators at most: those that most of the people have."""
LEAST_PERIODS = {metrics.Period.WEEK: 4, metrics.Period.MONTH: 2, metrics.Period.QUARTER: 1}
"""Whole periods below which nothing is said."""


@dataclass(frozen=True)
class HeatColumn:
    """An indicator of the map, with its source system loaded."""

    key: str
    name: str
    unit: str
    metric: Metric


@dataclass(frozen=True)
class HeatRow:
    """A person's cells in the order of the columns, the pill, and the signal behind it where there is one."""

    person: Person
    cells: tuple[HeatCell, ...]
    status: Status
    signal: SignalBrief | None


@dataclass(frozen=True)
class HeatMap:
    """The map of some people over [start, end); `more`: there are others below."""

    start: date
    end: date
    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    more: bool


def heat_map(
    by: Actor, people: QuerySet[Person], weeks: int = 12, *, today: date, most: int = MOST_ROWS
) -> HeatMap:
    """The first `most` of these people whose figures the actor may read, in the given order, over the last whole
    weeks (5 queries)."""
    end = clock.week_start(today)
    start = end - timedelta(weeks=weeks)
    found = list(org.people_for(by, "person.read", among=people)[: most + 1])
    seen = found[:most]
    ids = [person.pk for person in seen]
    known = metrics.metrics_for(by).filter(active=True)
    points = metrics.series(known.values("pk"), ids, start, end)
    reasons = unjudged(seen, today)
    signals = signals_for(by, ids)
    columns = _columns(points, known)
    return HeatMap(
        start,
        end,
        tuple(HeatColumn(row.key, row.label(), row.unit_label(), row) for row in columns),
        tuple(
            _row(
                person,
                columns,
                points,
                reason=reasons.get(person.pk),
                signal=signals.get(person.pk),
                span=(start, end),
            )
            for person in seen
        ),
        more=len(found) > most,
    )


def _columns(points: Mapping[tuple[int, int], Sequence[Point]], known: QuerySet[Metric]) -> list[Metric]:
    """The indicators with targets, those of most people first (1 query)."""
    counts = Counter(
        metric_id for (metric_id, _), found in points.items() if any(one.target for one in found)
    )
    rows = known.filter(pk__in=list(counts))
    return sorted(rows, key=lambda metric: (-counts[metric.pk], metric.key))[:COLUMNS]


def unjudged(people: Sequence[Person], today: date) -> dict[int, Status]:
    """Who of them is not judged for now and why, by person: on leave, or settling in (1 query)."""
    away = org.on_leave([person.pk for person in people], today)
    settled = today - timedelta(weeks=LIMITS.ramp_up)
    new = {person.pk for person in people if person.hired_on is not None and person.hired_on > settled}
    return dict.fromkeys(new, Status.SETTLING) | dict.fromkeys(away, Status.LEAVE)


def _row(
    person: Person,
    columns: Sequence[Metric],
    points: Mapping[tuple[int, int], Sequence[Point]],
    *,
    reason: Status | None,
    signal: SignalBrief | None,
    span: tuple[date, date],
) -> HeatRow:
    name = org.person_name(person)
    cells = tuple(
        _cell(metric, points.get((metric.pk, person.pk), ()), reason, person=person, name=name, span=span)
        for metric in columns
    )
    return HeatRow(person, cells, _status(cells, reason, signal), signal)


def _status(cells: Sequence[HeatCell], reason: Status | None, signal: SignalBrief | None) -> Status:
    if signal is not None:
        return signal.status
    if reason is not None:
        return reason
    return Status.OK if any(cell.points is not None for cell in cells) else Status.THIN


def _cell(
    metric: Metric,
    found: Sequence[Point],
    reason: Status | None,
    *,
    person: Person,
    name: str,
    span: tuple[date, date],
) -> HeatCell:
    column = metric.label()
    points, word = (None, _words(reason)) if reason is not None else _judged(metric, found)
    return HeatCell(
        points=points,
        text=word if points is None else signed(points),
        column=column,
        url=metrics.lineage_url(metric.uid, person.uid, *span) if found and reason is None else "",
        label=f"{name}, {column}",
    )


def _judged(metric: Metric, found: Sequence[Point]) -> tuple[float | None, str]:
    """Percent above or below what was due, or the word that says why there is none."""
    usable = [one for one in found if one.complete and one.value is not None and one.target]
    if not usable:
        return None, "—"
    if len(usable) < LEAST_PERIODS[metric.kept_period]:
        return None, ngettext("%(n)s period", "%(n)s periods", len(usable)) % {"n": len(usable)}
    return _percent(metric, usable), ""


def _words(reason: Status) -> str:
    return pgettext("heat map", "On leave") if reason is Status.LEAVE else pgettext("heat map", "Settling in")


def _percent(metric: Metric, usable: Sequence[Point]) -> float | None:
    """All values against all targets of the same periods, so that one odd week does not decide."""
    value = sum(one.value for one in usable if one.value is not None)
    target = sum(one.target for one in usable if one.target is not None)
    if not target:
        return None
    share = float((value - target) / abs(target))
    return round(100 * share if metric.direction == metrics.Direction.HIGHER else -100 * share)
