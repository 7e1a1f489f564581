"""Numbers that prove something: fixed as they stand, and never removed from then on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from jingjin.metrics.models import Sample

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime
    from decimal import Decimal
    from uuid import UUID


@dataclass(frozen=True)
class EvidenceNumber:
    """One version as it stood when it was used: what an evidence file states and hashes."""

    metric_key: str
    period_start: date
    external_key: str
    value: Decimal | None
    target: Decimal | None
    version: int
    batch_uid: UUID
    row_no: int | None
    fetched_at: datetime
    raw_hash: str


@transaction.atomic
def use_as_evidence(
    *, metric_ids: Collection[int], person_id: int, start: date, end: date
) -> tuple[EvidenceNumber, ...]:
    """Mark the current versions of a person's numbers in [start, end) as evidence and give them, by indicator
    and period. For actions that write evidence, within their transaction; who may is theirs to decide.
    """
    rows = Sample.objects.filter(
        person_id=person_id,
        metric_id__in=metric_ids,
        period_start__gte=start,
        period_start__lt=end,
        is_current=True,
    )
    rows.filter(is_evidence=False).update(is_evidence=True)
    found = rows.select_related("metric", "batch").order_by("metric__key", "period_start", "external_key")
    return tuple(
        EvidenceNumber(
            metric_key=row.metric.key,
            period_start=row.period_start,
            external_key=row.external_key,
            value=row.value,
            target=row.target,
            version=row.version,
            batch_uid=row.batch.uid,
            row_no=row.row_no,
            fetched_at=row.batch.fetched_at,
            raw_hash=bytes(row.raw_hash).hex(),
        )
        for row in found
    )
