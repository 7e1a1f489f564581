"""When which source said what: one delivery of the past, one for each of the last weeks, and the latest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jingjin.metrics.public import Kind, Period, SampleRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jingjin.workflows.demo.figures import Figures
    from jingjin.workflows.demo.indicators import FeedPlan
    from jingjin.workflows.demo.people import PersonPlan
    from jingjin.workflows.demo.settings import Settings

SINGLE_WEEKS, MOST_PAYMENTS = 3, 3
ONE = timedelta(days=1)
WRONG_SIGN, WRONG_SCORE = "O1042", "46"  # a letter for a digit, a lost decimal point


@dataclass(frozen=True)
class Delivery:
    """What a source sent on a day: periods that ended on or before `until`, and after what was sent before."""

    day: date
    after: date
    until: date
    is_last: bool = False

    def holds(self, rhythm: str, start: date) -> bool:
        """Whether a period that begins on `start` is in it; only the last holds one that is still running."""
        end = Period(rhythm).last_day(start)
        return self.after < end <= self.until or (self.is_last and end > self.until >= start)


def deliveries(settings: Settings, feed: FeedPlan) -> list[Delivery]:
    """All deliveries of a source, oldest first."""
    weekly = feed.rhythm_days > 1
    last = settings.today - timedelta(
        days=(settings.today.weekday() - 4) % 7 or 7 if weekly else feed.lag - 1
    )
    until = last + timedelta(days=2) if weekly else last - ONE  # a Friday's figures speak of its whole week
    sunday = settings.this_week - ONE
    ends = [sunday - timedelta(weeks=back) for back in range(SINGLE_WEEKS, -1, -1)]
    ends = [end for end in ends if end < until]
    found, after = [], date.min
    for end in ends:
        day = end - timedelta(days=2) if weekly else end + ONE
        found.append(Delivery(day, after, end))
        after = end
    return [*found, Delivery(last, after, until, is_last=True)]


def rows_of(settings: Settings, figures: Figures, delivery: Delivery) -> Iterator[SampleRow]:
    """The rows of an indicator in a delivery."""
    plan, grid = figures.plan, figures.grid
    periods = [n for n, start in enumerate(grid.starts) if delivery.holds(plan.rhythm, start)]
    for row, person in enumerate(figures.people):
        for n in periods:
            value, target, base = (array[row, n] for array in (figures.value, figures.target, figures.base))
            if np.isnan(value):
                continue
            whole = _Said(grid.starts[n], value, target)
            said = (
                _by_day(settings, person, whole, grid.through, figures.split[row, n])
                if plan.period == Period.DAY
                else [whole]
            )
            for start, amount, asked in said:
                yield SampleRow(
                    metric=plan.key,
                    period_start=start,
                    value=_text(plan.kind, amount),
                    target=None if np.isnan(asked) else _text(plan.kind, asked),
                    weight=None if np.isnan(base) else str(int(base)),
                    person=person.number,
                )


class _Said(NamedTuple):
    """A period (or day) with value and target."""

    start: date
    value: float
    target: float


def _by_day(settings: Settings, person: PersonPlan, week: _Said, through: date, split: float) -> list[_Said]:
    """A week's amount as one to three payments on days on which the person worked."""
    days = [week.start + ONE * n for n in range(7)]
    worked = [
        day
        for day in days
        if settings.days.is_working(day)
        and person.hired_on <= day <= min(through, person.left_on or through)
        and not person.is_away(day)
    ]
    count = min(1 + int(split * MOST_PAYMENTS), len(worked))
    chosen = sorted({worked[int((split + n / count) * len(worked)) % len(worked)] for n in range(count)})
    part = round(week.value / len(chosen), -3)
    first = week.value - part * (len(chosen) - 1)
    return [_Said(day, first if n == 0 else part, week.target / len(chosen)) for n, day in enumerate(chosen)]


def _text(kind: str, value: float) -> str:
    return f"{value:.0f}" if kind in {Kind.AMOUNT, Kind.COUNT} else f"{value:.6f}".rstrip("0").rstrip(".")


def with_faults(rows: list[SampleRow], feed: FeedPlan, month: date) -> list[SampleRow]:
    """The last delivery of two sources holds a row that nobody can store: that happens in real exports."""
    if feed.key == "crm":
        raw = {"拜访记录": "CRM-88213", "员工编号": WRONG_SIGN, "次数": "3"}
        return [
            *rows,
            SampleRow(
                metric="visits",
                period_start=month,
                value="3",
                person=WRONG_SIGN,
                row_no=len(rows) + 1,
                raw=raw,
            ),
        ]
    if feed.key == "survey" and rows:
        broken = rows[-1]
        return [
            *rows[:-1],
            SampleRow(
                metric="satisfaction",
                period_start=broken.period_start,
                value=WRONG_SCORE,
                person=broken.person,
                row_no=len(rows),
            ),
        ]
    return rows
