"""Columns that prove the order of a date column: a weekday or a quarter beside each date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from jingjin.intake.reading.period_text import Quarter, parse_quarter, parse_weekday
from jingjin.intake.reading.scalars import is_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from jingjin.intake.reading.table import Value

    Test: TypeAlias = Callable[[date], bool]

_RECOGNISED = 0.9
_FEWEST = 5  # by chance five weekdays agree once in 16,807 times


class Check(NamedTuple):
    """A check column: its name, and per row a test of the date there, None where the row says nothing."""

    name: str
    tests: Sequence[Test | None]

    def agreement(self, dates: Iterable[date | None]) -> tuple[int, int]:
        """How many rows agree with the dates, and how many could be compared."""
        compared = [test(day) for test, day in zip(self.tests, dates, strict=True) if test and day]
        return sum(compared), len(compared)


def find_checks(columns: Iterable[tuple[str, Sequence[Value]]]) -> list[Check]:
    """The columns that hold a weekday or a quarter in nearly every filled row."""
    checks = []
    for name, values in columns:
        known = {value: _test(value) for value in set(values)}
        tests = [known[value] for value in values]
        recognised = sum(1 for test in tests if test)
        filled = sum(1 for value in values if not is_nothing(value))
        if recognised >= max(_FEWEST, filled * _RECOGNISED):
            checks.append(Check(name, tests))
    return checks


def _test(value: Value) -> Test | None:
    if not isinstance(value, str) or is_nothing(value):
        return None
    weekday = parse_weekday(value)
    if weekday is not None:
        return lambda day: day.weekday() == weekday
    quarter = parse_quarter(value)
    return None if quarter is None else _quarter_test(quarter)


def _quarter_test(quarter: Quarter) -> Test:
    return lambda day: (day.month + 2) // 3 == quarter.quarter and quarter.year in {None, day.year}
