"""What the page of one indicator shows: its definition, its recent values for one subject, and whose else to see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from jingjin.core.ui_values import LineChart, Link, Outage, Series
from jingjin.core.waiting import Fact
from jingjin.metrics.access import units_with_numbers
from jingjin.metrics.models import PersonPeriod
from jingjin.metrics.queries.readings import lineage_url
from jingjin.metrics.queries.series import Point, series, unit_series
from jingjin.metrics.queries.shown import feed_origin, figure, period_label
from jingjin.metrics.words import ADDITIVE, Period, by_language
from jingjin.org.public import own_person, person_name, unit_name, unit_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from decimal import Decimal
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.core.ui_values import Origin
    from jingjin.metrics.models import Metric
    from jingjin.org.public import Person, Unit

CHOICES = 6
LARGE = 100_000
PERIODS_BACK = {Period.WEEK: 26, Period.MONTH: 13, Period.QUARTER: 8}


@dataclass(frozen=True)
class ValueRow:
    """One period of the table: value, target, and where it comes from."""

    label: str
    value: str
    target: str
    complete: bool
    url: str


@dataclass(frozen=True)
class MetricPage:
    """The page of one indicator."""

    metric: Metric
    name: str
    formula: str
    origin: Origin
    facts: tuple[Fact, ...]
    views: tuple[Link, ...]
    chart: LineChart | None
    rows: tuple[ValueRow, ...]
    subject_name: str


@dataclass(frozen=True)
class Choice:
    """Whose values are shown (one of `person` and `unit`, or none), and whose else could be."""

    person: Person | None
    unit: Unit | None
    units: tuple[Unit, ...]
    has_own: bool

    @property
    def subject(self) -> Person | Unit | None:
        """Whoever it is."""
        return self.person or self.unit

    @property
    def name(self) -> str:
        """What the reader calls them."""
        return _("Me") if self.person else unit_name(self.unit)


def choose(by: Actor, metric: Metric, asked: str) -> Choice:
    """The unit asked for, else one's own values, else those of the smallest unit one may read (4 queries).

    `asked` is "me" or a unit's uid; what the actor may not read is not among the choices.
    """
    me = own_person(by)
    has_own = me is not None and PersonPeriod.objects.filter(person=me, metric=metric).exists()
    readable = {unit.pk: unit for unit in units_with_numbers(by, metric)}
    chain = unit_path(me.unit)[::-1] if me is not None and me.unit is not None else []
    mine = [unit for unit in chain if unit.pk in readable]
    others = sorted((unit for unit in readable.values() if unit not in mine), key=lambda unit: unit.name)
    units = (*mine, *others)[:CHOICES]
    wanted = next((unit for unit in readable.values() if str(unit.uid) == asked), None)
    if wanted is None and has_own:
        return Choice(me, None, units, has_own)
    return Choice(None, wanted or next(iter(units), None), units, has_own)


def metric_page(
    by: Actor, metric: Metric, asked: str, *, zone: str, now: datetime, today: date
) -> MetricPage:
    """Everything the page shows (at most 5 queries)."""
    choice = choose(by, metric, asked)
    points = _points(metric, choice, today)
    subject = choice.subject
    return MetricPage(
        metric=metric,
        name=metric.label(),
        formula=metric.formula_text(),
        origin=feed_origin(metric.feed, zone, now),
        facts=_facts(metric),
        views=_views(metric, choice),
        chart=_chart(metric, points, choice.name) if points else None,
        rows=tuple(_row(metric, subject.uid, point) for point in reversed(points)) if subject else (),
        subject_name=choice.name,
    )


def _points(metric: Metric, choice: Choice, today: date) -> list[Point]:
    kept = metric.kept_period
    start = kept.first_day(today)
    for _step in range(PERIODS_BACK[kept]):
        start = kept.first_day(start - start.resolution)
    end = kept.next_first_day(today)
    if choice.person is not None:
        key = (metric.pk, choice.person.pk)
        return series([metric.pk], [choice.person.pk], start, end).get(key, [])
    if choice.unit is not None:
        return unit_series([metric.pk], [choice.unit.pk], start, end).get((metric.pk, choice.unit.pk), [])
    return []


def _facts(metric: Metric) -> tuple[Fact, ...]:
    facts = [
        Fact(_("Unit of measure"), metric.unit_label() or metric.currency or "—"),
        Fact(_("Better"), str(metric.get_direction_display())),
        Fact(_("Period"), str(metric.get_period_display())),
        Fact(_("Several periods"), str(metric.get_aggregation_display())),
        Fact(_("Kind"), str(metric.get_kind_display())),
        Fact(_("Key"), metric.key),
    ]
    if metric.owner:
        facts.append(Fact(_("Owner"), person_name(metric.owner)))
    if metric.covered_from and metric.covered_until:
        days = f"{metric.covered_from.isoformat()} – {metric.covered_until.isoformat()}"
        facts.append(Fact(_("Data from – to"), days))
    return tuple(facts)


def _views(metric: Metric, choice: Choice) -> tuple[Link, ...]:
    page = reverse("metrics:metric", args=[metric.uid])
    own = (
        [Link(label=_("Me"), url=f"{page}?of=me", current=choice.person is not None)]
        if choice.has_own
        else []
    )
    shown = choice.unit.pk if choice.unit else None
    others = [
        Link(
            label=unit_name(unit), url=f"{page}?{urlencode({'of': str(unit.uid)})}", current=unit.pk == shown
        )
        for unit in choice.units
    ]
    return (*own, *others)


def _chart(metric: Metric, points: Sequence[Point], name: str) -> LineChart:
    """The values over time. A period that is not wholly covered is a named gap, never a fall of the line."""
    labels = [_axis(point.period_start, metric) for point in points]
    scale = _scale(points, metric)
    lines = [Series(name=name, values=[_drawn(point, point.value, scale) for point in points])]
    if any(point.target is not None for point in points):
        targets = [_drawn(point, point.target, scale) for point in points]
        lines.append(Series(name=_("Target"), values=targets, role="due", dashed=True))
    gaps = [label for label, point in zip(labels, points, strict=True) if not point.complete]
    unit = scale.prefix + (metric.unit_label() or metric.currency)
    return LineChart(
        key="values",
        title=_("%(metric)s, %(who)s") % {"metric": metric.label(), "who": name},
        note=_("%(unit)s, by %(period)s")
        % {"unit": unit or _("Value"), "period": str(Period(metric.kept_period).label).lower()},
        periods=labels,
        series=lines,
        outages=[Outage(name=_("incomplete"), start=label, end=label) for label in gaps],
        unit=unit,
        period_name=str(Period(metric.kept_period).label),
    )


class _Scale(NamedTuple):
    """What large figures are drawn in: 万 in Chinese, thousands in English."""

    factor: int
    prefix: str


def _scale(points: Sequence[Point], metric: Metric) -> _Scale:
    largest = max((abs(point.value) for point in points if point.value is not None), default=0)
    if metric.kind not in ADDITIVE or largest < LARGE:
        return _Scale(1, "")
    return _Scale(10_000, "万") if by_language("zh", "en") == "zh" else _Scale(1_000, _("thousand "))


def _axis(start: date, metric: Metric) -> str:
    return f"{start:%Y-%m}" if metric.kept_period is Period.MONTH else start.isoformat()


def _drawn(point: Point, value: Decimal | None, scale: _Scale) -> float | None:
    return None if value is None or not point.complete else float(value / scale.factor)


def _row(metric: Metric, subject_uid: UUID, point: Point) -> ValueRow:
    end = metric.kept_period.next_first_day(point.period_start)
    return ValueRow(
        label=period_label(point.period_start, metric.kept_period),
        value=figure(point.value, metric),
        target=figure(point.target, metric),
        complete=point.complete,
        url=lineage_url(metric.uid, subject_uid, point.period_start, end),
    )
