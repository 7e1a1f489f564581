"""Periods as numbers: for each person and period, how many working days were there to work on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from jingjin.metrics.public import Period

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jingjin.workflows.demo.people import PersonPlan
    from jingjin.workflows.demo.settings import Settings

FAR = timedelta(days=3000)


@dataclass(frozen=True)
class Grid:
    """The periods of one rhythm up to the last day that a source speaks of.

    `starts` are their first days; `days` the working days that have passed in each, `full` those of the whole period.
    """

    starts: list[date]
    through: date
    days: NDArray[np.float64]
    full: NDArray[np.float64]
    _origin: date
    _until: NDArray[np.int64]

    @classmethod
    def of(cls, settings: Settings, rhythm: str, through: date) -> Grid:
        """All periods from the first week with figures to the one that holds `through`."""
        period = Period(rhythm)
        starts = [period.first_day(settings.first_week)]
        if starts[0] < settings.first_week:
            starts = [period.next_first_day(settings.first_week)]
        while (after := period.next_first_day(starts[-1])) <= through:
            starts.append(after)
        origin = settings.first_week - FAR
        until = _counted(settings, origin)
        ends = [min(period.next_first_day(start), through + timedelta(days=1)) for start in starts]
        whole = [period.next_first_day(start) for start in starts]
        return cls(
            starts,
            through,
            _between(until, origin, starts, ends),
            _between(until, origin, starts, whole),
            origin,
            until,
        )

    def first_index(self, day: date) -> int:
        """The index of the first period that begins on or after a day."""
        return next((n for n, start in enumerate(self.starts) if start >= day), len(self.starts))

    def present(self, people: list[PersonPlan]) -> NDArray[np.float64]:
        """Working days each person could work on in each period: employed and not on leave (people × periods)."""
        starts = self._offsets(self.starts)
        ends = np.append(starts[1:], self._offsets([self.through])[0] + 1)
        ends = np.minimum(ends, self._offsets([self.through])[0] + 1)
        hired = self._offsets([person.hired_on for person in people])[:, None]
        left = self._offsets([person.left_on or self.through for person in people])[:, None] + 1
        there = self._worked(np.maximum(starts, hired), np.minimum(ends, left))
        for row, person in enumerate(people):
            for leave in person.leaves:
                first, last = self._offsets([leave.first_day, leave.last_day])
                there[row] -= self._worked(np.maximum(starts, first), np.minimum(ends, last + 1))
        return np.maximum(there, 0.0)

    def weeks_since_hire(self, people: list[PersonPlan]) -> NDArray[np.float64]:
        """How long each person had been here when each period began (people × periods), in weeks."""
        hired = self._offsets([person.hired_on for person in people])[:, None]
        weeks: NDArray[np.float64] = (self._offsets(self.starts)[None, :] - hired) / 7.0
        return weeks

    def _worked(self, first: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.float64]:
        last = len(self._until) - 1
        counted = self._until[np.clip(end, 0, last)] - self._until[np.clip(first, 0, last)]
        days: NDArray[np.float64] = np.maximum(counted, 0).astype(np.float64)
        return days

    def _offsets(self, days: list[date]) -> NDArray[np.int64]:
        return np.array([(day - self._origin).days for day in days], dtype=np.int64)


def _counted(settings: Settings, origin: date) -> NDArray[np.int64]:
    """Working days from the origin to each day (exclusive)."""
    length = (settings.today - origin).days + 400
    works = [settings.days.is_working(origin + timedelta(days=n)) for n in range(length)]
    return np.concatenate([[0], np.cumsum(works)])


def _between(
    until: NDArray[np.int64], origin: date, starts: list[date], ends: list[date]
) -> NDArray[np.float64]:
    pairs = zip(starts, ends, strict=True)
    return np.array(
        [until[(end - origin).days] - until[(start - origin).days] for start, end in pairs], float
    )
