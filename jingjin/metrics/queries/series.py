"""Values period by period, for charts, plans and detection."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from jingjin.metrics.models import Metric, PersonPeriod, Sample, UnitPeriod

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from decimal import Decimal

    from django.db.models import QuerySet


class Point(NamedTuple):
    """One kept period. `value` None is not reported; an incomplete first or last period is never a fall."""

    period_start: date
    value: Decimal | None
    target: Decimal | None
    complete: bool


@dataclass(frozen=True)
class ExportTables:
    """Columns for detection: `metrics` one row per indicator, `samples` one per person, indicator and period.

    `metrics`: metric (key), name, unit, kind, direction, source (feed's key), period (kept: week, month, quarter).
    `samples`: person_id, metric (key), period_start, value, target, complete.
    """

    metrics: dict[str, list[str]]
    samples: dict[str, list[object]]


@dataclass(frozen=True)
class Changed:
    """Whose values of an indicator a batch changed, and the first and last period it touched."""

    person_ids: frozenset[int]
    unit_ids: frozenset[int]
    first: date | None
    last: date | None


def series(
    metric_ids: Collection[int] | QuerySet[Metric, Any], person_ids: Collection[int], start: date, end: date
) -> dict[tuple[int, int], list[Point]]:
    """The kept periods that begin in [start, end), oldest first, by (metric_id, person_id) (1 query).

    `metric_ids` may be a query of keys.
    """
    rows = PersonPeriod.objects.filter(
        person_id__in=person_ids, metric_id__in=metric_ids, period_start__gte=start, period_start__lt=end
    ).order_by("period_start")
    out: defaultdict[tuple[int, int], list[Point]] = defaultdict(list)
    for metric_id, person_id, *point in rows.values_list("metric_id", "person_id", *Point._fields):
        out[metric_id, person_id].append(Point(*point))
    return dict(out)


def unit_series(
    metric_ids: Collection[int], unit_ids: Collection[int], start: date, end: date
) -> dict[tuple[int, int], list[Point]]:
    """The same for units, by (metric_id, unit_id) (1 query)."""
    rows = UnitPeriod.objects.filter(
        unit_id__in=unit_ids, metric_id__in=metric_ids, period_start__gte=start, period_start__lt=end
    ).order_by("period_start")
    out: defaultdict[tuple[int, int], list[Point]] = defaultdict(list)
    for metric_id, unit_id, *point in rows.values_list("metric_id", "unit_id", *Point._fields):
        out[metric_id, unit_id].append(Point(*point))
    return dict(out)


def export_tables(*, start: date, end: date, person_ids: Collection[int] | None = None) -> ExportTables:
    """The active indicators and their people's values in [start, end), as columns (2 queries)."""
    metrics = Metric.objects.filter(active=True).select_related("feed").order_by("key")
    rows = PersonPeriod.objects.filter(metric__active=True, period_start__gte=start, period_start__lt=end)
    if person_ids is not None:
        rows = rows.filter(person_id__in=person_ids)
    names = ("person_id", "metric__key", "period_start", "value", "target", "complete")
    found = list(rows.order_by("person_id", "metric_id", "period_start").values_list(*names))
    columns = list(zip(*found, strict=True)) or [()] * len(names)
    return ExportTables(
        metrics=_metric_columns(list(metrics)),
        samples={
            name.replace("metric__key", "metric"): list(column)
            for name, column in zip(names, columns, strict=True)
        },
    )


def changed_subjects(*, metric_id: int, batch_id: int) -> Changed:
    """Whose current values came with this batch: what a handler of `metrics.changed` asks (1 query)."""
    rows = Sample.objects.filter(batch_id=batch_id, metric_id=metric_id, is_current=True)
    found = list(rows.values_list("person_id", "unit_id", "period_start"))
    days = [day for _person, _unit, day in found]
    return Changed(
        frozenset(person for person, _unit, _day in found if person is not None),
        frozenset(unit for _person, unit, _day in found if unit is not None),
        min(days, default=None),
        max(days, default=None),
    )


def _metric_columns(metrics: list[Metric]) -> dict[str, list[str]]:
    return {
        "metric": [row.key for row in metrics],
        "name": [row.name for row in metrics],
        "unit": [row.unit for row in metrics],
        "kind": [row.kind for row in metrics],
        "direction": [row.direction for row in metrics],
        "source": [row.feed.key if row.feed else "" for row in metrics],
        "period": [row.kept_period for row in metrics],
    }
