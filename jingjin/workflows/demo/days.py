"""Working days of the company: Chinese public holidays and the weekends worked in exchange.

Every event of the demo's story lies on a working day; distances in the story are counted in working days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import holidays

SATURDAY = 5
ONE = timedelta(days=1)
YEARS_BEFORE, YEARS_AFTER = 3, 1


@dataclass(frozen=True)
class SpecialDay:
    """A day that differs from its weekday."""

    day: date
    is_working: bool
    name: str
    name_en: str


@dataclass(frozen=True)
class Cycle:
    """A quarter-long goal cycle, [start, end)."""

    start: date
    end: date

    @property
    def name(self) -> str:
        """How the company calls it: 2026年第四季度, or its months when it isn't a calendar quarter."""
        last = self.end - ONE
        if self._is_quarter:
            return f"{self.start.year}年第{'一二三四'[self.start.month // 3]}季度"
        year = "" if last.year == self.start.year else f"{last.year}年"
        return f"{self.start.year}年{self.start.month}月至{year}{last.month}月"

    @property
    def name_en(self) -> str:
        """The same in English: Q4 2026, or Dec 2026 – Feb 2027."""
        if self._is_quarter:
            return f"Q{self.start.month // 3 + 1} {self.start.year}"
        return f"{self.start:%b %Y} – {self.end - ONE:%b %Y}"

    @property
    def _is_quarter(self) -> bool:
        return self.start.month % 3 == 1

    def elapsed(self, day: date) -> float:
        """The share of the cycle that has passed at the end of `day`, 0 to 1."""
        return min(max(((day - self.start).days + 1) / (self.end - self.start).days, 0.0), 1.0)

    def before(self) -> Cycle:
        """The cycle that ended when this one began."""
        return Cycle(months_on(self.start, -3), self.start)


def months_on(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, at most its 28th."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, min(day.day, 28))


class Days:
    """The calendar around one day."""

    def __init__(self, today: date) -> None:
        self.today = today
        self._years = range(today.year - YEARS_BEFORE, today.year + YEARS_AFTER + 1)

    @cached_property
    def special(self) -> list[SpecialDay]:
        """Holidays and working weekends of the years around today, oldest first."""
        zh = holidays.country_holidays("CN", years=self._years, language="zh_CN")
        en = holidays.country_holidays("CN", years=self._years, language="en_US")
        free = [
            SpecialDay(day, is_working=False, name=_short(name, "休息日"), name_en=_short(en[day], "Day off"))
            for day, name in zh.items()
        ]
        worked = [
            SpecialDay(day, is_working=True, name="调休上班", name_en="Working day in exchange")
            for day in zh.weekend_workdays
            if day.year in self._years
        ]
        return sorted((*free, *worked), key=lambda special: special.day)

    @cached_property
    def _changed(self) -> dict[date, bool]:
        return {special.day: special.is_working for special in self.special}

    def is_working(self, day: date) -> bool:
        """Whether the company works that day."""
        return self._changed.get(day, day.weekday() < SATURDAY)

    def on_or_after(self, day: date) -> date:
        """The day itself if it is a working day, else the next one."""
        while not self.is_working(day):
            day += ONE
        return day

    def on_or_before(self, day: date) -> date:
        """The day itself if it is a working day, else the last one before."""
        while not self.is_working(day):
            day -= ONE
        return day

    def back(self, count: int) -> date:
        """The working day `count` working days before today (before the last working day, on a free day)."""
        return self.shift(self.on_or_before(self.today), -count)

    def ahead(self, count: int) -> date:
        """The working day `count` working days after today."""
        return self.shift(self.on_or_before(self.today), count)

    def shift(self, day: date, count: int) -> date:
        """The working day `count` working days after (before, if negative) the day."""
        step = ONE if count > 0 else -ONE
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def count(self, start: date, end: date) -> int:
        """How many working days [start, end) has."""
        return sum(self.is_working(start + ONE * n) for n in range((end - start).days))

    @cached_property
    def cycle(self) -> Cycle:
        """The running goal cycle: the calendar quarter, or while that is younger than four weeks the three
        months that began a month earlier (the company's cycles need not follow the quarters), so that there is
        always something to see."""
        start = date(self.today.year, self.today.month - (self.today.month - 1) % 3, 1)
        if (self.today - start).days < 28:  # noqa: PLR2004 - four weeks
            start = months_on(start, -1)
        return Cycle(start, months_on(start, 3))


def _short(name: str, substitute: str) -> str:
    """The holiday's name without the note on which day it was exchanged for."""
    return substitute if name.startswith(substitute) else name
