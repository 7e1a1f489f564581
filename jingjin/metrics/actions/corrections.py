"""What people do to numbers: correct a row that could not be stored, type a value, mark proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core.errors import Conflict, Invalid, NotFound
from jingjin.metrics.access import demand_correcting, demand_typing
from jingjin.metrics.actions.ingest import count, take_in
from jingjin.metrics.actions.rows import SampleRow, stage
from jingjin.metrics.actions.store import Counts, first_problem, keep_open
from jingjin.metrics.models import Batch, Metric, QuarantinedRow
from jingjin.metrics.words import BatchKind, RowState
from jingjin.org.public import Person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from decimal import Decimal
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.org.public import Unit

CORRECTABLE = ("metric", "person", "unit", "period", "value", "target", "weight", "external_key")


@dataclass(frozen=True)
class Fix:
    """A correction of one quarantined row: new texts by field; without any it is tried again as it is."""

    uid: UUID | str
    fields: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None


@transaction.atomic
def replay(*, by: Actor, fixes: Sequence[Fix], now: datetime) -> Batch:
    """Store corrected rows of one batch; those still wrong stay open with their new reason.

    The rows keep the batch's time: a later word of the source is not pushed aside. HR admin or IT admin.
    """
    demand_correcting(by)
    rows = _lock_open(fixes)
    for row, fix in zip(rows, fixes, strict=True):
        _correct(row, fix)
    return _try_again(_lock_batch(rows), rows, by=by, now=now)


@transaction.atomic
def replay_open(*, by: Actor, batch_uid: UUID | str, now: datetime) -> Batch:
    """Try all open rows of a batch again as they are, for instance after the missing people were imported."""
    demand_correcting(by)
    batch = Batch.lock(batch_uid)
    rows = list(QuarantinedRow.objects.select_for_update().filter(batch=batch, state=RowState.OPEN))
    return _try_again(batch, rows, by=by, now=now)


def _try_again(batch: Batch, rows: Sequence[QuarantinedRow], *, by: Actor, now: datetime) -> Batch:
    stage([(row.pk, as_sample_row(row)) for row in rows])
    counts = take_in(batch, by=by)
    still_open = set(keep_open())
    _close([row for row in rows if row.pk not in still_open], RowState.FIXED, by=by, now=now)
    count(
        batch,
        Counts(
            batch.received,
            batch.stored + counts.stored,
            batch.unchanged + counts.unchanged,
            batch.quarantined - counts.stored - counts.unchanged,
        ),
    )
    record(
        batch.uid,
        "batch.replayed",
        by=by,
        now=now,
        facts={"rows": len(rows), "stored": counts.stored, "unchanged": counts.unchanged},
        content=[{"row": row.row_no, "fields": row.fields} for row in rows],
    )
    return batch


@transaction.atomic
def drop_rows(*, by: Actor, uids: Sequence[UUID | str], now: datetime) -> Batch:
    """Give up rows of one batch that cannot be corrected; they stay listed with who decided it."""
    demand_correcting(by)
    rows = _lock_open([Fix(uid) for uid in uids])
    batch = _lock_batch(rows)
    _close(rows, RowState.DROPPED, by=by, now=now)
    record(batch.uid, "batch.rows_dropped", by=by, now=now, facts={"rows": [row.row_no for row in rows]})
    return batch


@transaction.atomic
def manual_value(
    *,
    by: Actor,
    metric: Metric,
    subject: Person | Unit,
    period_start: date,
    value: Decimal | None,
    reason: str,
    now: datetime,
    target: Decimal | None = None,
) -> Batch:
    """Store a value typed by a person, with its own lineage: HR of the person, or the direct manager where
    no source feeds the indicator; never the person concerned. The source's repeated old word does not undo it.
    """
    demand_typing(by, metric, subject)
    if not reason.strip():
        raise Invalid(fields={"reason": _("Say where this value comes from.")})
    batch = Batch.objects.create(
        kind=BatchKind.MANUAL,
        fetched_at=now,
        by_person_id=by.person_id,
        by_name=by.name,
        note=reason.strip(),
    )
    is_person = isinstance(subject, Person)
    row = SampleRow(
        metric=metric.key,
        period_start=period_start,
        value=value,
        target=target,
        person=subject.pk if is_person else None,
        unit=None if is_person else subject.pk,
    )
    stage([(1, row)])
    counts = take_in(batch, by=by)
    if counts.quarantined:
        raise Invalid(fields={"value": first_problem()})
    count(batch, counts)
    record(
        batch.uid,
        "number.typed",
        by=by,
        now=now,
        facts={"metric": str(metric.uid), "subject": str(subject.uid), "period": period_start.isoformat()},
        content={"value": str(value), "reason": reason.strip()},
    )
    return batch


def as_sample_row(row: QuarantinedRow) -> SampleRow:
    """The row as it will be tried again."""
    fields: dict[str, Any] = row.fields
    return SampleRow(
        metric=fields.get("metric", ""),
        period_start=fields.get("period", ""),
        value=fields.get("value"),
        person=fields.get("person") or fields.get("person_id"),
        unit=fields.get("unit") or fields.get("unit_id"),
        target=fields.get("target"),
        weight=fields.get("weight"),
        external_key=fields.get("external_key", ""),
        row_no=row.row_no,
        raw=row.raw or None,
    )


def _lock_open(fixes: Sequence[Fix]) -> list[QuarantinedRow]:
    """The rows in the order of the fixes, locked; Conflict when one was decided or changed in the meantime."""
    found = QuarantinedRow.objects.select_for_update().filter(uid__in=[fix.uid for fix in fixes])
    known = {str(row.uid): row for row in found}
    rows = []
    for fix in fixes:
        row = known.get(str(fix.uid))
        if row is None:
            raise NotFound
        if row.state != RowState.OPEN or (fix.version is not None and row.version != fix.version):
            raise Conflict(row)
        rows.append(row)
    return rows


def _lock_batch(rows: Sequence[QuarantinedRow]) -> Batch:
    batches = {row.batch_id for row in rows}
    if len(batches) != 1:
        raise Invalid(_("Choose rows of one batch."))
    return Batch.objects.select_for_update().get(pk=batches.pop())


def _correct(row: QuarantinedRow, fix: Fix) -> None:
    for name, text in fix.fields.items():
        if name not in CORRECTABLE:
            raise Invalid(fields={name: _("This cannot be corrected.")})
        row.fields[name] = text.strip()
        row.fields.pop(f"{name}_id", None)
    row.fields = {name: value for name, value in row.fields.items() if value != ""}


def _close(rows: Sequence[QuarantinedRow], state: RowState, *, by: Actor, now: datetime) -> None:
    for row in rows:
        row.state, row.fixed_by_id, row.fixed_at = state, by.person_id, now
        row.version += 1
    QuarantinedRow.objects.bulk_update(rows, ["state", "fixed_by", "fixed_at", "fields", "version"])
