"""What a batch changes, readable before it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

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
    """A value that is new, or known already and would be another one (`old` is empty for a new one)."""

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
    """received = new + changed + older + unchanged + quarantined. Of each list the first 50 are given."""

    received: int
    new: int
    changed: int
    older: int
    unchanged: int
    quarantined: int
    additions: tuple[ValueChange, ...]
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
            "SELECT r.step, r.person_id, r.unit_id, r.metric_id, r.period_start, c.value, r.value FROM ("
            "  SELECT *, row_number() OVER (PARTITION BY step ORDER BY ord) AS place FROM metrics_row "
            "  WHERE step IN ('new', 'newer')) r "
            "LEFT JOIN metrics_sample c ON c.id = r.current_id WHERE r.place <= %s ORDER BY r.ord",
            [SHOWN],
        )
        rows = [_Row(*row) for row in cursor.fetchall()]
    named = _names(rows)
    waiting = batch.rows.order_by("id")[:SHOWN]
    return Diff(
        received=batch.received,
        new=new,
        changed=changed,
        older=older,
        unchanged=batch.unchanged,
        quarantined=batch.quarantined,
        additions=tuple(_change(row, named) for row in rows if row.step == "new"),
        changes=tuple(_change(row, named) for row in rows if row.step == "newer"),
        problems=tuple(RowProblem(row.row_no, problem_text(row.code, row.params)) for row in waiting),
    )


class _Row(NamedTuple):
    step: str
    person_id: int | None
    unit_id: int | None
    metric_id: int
    period_start: date
    old: Decimal | None
    new: Decimal | None


def _names(rows: list[_Row]) -> dict[tuple[str, int | None], str]:
    """The names of everything the rows speak of, by what it is and its key (3 queries)."""
    people = numbered_people().filter(pk__in=[row.person_id for row in rows if row.person_id])
    units = named_units().filter(pk__in=[row.unit_id for row in rows if row.unit_id])
    metrics = Metric.objects.filter(pk__in=[row.metric_id for row in rows])
    return {
        **{("person", key): name for key, _number, name, _left in people},
        **{("unit", key): name for key, _code, name in units},
        **{("metric", metric.pk): metric.label() for metric in metrics},
    }


def _change(row: _Row, names: dict[tuple[str, int | None], str]) -> ValueChange:
    subject = names.get(("person", row.person_id)) or names.get(("unit", row.unit_id)) or ""
    return ValueChange(subject, names["metric", row.metric_id], row.period_start, row.old, row.new)
