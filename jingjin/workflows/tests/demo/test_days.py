"""The calendar and the cycles of the demo."""

from __future__ import annotations

from datetime import date

import pytest

from jingjin.workflows.demo.days import Cycle, Days

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 22), False),
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 10), True),  # a Saturday worked in exchange for 7 October
    ],
)
def test_knows_holidays_and_the_weekends_worked_for_them(day: date, works: bool) -> None:  # noqa: FBT001 - a table
    assert Days(TODAY).is_working(day) is works


def test_counts_working_days_over_the_national_holiday() -> None:
    days = Days(TODAY)

    assert days.shift(date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert days.shift(date(2026, 10, 8), -1) == date(2026, 9, 30)
    assert days.back(2) == date(2026, 11, 20)
    assert days.ahead(3) == date(2026, 11, 27)
    assert days.count(date(2026, 9, 28), date(2026, 10, 12)) == 6


def test_the_cycle_is_the_calendar_quarter() -> None:
    cycle = Days(TODAY).cycle

    assert cycle == Cycle(date(2026, 10, 1), date(2027, 1, 1))
    assert (cycle.name, cycle.name_en) == ("2026年第四季度", "Q4 2026")
    assert cycle.before() == Cycle(date(2026, 7, 1), date(2026, 10, 1))
    assert cycle.before().name == "2026年第三季度"
    assert round(cycle.elapsed(TODAY), 2) == 0.60


def test_a_young_quarter_gives_way_to_a_cycle_with_something_to_see() -> None:
    cycle = Days(date(2027, 1, 12)).cycle

    assert cycle == Cycle(date(2026, 12, 1), date(2027, 3, 1))
    assert (cycle.name, cycle.name_en) == ("2026年12月至2027年2月", "Dec 2026 – Feb 2027")
