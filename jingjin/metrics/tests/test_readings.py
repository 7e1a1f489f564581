"""One value over a span, and how far it can be relied on."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from jingjin.metrics.public import (
    FeedData,
    FeedState,
    Point,
    Reading,
    ReadingKey,
    create_feed,
    readings,
    readings_for,
    record_feed_state,
    series,
    unit_series,
)
from jingjin.metrics.tests.build import MONDAY, NOW, TEST, metric, row, take
from tests.cast import TODAY

if TYPE_CHECKING:
    from django.test.utils import CaptureQueriesContext

    from tests.cast import Cast

QUARTER = (date(2026, 10, 1), date(2027, 1, 1))
WEEK = timedelta(days=7)


def read(cast: Cast, metric: Any, as_of: date = TODAY) -> Reading:
    return readings(metric, [cast.lin.pk], *QUARTER, as_of)[cast.lin.pk]


@pytest.mark.parametrize(
    ("aggregation", "expected"), [("sum", 60), ("mean", 20), ("last", 30), ("ratio", Decimal("23.333333"))]
)
def test_a_span_by_aggregation(cast: Cast, aggregation: str, expected: int | Decimal) -> None:
    sales = metric(aggregation=aggregation)
    take(*(row(10 * n, day=MONDAY + (n - 3) * WEEK, weight=n) for n in (1, 2, 3)))

    reading = read(cast, sales)

    assert (reading.value, reading.periods, reading.complete) == (Decimal(expected), 3, True)
    assert (reading.state, reading.through) == ("fresh", date(2026, 11, 22))


def test_a_period_belongs_to_the_span_in_which_it_begins(cast: Cast) -> None:
    sales = metric()
    take(row(1, day=date(2026, 9, 28)), row(2, day=date(2026, 10, 5)))

    assert read(cast, sales).value == Decimal(2)


def test_nothing_reported_is_not_zero(cast: Cast) -> None:
    sales = metric()
    take(row(None, target=5))

    reading = read(cast, sales)

    assert (reading.value, reading.through, reading.state, reading.at) == (None, None, "none", None)


def test_a_late_source_says_until_when_its_value_counts(cast: Cast) -> None:
    feed = create_feed(by=TEST, data=FeedData(key="crm", name="纷享销客", name_en="CRM", rhythm_days=2))
    sales = metric(feed=feed)
    take(row(7, day=date(2026, 11, 9)), feed=feed, fetched_at=NOW - 7 * timedelta(days=1))

    late = read(cast, sales, as_of=date(2026, 11, 25))
    in_time = read(cast, sales, as_of=date(2026, 11, 24))

    assert (late.value, late.through, late.state) == (Decimal(7), date(2026, 11, 15), "late")
    assert (in_time.state, in_time.feed_name) == ("fresh", "纷享销客")


def test_a_source_that_is_down_does_not_spoil_a_span_that_is_whole(cast: Cast) -> None:
    feed = create_feed(by=TEST, data=FeedData(key="erp", name="ERP"))
    sales = metric(feed=feed)
    take(row(7, day=date(2026, 11, 9)), feed=feed, fetched_at=NOW - 7 * timedelta(days=1))

    record_feed_state(by=TEST, feed=feed, state=FeedState.DOWN, now=NOW, note="401 token expired")

    past = ReadingKey(sales.pk, cast.lin.pk, None, date(2026, 11, 9), date(2026, 11, 16))
    assert read(cast, sales).state == "down"
    assert readings_for([past], TODAY)[past].state == "fresh"


def test_people_and_units_are_read_in_one_query(
    cast: Cast, django_assert_num_queries: CaptureQueriesContext
) -> None:
    sales = metric()
    take(row(600), row(300, person="00202"))
    keys = [
        ReadingKey(sales.pk, cast.lin.pk, None, *QUARTER),
        ReadingKey(sales.pk, cast.qian.pk, None, *QUARTER),
        ReadingKey(sales.pk, None, cast.units["top"].pk, *QUARTER),
    ]

    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture is a callable
        found = readings_for(keys, TODAY)

    assert [found[key].value for key in keys] == [Decimal(600), Decimal(300), Decimal(900)]
    assert found[keys[0]].url == (
        f"/metrics/{sales.uid}/from/{cast.lin.uid}/?start=2026-10-01&end=2027-01-01"
    )


def test_series_keep_the_marks_of_incomplete_periods(cast: Cast) -> None:
    sales = metric()
    take(row(5), row(1, day=date(2026, 11, 23)), row(3, person="00101"))

    lin = [Point(MONDAY, Decimal(5), None, True), Point(date(2026, 11, 23), Decimal(1), None, False)]
    assert series([sales.pk], [cast.lin.pk], *QUARTER) == {(sales.pk, cast.lin.pk): lin}
    team = unit_series([sales.pk], [cast.units["east_one"].pk], *QUARTER)
    assert team[sales.pk, cast.units["east_one"].pk][0] == Point(MONDAY, Decimal(8), None, True)
