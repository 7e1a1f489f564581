"""The fixed cast among enough colleagues that a comparison is possible, with figures a test can bend.

Account managers in two regions: Lin's 华东 (12 people with her), Qian's 华南 (12 with him). Two weekly indicators
with a target of 100 and 40, 60 weeks up to Sunday 22 November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from jingjin.insight.public import run_signals, set_signals
from jingjin.metrics import public as metrics
from jingjin.org import public as org
from tests.cast import SETUP, SINCE, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jingjin.insight.models import SignalRun
    from jingjin.org.public import Person
    from tests.cast import Cast

WEEKS = 60
LAST = date(2026, 11, 22)
FIRST = LAST - timedelta(days=7 * WEEKS - 1)
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TARGETS = {"orders": 100, "visits": 40}
COLLEAGUES = 11


@dataclass
class Sales:
    """The sales people and their figures: `factors[number][metric]` is one factor per week (NaN: nothing sent)."""

    cast: Cast
    feed: metrics.Feed
    people: dict[str, Person] = field(default_factory=dict)
    factors: dict[tuple[str, str], np.ndarray[tuple[int], np.dtype[np.float64]]] = field(default_factory=dict)

    def bend(
        self, numbers: Iterable[str], factor: float, weeks: int, names: Iterable[str] = tuple(TARGETS)
    ) -> None:
        """Multiply the last weeks of some people."""
        for number in numbers:
            for name in names:
                self.factors[number, name][WEEKS - weeks :] *= factor

    def send(self, *, weeks: int = WEEKS) -> None:
        """Let the CRM send the first `weeks` weeks of figures."""
        rows = [
            metrics.SampleRow(
                metric=name,
                period_start=FIRST + timedelta(weeks=week),
                value=str(round(TARGETS[name] * factor, 2)),
                target=str(TARGETS[name]),
                person=number,
            )
            for (number, name), factors in self.factors.items()
            for week, factor in enumerate(factors[:weeks])
            if not np.isnan(factor)
        ]
        metrics.ingest(by=SETUP, rows=rows, now=NOW, feed=self.feed)

    def run(self, today: date = TODAY) -> SignalRun | None:
        """Judge as of a day."""
        return run_signals(by=SETUP, today=today, now=NOW)


def make_sales(cast: Cast, *, on: bool = True) -> Sales:
    """Colleagues, indicators and plain figures; signals switched on unless told otherwise."""
    feed = metrics.create_feed(by=SETUP, data=metrics.FeedData(key="crm", name="CRM", owner=cast.mo))
    sales = Sales(cast, feed)
    for person in (cast.lin, cast.qian):
        sales.people[person.number] = person
    _hire(sales, "1", cast.zhao, cast.lin)
    _hire(sales, "2", cast.sun, cast.qian)
    org.rebuild_closures(day=TODAY)
    _define(feed)
    rng = np.random.default_rng(7)
    for number in sales.people:
        for name in TARGETS:
            sales.factors[number, name] = np.exp(0.1 * rng.standard_normal(WEEKS))
    if on:
        set_signals(by=SETUP, enabled=True, notice="每周一看一次数据。", today=TODAY, now=NOW)
    return sales


def _define(feed: metrics.Feed) -> None:
    for key, name, name_en, kind, unit in (
        ("orders", "新签订单", "New orders", "amount", "万元"),
        ("visits", "客户拜访", "Visits", "count", "次"),
    ):
        data = metrics.MetricData(
            key=key,
            name=name,
            name_en=name_en,
            kind=kind,
            unit=unit,
            aggregation="sum",
            period="week",
            feed=feed,
        )
        metrics.create_metric(by=SETUP, data=data)


def _hire(sales: Sales, prefix: str, manager: Person, like: Person) -> None:
    for number in range(COLLEAGUES):
        person = org.create_person(
            by=SETUP,
            entity=sales.cast.entity,
            number=f"0{prefix}4{number:02d}",
            name=f"同事{prefix}{number}",
            position=org.Position(
                unit=like.unit, title=like.title, title_en=like.title_en, region=like.region, line=like.line
            ),
            since=SINCE,
            hired_on=SINCE,
        )
        org.set_manager(by=SETUP, person=person, manager=manager, since=SINCE)
        sales.people[person.number] = person
