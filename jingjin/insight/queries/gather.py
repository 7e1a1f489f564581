"""What goes into a run: people, indicators, figures, calendar and leaves as detection's tables.

No plan enters: a recovery is recognised from its path, so that a sealed plan can't show through a verdict.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from jingjin.core import clock
from jingjin.insight.detection.tables import KINDS, Tables
from jingjin.metrics import public as metrics
from jingjin.org import public as org

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jingjin.core.actor import Actor
    from jingjin.metrics.public import Metric

WEEKS = 104
"""Two years: one full season behind the one that is judged."""
LONG_ENOUGH = 3
"""Working days of a week that a leave must take for the week not to count."""
PERIODS = (metrics.Period.WEEK, metrics.Period.MONTH)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NAMES = ("employees", "metrics", "samples", "calendar", "leaves")


@dataclass(frozen=True)
class Worker:
    """What a run needs to know of a person."""

    id: int
    title: str
    line: str
    region: str
    unit_id: int | None
    unit_name: str
    manager_id: int | None
    hired_on: date | None
    left_on: date | None


@dataclass(frozen=True)
class Gathered:
    """The input of one run: plain frames by name of their file, who works where, indicators by key."""

    frames: Mapping[str, pl.DataFrame]
    workers: Mapping[int, Worker]
    metrics: Mapping[str, Metric]

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The frames as the CSV files that `jingjin detect` reads."""
        return {f"{name}.csv": self.frames[name].write_csv().encode() for name in _NAMES}

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the names and contents of the files."""
        digest = hashlib.sha256()
        for name, content in self.files.items():
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    def packed(self) -> bytes:
        """The files as one ZIP; the same frames give the same bytes."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.files.items():
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def tables(self) -> Tables:
        """Detection's checked tables."""
        return tables_of(self.frames)


def tables_of(frames: Mapping[str, pl.DataFrame]) -> Tables:
    """Detection's tables from plain frames, fresh or read back from a stored run."""
    return Tables.of(
        frames["employees"],
        frames["metrics"],
        frames["samples"],
        calendar=frames["calendar"],
        leaves=frames["leaves"],
    )


def unpacked(archive: bytes) -> dict[str, pl.DataFrame]:
    """The frames of a stored run."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return {name: pl.read_csv(file.read(f"{name}.csv"), infer_schema=False) for name in _NAMES}


def gather(by: Actor, last: date) -> Gathered:
    """Everything known by the end of the day `last`, a Sunday (7 queries)."""
    end = last + timedelta(days=1)
    start = end - timedelta(weeks=WEEKS)
    workers = _workers(start)
    known = {row.key: row for row in metrics.metrics_for(by) if row.active and row.kept_period in PERIODS}
    return Gathered(
        frames={
            "employees": _employees(workers, end),
            "metrics": _metrics(known),
            "samples": _samples(start, end, set(workers), set(known)),
            "calendar": _calendar(start, end),
            "leaves": _leaves(set(workers), end),
        },
        workers=workers,
        metrics=known,
    )


def _workers(start: date) -> dict[int, Worker]:
    """Everybody here, and who left within the time looked at: their past helps to compare."""
    columns = ("id", "title", "line", "region", "unit_id", "unit__name", "manager_id", "hired_on", "left_on")
    rows = org.numbered_people().values_list(*columns).order_by("id")
    found = [Worker(*(_text(value) for value in row)) for row in rows]
    return {row.id: row for row in found if row.left_on is None or row.left_on > start}


def _text(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _employees(workers: Mapping[int, Worker], end: date) -> pl.DataFrame:
    """Role is the position's name; without a line the unit is the group that rises and falls together."""
    people = list(workers.values())
    return pl.DataFrame(
        {
            "employee_id": [str(row.id) for row in people],
            "business_line": [row.line or row.unit_name or "" for row in people],
            "region": [row.region for row in people],
            "role": [row.title for row in people],
            "hire_date": [row.hired_on for row in people],
            "status": ["left" if row.left_on and row.left_on < end else "active" for row in people],
        },
        schema={
            "employee_id": pl.String,
            "business_line": pl.String,
            "region": pl.String,
            "role": pl.String,
            "hire_date": pl.Date,
            "status": pl.String,
        },
    )


def _metrics(known: Mapping[str, Metric]) -> pl.DataFrame:
    rows = [
        {
            "metric": row.key,
            "name": row.name,
            "kind": row.kind if row.kind in KINDS else "amount",
            "direction": row.direction,
            "source": row.feed.key if row.feed else "",
            "period": row.kept_period.value,
        }
        for row in sorted(known.values(), key=lambda one: one.key)
    ]
    names = ("metric", "name", "kind", "direction", "source", "period")
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String))


def _samples(start: date, end: date, people: set[int], known: set[str]) -> pl.DataFrame:
    """Whole periods only: one that is partly covered would look like a fall."""
    columns = metrics.export_tables(start=start, end=end).samples
    rows = [
        (str(person), metric, day, _float(value), _float(target))
        for person, metric, day, value, target, complete in zip(
            *(
                columns[name]
                for name in ("person_id", "metric", "period_start", "value", "target", "complete")
            ),
            strict=True,
        )
        if complete and value is not None and person in people and metric in known
    ]
    return pl.DataFrame(
        rows,
        schema={
            "employee_id": pl.String,
            "metric": pl.String,
            "week": pl.Date,
            "value": pl.Float64,
            "target": pl.Float64,
        },
        orient="row",
    )


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _calendar(start: date, end: date) -> pl.DataFrame:
    first = clock.week_start(start)
    working = [clock.week_start(day) for day in org.workdays(first, end)]
    mondays = [first + timedelta(weeks=number) for number in range((end - first).days // 7)]
    days = [working.count(monday) for monday in mondays]
    return pl.DataFrame({"week": mondays, "workdays": days}, schema={"week": pl.Date, "workdays": pl.Int64})


def _leaves(people: set[int], end: date) -> pl.DataFrame:
    """Whole weeks away; an open or future end is empty: still away."""
    rows = []
    for person, leaves in sorted(org.leaves_of(people).items()):
        for leave in leaves:
            first, back = _week_away(leave.period.lower), _week_back(leave.period.upper)
            if first < end and (back is None or back > first):
                rows.append((str(person), first, back if back and back < end else None))
    schema = {"employee_id": pl.String, "start_week": pl.Date, "end_week": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _week_away(day: date | None) -> date:
    """The first Monday of a week of which the leave takes at least three working days."""
    monday = clock.week_start(day or date.min.replace(year=1900))
    late = day is not None and day.weekday() > 5 - LONG_ENOUGH
    return monday + timedelta(weeks=1) if late else monday


def _week_back(day: date | None) -> date | None:
    """The Monday of the first week of which at most two working days are still leave (`day`: first day back)."""
    if day is None:
        return None
    monday = clock.week_start(day)
    return monday + timedelta(weeks=1) if day.weekday() >= LONG_ENOUGH else monday
