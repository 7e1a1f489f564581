"""From long tables to arrays: one row per series (subject × metric), one column per period."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from jingjin.insight.detection.limits import Limits
from jingjin.insight.detection.robust import Array, Flags, Ints
from jingjin.insight.detection.tables import Tables

WEEK_DAYS = 7
MONTHS = 12
_STUB_LOOKBACK = 9


@dataclass(frozen=True)
class Metric:
    """One indicator of one role: how to read it and how much it counts."""

    key: str
    name: str
    role: str
    kind: str
    source: str
    direction: int
    """+1 when higher is better, -1 when lower is."""
    weight: float


@dataclass(frozen=True)
class People:
    """The subjects, sorted by id. `active` is who gets a verdict; those who left still compare."""

    ids: list[str]
    role: list[str]
    line: list[str]
    region: list[str]
    hired: list[date | None]
    active: Flags


@dataclass(frozen=True)
class Panel:
    """All series of one period length. Shapes: S series, T periods; NaN is "no value"."""

    unit: str
    """`week` or `month`."""
    starts: list[date]
    workdays: Array
    """Working days per period; NaN where the calendar does not say."""
    people: People
    metrics: list[Metric]
    subject: Ints
    metric: Ints
    value: Array
    target: Array
    rows: Ints
    """How many equal rows the export held for the period."""

    @property
    def ages(self) -> Array:
        """Weeks from each period's start to the end of the last period (last week: 1)."""
        end = next_start(self.starts[-1], self.unit)
        return np.array([(end - start).days / WEEK_DAYS for start in self.starts])

    @property
    def weeks_per_period(self) -> float:
        """Length of a period in weeks."""
        return 1.0 if self.unit == "week" else 365.25 / MONTHS / WEEK_DAYS


def next_start(start: date, unit: str) -> date:
    """First day of the period after the one that starts on `start`."""
    if unit == "week":
        return start + timedelta(days=WEEK_DAYS)
    return date(start.year + start.month // MONTHS, start.month % MONTHS + 1, 1)


def build_people(tables: Tables) -> People:
    """Everybody in `employees`, sorted by id."""
    frame = tables.employees.sort("employee_id")
    return People(
        ids=frame["employee_id"].to_list(),
        role=frame["role"].to_list(),
        line=frame["business_line"].to_list(),
        region=frame["region"].to_list(),
        hired=frame["hire_date"].to_list(),
        active=(frame["status"] == "active").to_numpy(),
    )


def build_panels(tables: Tables, people: People, last: date | None, limits: Limits) -> list[Panel]:
    """One panel per period length in use: days are rolled to weeks, months stay months.

    `last` is the last day that is fully known; a period that ends after it is left out, and so is a
    last period for which most people's numbers have not arrived.
    """
    metrics = _metrics(tables.metrics)
    long = _long(tables, people, metrics)
    panels = []
    for unit in ("week", "month"):
        part = long.filter(pl.col("unit") == unit)
        starts = _without_stub(part, _starts(part, unit, last), limits)
        if starts:
            panels.append(_panel(part, unit, starts, people, metrics, tables.calendar))
    return panels


def _metrics(frame: pl.DataFrame) -> list[Metric]:
    ordered = frame.unique(["metric", "role"], keep="first", maintain_order=True).sort("metric", "role")
    return [
        Metric(
            key=row["metric"],
            name=row["name"] or row["metric"],
            role=row["role"],
            kind=row["kind"],
            source=row["source"],
            direction=1 if row["direction"] == "higher" else -1,
            weight=1.0 if row["weight"] is None else max(row["weight"], 0.0),
        )
        for row in ordered.iter_rows(named=True)
    ]


def _long(tables: Tables, people: People, metrics: list[Metric]) -> pl.DataFrame:
    """Samples with subject, metric index and period start; days and weeks snapped to Mondays."""
    subjects = pl.DataFrame(
        {"employee_id": people.ids, "role": people.role},
        schema={"employee_id": pl.String, "role": pl.String},
    ).with_row_index("subject")
    index = pl.DataFrame(
        {"metric": [m.key for m in metrics], "metric_role": [m.role for m in metrics]},
        schema={"metric": pl.String, "metric_role": pl.String},
    ).with_row_index("metric_index")
    periods = tables.metrics.unique("metric", keep="first", maintain_order=True).select("metric", "period")
    start = (
        pl.when(pl.col("period") == "month")
        .then(pl.col("week").dt.month_start())
        .otherwise(pl.col("week").dt.truncate("1w"))
    )
    return (
        tables.samples.drop_nulls(["value", "week"])
        .join(subjects, on="employee_id")
        .join(index, on="metric")
        .filter((pl.col("metric_role") == pl.col("role")) | (pl.col("metric_role") == "*"))
        .join(periods, on="metric")
        .with_columns(
            start=start,
            unit=pl.when(pl.col("period") == "month").then(pl.lit("month")).otherwise(pl.lit("week")),
        )
    )


def _starts(part: pl.DataFrame, unit: str, last: date | None) -> list[date]:
    first, final = part["start"].min(), part["start"].max()
    if not isinstance(first, date) or not isinstance(final, date):
        return []
    starts = [first]
    while starts[-1] < final:
        starts.append(next_start(starts[-1], unit))
    if last is not None:
        starts = [start for start in starts if next_start(start, unit) <= last + timedelta(days=1)]
    return starts


def _without_stub(part: pl.DataFrame, starts: list[date], limits: Limits) -> list[date]:
    """Drop the last period when far fewer people report than usual: it is not complete yet."""
    if len(starts) <= 1:
        return starts
    counts = dict(part.group_by("start").agg(pl.col("subject").n_unique()).iter_rows())
    usual = float(np.median([counts.get(start, 0) for start in starts[-_STUB_LOOKBACK:-1]]))
    return starts[:-1] if counts.get(starts[-1], 0) < limits.least_coverage * usual else starts


def _panel(
    part: pl.DataFrame,
    unit: str,
    starts: list[date],
    people: People,
    metrics: list[Metric],
    calendar: pl.DataFrame,
) -> Panel:
    """Rows of one period that differ are averaged by day and then by period, so days roll up."""
    columns = pl.DataFrame({"start": starts}).with_row_index("column")
    days = (
        part.join(columns, on="start")
        .group_by("subject", "metric_index", "column", "week")
        .agg(pl.col("value").mean(), pl.col("target").mean(), rows=pl.len())
    )
    cells = (
        days.group_by("subject", "metric_index", "column")
        .agg(pl.col("value").mean(), pl.col("target").mean(), pl.col("rows").max())
        .sort("subject", "metric_index", "column")
    )
    series = cells.select("subject", "metric_index").unique(maintain_order=True).with_row_index("series")
    cells = cells.join(series, on=["subject", "metric_index"])
    shape = (len(series), len(starts))
    at = (cells["series"].to_numpy(), cells["column"].to_numpy())
    value, target = np.full(shape, np.nan), np.full(shape, np.nan)
    rows = np.zeros(shape, dtype=np.int64)
    value[at], rows[at] = cells["value"].to_numpy(), cells["rows"].to_numpy()
    target[at] = cells["target"].fill_null(np.nan).to_numpy()
    return Panel(
        unit=unit,
        starts=starts,
        workdays=_workdays(starts, unit, calendar),
        people=people,
        metrics=metrics,
        subject=series["subject"].to_numpy().astype(np.int64),
        metric=series["metric_index"].to_numpy().astype(np.int64),
        value=value,
        target=target,
        rows=rows,
    )


def _workdays(starts: list[date], unit: str, calendar: pl.DataFrame) -> Array:
    if unit == "month" or calendar.is_empty():
        return np.full(len(starts), np.nan)
    known = {
        week - timedelta(days=week.weekday()): days
        for week, days in calendar.select("week", "workdays").iter_rows()
        if week is not None and days is not None
    }
    return np.array([known.get(start, np.nan) for start in starts])
