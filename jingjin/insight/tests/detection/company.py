"""A small made-up company whose numbers a test can bend by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jingjin.insight.detection.run import detect
from jingjin.insight.detection.tables import Tables
from jingjin.insight.detection.verdict import Verdict

WEEKS = 80
FIRST = date(2024, 1, 1)
LINES = ("hardware", "software")
REGIONS = ("east", "south")
PEOPLE = tuple(f"P{number:02d}" for number in range(32))
TARGETS = {"sales": 100.0, "visits": 40.0, "quality": 0.9}
NOISE = {"sales": 0.12, "visits": 0.12, "quality": 0.03}

Series = NDArray[np.float64]


def week(back: int) -> str:
    """The Monday `back` weeks before the end of the data (1 = the last week)."""
    return (FIRST + timedelta(weeks=WEEKS - back)).isoformat()


def plain(seed: int) -> dict[tuple[str, str], Series]:
    """Everybody near their target, with a little noise and nothing else."""
    rng = np.random.default_rng(seed)
    return {
        (person, metric): TARGETS[metric] * np.exp(NOISE[metric] * rng.standard_normal(WEEKS))
        for person in PEOPLE
        for metric in TARGETS
    }


@dataclass
class Company:
    """32 people of one role in two lines x two regions, three metrics, 80 weeks."""

    values: dict[tuple[str, str], Series] = field(default_factory=lambda: plain(11))
    targets: dict[tuple[str, str], Series] = field(
        default_factory=lambda: {
            (person, metric): np.full(WEEKS, TARGETS[metric]) for person in PEOPLE for metric in TARGETS
        }
    )
    hired: dict[str, str] = field(default_factory=dict)
    leaves: list[tuple[str, str, str]] = field(default_factory=list)
    pips: list[tuple[str, str, str, str]] = field(default_factory=list)
    workdays: dict[int, int] = field(default_factory=dict)
    twice: list[tuple[str, str, int]] = field(default_factory=list)

    def bend(
        self, people: Sequence[str], factor: Series | float, metrics: Sequence[str] = ("sales", "visits")
    ) -> None:
        """Multiply the weekly values of some people."""
        for person in people:
            for metric in metrics:
                self.values[person, metric] = self.values[person, metric] * factor

    def measure_too(self, metrics: Sequence[str]) -> None:
        """More metrics in which everybody stays near the target whatever happens."""
        rng = np.random.default_rng(12)
        for person in PEOPLE:
            for metric in metrics:
                self.values[person, metric] = 0.9 * np.exp(0.03 * rng.standard_normal(WEEKS))
                self.targets[person, metric] = np.full(WEEKS, 0.9)

    def tables(self) -> Tables:
        """The company as detection's input."""
        return Tables.of(self._employees(), self._metrics(), self._samples(), **self._optional())

    def labels(self) -> dict[str, str]:
        """Every verdict that is not `normal`."""
        return {v.subject: v.label.value for v in detect(self.tables()) if v.label != "normal"}

    def verdict(self, person: str) -> Verdict:
        """One person's verdict."""
        return next(v for v in detect(self.tables()) if v.subject == person)

    def _employees(self) -> pl.DataFrame:
        return pl.DataFrame(
            {
                "employee_id": PEOPLE,
                "business_line": [LINES[number % 2] for number in range(len(PEOPLE))],
                "region": [REGIONS[number // 2 % 2] for number in range(len(PEOPLE))],
                "role": ["rep"] * len(PEOPLE),
                "hire_date": [self.hired.get(person, "2020-01-06") for person in PEOPLE],
            }
        )

    def _metrics(self) -> pl.DataFrame:
        """The three, and whatever else has values: rates, as quality is one."""
        others = sorted({metric for _person, metric in self.values} - TARGETS.keys())
        return pl.DataFrame(
            {
                "metric": [*TARGETS, *others],
                "name": ["销售额", "拜访量", "质量", *others],
                "role": ["rep"] * (3 + len(others)),
                "kind": ["amount", "count", "rate", *["rate"] * len(others)],
                "source": ["CRM", "CRM", "QA", *["QA"] * len(others)],
                "weight": ["0.5", "0.3", "0.3", *["0.3"] * len(others)],
            }
        )

    def _samples(self) -> pl.DataFrame:
        rows = [
            (person, metric, (FIRST + timedelta(weeks=column)).isoformat(), value, target)
            for (person, metric), values in self.values.items()
            for column, (value, target) in enumerate(zip(values, self.targets[person, metric], strict=True))
            if not np.isnan(value)
        ]
        rows += [row for row in rows if (row[0], row[1], _back(row[2])) in self.twice]
        return pl.DataFrame(rows, schema=["employee_id", "metric", "week", "value", "target"], orient="row")

    def _optional(self) -> dict[str, pl.DataFrame]:
        mondays = [(FIRST + timedelta(weeks=column)).isoformat() for column in range(WEEKS)]
        days = [self.workdays.get(WEEKS - column, 5) for column in range(WEEKS)]
        leaf = ["employee_id", "start_week", "end_week"]
        text = pl.String
        return {
            "calendar": pl.DataFrame({"week": mondays, "workdays": days}),
            "leaves": pl.DataFrame(self.leaves, schema=dict.fromkeys(leaf, text), orient="row"),
            "pips": pl.DataFrame(self.pips, schema=dict.fromkeys([*leaf, "status"], text), orient="row"),
        }


def _back(monday: str) -> int:
    return WEEKS - (date.fromisoformat(monday) - FIRST).days // 7


def last(weeks: int, factor: float) -> Series:
    """A factor that holds in the last weeks only."""
    return np.where(np.arange(WEEKS) >= WEEKS - weeks, factor, 1.0)
