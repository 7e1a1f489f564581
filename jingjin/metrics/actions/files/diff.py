"""What a batch changes, readable before it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from jingjin.metrics.models import Batch, Metric
from jingjin.metrics.words import problem_text
from jingjin.org.public import named_units, numbered_people

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

SHOWN = 50


@dataclass(frozen=True)
class ValueChange:
    """A value that is known already and would be another one."""

    subject: str
    metric: str
    period_start: date
    old: Decimal | None
    new: Decimal | None


@dataclass(frozen=True)
class RowProblem:
    """A row that would wait in the quarantine, and why."""

    row_no: int | None
    text: str


@dataclass(frozen=True)
class Diff:
    """received = new + changed + older + unchanged + quarantined. Of changes and problems the first 50 are listed."""

    received: int
    new: int
    changed: int
    older: int
    unchanged: int
    quarantined: int
    changes: tuple[ValueChange, ...]
    problems: tuple[RowProblem, ...]


def diff_of(batch: Batch) -> Diff:
    """What the batch that was just taken in changed; within the same transaction (6 queries)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE step = 'new'), count(*) FILTER (WHERE step = 'newer'), "
            "count(*) FILTER (WHERE step = 'older') FROM metrics_row"
        )
        new, changed, older = cursor.fetchone()
        cursor.execute(
            "SELECT r.person_id, r.unit_id, r.metric_id, r.period_start, c.value, r.value FROM metrics_row r "
            "JOIN metrics_sample c ON c.id = r.current_id WHERE r.step = 'newer' ORDER BY r.ord LIMIT %s",
            [SHOWN],
        )
        rows = cursor.fetchall()
    waiting = batch.rows.order_by("id")[:SHOWN]
    return Diff(
        received=batch.received,
        new=new,
        changed=changed,
        older=older,
        unchanged=batch.unchanged,
        quarantined=batch.quarantined,
        changes=_changes(rows),
        problems=tuple(RowProblem(row.row_no, problem_text(row.code, row.params)) for row in waiting),
    )


def _changes(
    rows: list[tuple[int | None, int | None, int, date, Decimal | None, Decimal | None]],
) -> tuple[ValueChange, ...]:
    people = {
        key: name
        for key, _number, name, _left in numbered_people().filter(pk__in=[row[0] for row in rows if row[0]])
    }
    units = {
        key: name for key, _code, name in named_units().filter(pk__in=[row[1] for row in rows if row[1]])
    }
    metrics = {metric.pk: metric.label() for metric in Metric.objects.filter(pk__in=[row[2] for row in rows])}
    return tuple(
        ValueChange(
            subject=people.get(person, "") if person else units.get(unit or 0, ""),
            metric=metrics[metric],
            period_start=day,
            old=old,
            new=new,
        )
        for person, unit, metric, day, old, new in rows
    )
