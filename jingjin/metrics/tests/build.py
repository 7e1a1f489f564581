"""Short ways to set up indicators and rows for the tests of this area."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jingjin.core.actor import system
from jingjin.metrics.public import MetricData, SampleRow, create_metric, ingest

if TYPE_CHECKING:
    from jingjin.metrics.public import Batch, Metric

TEST = system("test")
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # Tuesday 10:00 in Shanghai
MONDAY = date(2026, 11, 16)


def metric(key: str = "sales", **changes: Any) -> Metric:
    """An indicator: weekly sums of money unless told otherwise."""
    data: dict[str, Any] = {
        "key": key,
        "name": {"sales": "销售额"}.get(key, key),
        "kind": "amount",
        "aggregation": "sum",
        "period": "week",
        "unit": "元",
        **changes,
    }
    return create_metric(by=TEST, data=MetricData(**data))


def row(
    value: Any, *, person: Any = "00201", day: date | str = MONDAY, key: str = "sales", **more: Any
) -> SampleRow:
    """One row for Lin, the week of 16 November, unless told otherwise."""
    number = Decimal(value) if isinstance(value, int) else value
    return SampleRow(metric=key, period_start=day, value=number, person=person, **more)


def take(*rows: SampleRow, now: datetime = NOW, **more: Any) -> Batch:
    """Ingest the rows."""
    return ingest(by=TEST, rows=rows, now=now, **more)
