from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jingjin.intake.reading import (
    CellCode,
    Edge,
    FileProblem,
    Filter,
    Kind,
    Measure,
    Op,
    Period,
    RecordsSpec,
    aggregate_records,
    incomplete_edges,
    next_start,
    start_of,
)
from jingjin.intake.tests.reading.made import TODAY, csv_bytes, one_field, sheet_of

DEALS = csv_bytes(
    "销售,阶段,签约日期,金额",
    '林,赢单,2026-03-02,"1,000"',
    "林,赢单,2026-03-31,500",
    "林,输单,2026-03-05,900",
    "林,赢单,2026-04-01,50",
    "赵,赢 单,2026-03-08,70",
    "赵,赢单,,80",
    "赵,赢单,2026-04-02,",
    ",赢单,2026-04-02,90",
    "赵,跟进,,",
)
WON = (Filter("阶段", Op.IS, ("赢单",)),)


def spec(measure: Measure, period: Period = Period.MONTH, filters: tuple[Filter, ...] = WON) -> RecordsSpec:
    return RecordsSpec(
        "签约日期", "销售", period, measure, "" if measure == Measure.COUNT else "金额", filters
    )


def test_sum_per_person_and_month_with_the_rows_behind_it() -> None:
    result = aggregate_records(sheet_of(DEALS, one_field(Kind.TEXT)), spec(Measure.SUM), today=TODAY)

    assert result.samples == [
        ("林", date(2026, 3, 1), Decimal(1500), (2, 3)),
        ("林", date(2026, 4, 1), Decimal(50), (5,)),
        ("赵", date(2026, 3, 1), Decimal(70), (6,)),
    ]


def test_rows_that_lack_something_are_listed_and_never_zero() -> None:
    result = aggregate_records(sheet_of(DEALS, one_field(Kind.TEXT)), spec(Measure.SUM), today=TODAY)

    assert [(p.row, p.column_name, p.code) for p in result.problems] == [
        (7, "签约日期", CellCode.REQUIRED_EMPTY),
        (8, "金额", CellCode.REQUIRED_EMPTY),
        (9, "销售", CellCode.REQUIRED_EMPTY),
    ]
    assert (result.received, result.used, result.filtered_out, result.faulty) == (9, 4, 2, 3)
    assert result.received == result.used + result.filtered_out + result.faulty


def test_count_and_mean() -> None:
    sheet = sheet_of(DEALS, one_field(Kind.TEXT))

    counts = aggregate_records(sheet, spec(Measure.COUNT), today=TODAY).samples
    means = aggregate_records(sheet, spec(Measure.MEAN), today=TODAY).samples

    assert [(s.person, s.start.month, int(s.value)) for s in counts] == [
        ("林", 3, 2),
        ("林", 4, 1),
        ("赵", 3, 1),
        ("赵", 4, 1),
    ]
    assert means[0].value == Decimal(750)


@pytest.mark.parametrize(
    ("period", "starts"),
    [
        (Period.DAY, [date(2026, 3, 2), date(2026, 3, 31), date(2026, 4, 1)]),
        (Period.WEEK, [date(2026, 3, 2), date(2026, 3, 30)]),
        (Period.QUARTER, [date(2026, 1, 1), date(2026, 4, 1)]),
    ],
)
def test_periods(period: Period, starts: list[date]) -> None:
    result = aggregate_records(sheet_of(DEALS, one_field(Kind.TEXT)), spec(Measure.SUM, period), today=TODAY)

    assert [sample.start for sample in result.samples if sample.person == "林"] == starts


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        (Filter("阶段", Op.IS_NOT, ("赢单", "跟进")), {4}),
        (Filter("金额", Op.ABOVE, ("500",)), {2, 4}),
        (Filter("金额", Op.AT_LEAST, ("500",)), {2, 3, 4}),
        (Filter("金额", Op.BELOW, ("70",)), {5}),
        (Filter("金额", Op.AT_MOST, ("70",)), {5, 6}),
        (Filter("签约日期", Op.EMPTY), set()),
        (Filter("金额", Op.FILLED), {2, 3, 4, 5, 6}),
    ],
)
def test_filters(condition: Filter, rows: set[int]) -> None:
    sheet = sheet_of(DEALS, one_field(Kind.TEXT))

    result = aggregate_records(sheet, spec(Measure.SUM, filters=(condition,)), today=TODAY)

    assert {row for sample in result.samples for row in sample.rows} == rows


def test_an_open_order_makes_no_numbers() -> None:
    sheet = sheet_of(
        csv_bytes("销售,签约日期,金额", "林,01-02-2026,5", "赵,03-04-2026,6"), one_field(Kind.TEXT)
    )
    without = RecordsSpec("签约日期", "销售", Period.MONTH, Measure.SUM, "金额")

    asked = aggregate_records(sheet, without, today=TODAY)
    answered = aggregate_records(sheet, without, today=TODAY, answers={asked.questions[0].key: "day_first"})

    assert (asked.samples, asked.questions[0].key) == ([], "date_order:date")
    assert [sample.start for sample in answered.samples] == [date(2026, 2, 1), date(2026, 4, 1)]


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(FileProblem) as caught:
        aggregate_records(
            sheet_of(DEALS, one_field(Kind.TEXT)),
            RecordsSpec("日期", "销售", Period.DAY, Measure.COUNT),
            today=TODAY,
        )

    assert caught.value.params == {"column": "日期"}


def test_a_specification_is_saved() -> None:
    one = spec(Measure.MEAN, Period.QUARTER)

    assert RecordsSpec.from_json(one.to_json()) == one
    with pytest.raises(ValueError):
        RecordsSpec.from_json("{}")


def test_starts_of_periods() -> None:
    day = date(2026, 11, 24)

    assert [start_of(day, period) for period in Period] == [
        date(2026, 11, 24),
        date(2026, 11, 23),
        date(2026, 11, 1),
        date(2026, 10, 1),
    ]
    assert [next_start(start_of(day, period), period) for period in Period] == [
        date(2026, 11, 25),
        date(2026, 11, 30),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]


def days(first: date, last: date) -> list[date]:
    return [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]


def workdays(first: date, last: date) -> list[date]:
    return [day for day in days(first, last) if day.weekday() < 5]


def test_a_first_quarter_that_begins_in_march_is_incomplete() -> None:
    edges = incomplete_edges(days(date(2017, 3, 1), date(2017, 12, 31)), Period.QUARTER)

    assert edges == [Edge(date(2017, 1, 1), Period.QUARTER, 59, is_first=True)]


def test_a_weekend_at_the_edge_is_no_gap_and_a_missing_week_is() -> None:
    # 1 August 2026 is a Saturday, 31 October too.
    assert incomplete_edges(workdays(date(2026, 8, 1), date(2026, 10, 31)), Period.MONTH) == []
    assert incomplete_edges(workdays(date(2026, 8, 1), date(2026, 10, 23)), Period.MONTH) == [
        Edge(date(2026, 10, 1), Period.MONTH, 8, is_first=False)
    ]


def test_a_period_that_still_runs_is_incomplete() -> None:
    until = date(2026, 10, 29)

    edges = incomplete_edges(workdays(date(2026, 8, 3), until), Period.MONTH, known_until=until)

    assert edges == [Edge(date(2026, 10, 1), Period.MONTH, 2, is_first=False)]


def test_no_days_no_edges() -> None:
    assert incomplete_edges([], Period.MONTH) == []
