"""Taking in a batch of numbers.

Idempotent: the same batch again changes nothing. Order does not matter: the latest word by the time it was
fetched wins, whenever it arrives. Rows with a problem wait in the quarantine.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Greatest, Least

from jingjin.audit.public import record
from jingjin.core import company
from jingjin.core.events import emit
from jingjin.metrics.access import demand_importing
from jingjin.metrics.actions.resolve import resolve
from jingjin.metrics.actions.rows import stage
from jingjin.metrics.actions.store import Counts, quarantine, write_samples
from jingjin.metrics.actions.totals import CHANGED, refresh_totals
from jingjin.metrics.models import Batch, Feed, Metric
from jingjin.metrics.words import BatchKind, FeedState, Period
from jingjin.org.public import workdays

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from jingjin.core.actor import Actor
    from jingjin.core.models import StoredFile
    from jingjin.metrics.actions.rows import SampleRow

LONGEST_BREAK = 16


@transaction.atomic
def ingest(
    *,
    by: Actor,
    rows: Iterable[SampleRow],
    now: datetime,
    feed: Feed | None = None,
    source: str = "",
    file: StoredFile | None = None,
    url: str = "",
    fetched_at: datetime | None = None,
    covers: tuple[date | None, date | None] = (None, None),
) -> Batch:
    """Store what a source says and give the batch with its counts; HR admin, IT admin or system.

    `fetched_at` is when the source said it (default `now`). `covers` are the first and last day that the
    data speak of, when the caller knows; else a period counts as whole once its last day lies before the
    day of fetching. Emits `metrics.changed` once per indicator with changed values.
    """
    demand_importing(by)
    batch = Batch.objects.create(
        kind=BatchKind.FEED if feed is not None and file is None else BatchKind.FILE,
        feed=feed,
        source=source or (file.name if file else ""),
        file=file,
        url=url,
        fetched_at=fetched_at or now,
        covers_from=covers[0],
        covers_until=covers[1],
        by_person_id=by.person_id,
        by_name=by.name,
    )
    stage(enumerate(rows, start=1))
    count(batch, take_in(batch, by=by))
    quarantine(batch, now=now)
    if feed is not None:
        _succeeded(feed, batch)
    record(batch.uid, "batch.ingested", by=by, now=now, facts=batch_facts(batch))
    return batch


def take_in(batch: Batch, *, by: Actor) -> Counts:
    """Resolve and write the staged rows of a batch, refresh the totals, tell who listens."""
    resolve(batch, fetched_on=company.current().today(batch.fetched_at))
    counts = write_samples(batch)
    _mark_keyed()
    covered = _cover(batch)
    changed = _changed()
    if covered or changed:
        refresh_totals(batch, covered=covered)
        for metric_id in sorted({*covered, *changed}):
            emit("metrics.changed", by=by, metric_id=metric_id, batch_id=batch.pk)
    return counts


def count(batch: Batch, counts: Counts) -> None:
    """Set the batch's counts; the database refuses any that do not add up."""
    batch.received, batch.stored, batch.unchanged, batch.quarantined = counts
    batch.save(update_fields=["received", "stored", "unchanged", "quarantined"])


def batch_facts(batch: Batch) -> dict[str, object]:
    """What the chain keeps of a batch: counts and the hash of its file, nothing personal."""
    return {
        "kind": batch.kind,
        "file": batch.file.sha256 if batch.file else None,
        "fetched_at": batch.fetched_at.isoformat(),
        "received": batch.received,
        "stored": batch.stored,
        "unchanged": batch.unchanged,
        "quarantined": batch.quarantined,
    }


def _changed() -> list[int]:
    """The indicators whose current values, or the days these cover, changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT r.metric_id FROM metrics_row r WHERE {CHANGED}"  # noqa: S608 - a constant
        )
        return [metric_id for (metric_id,) in cursor.fetchall()]


def _mark_keyed() -> None:
    """Remember which indicators have several records in one period."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE metrics_metric SET keyed = true WHERE NOT keyed AND id IN ("
            "SELECT DISTINCT metric_id FROM metrics_row WHERE problem IS NULL AND external_key <> '')"
        )


def _cover(batch: Batch) -> list[int]:
    """Widen the days that each indicator's data speak of; give the day indicators for which they grew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT metric_id, rhythm, min(covers_from), max(covers_until) FROM metrics_row "
            "WHERE problem IS NULL AND value IS NOT NULL GROUP BY metric_id, rhythm"
        )
        spans = cursor.fetchall()
    covered = []
    for metric_id, rhythm, first, last in spans:
        since, until = _days_spoken_of(batch, first, last) if rhythm == Period.DAY else (first, last)
        grown = Metric.objects.filter(
            Q(covered_from=None) | Q(covered_from__gt=since) | Q(covered_until__lt=until), pk=metric_id
        ).update(covered_from=Least("covered_from", since), covered_until=Greatest("covered_until", until))
        if grown and rhythm == Period.DAY:
            covered.append(metric_id)
    return covered


def _days_spoken_of(batch: Batch, first: date, last: date) -> tuple[date, date]:
    """Days on which nobody works need no rows: they belong to the working day beside them."""
    margin = timedelta(days=LONGEST_BREAK)
    working = workdays(first - margin, last + margin)
    before = max((day for day in working if day < first), default=first)
    after = min((day for day in working if day > last), default=last)
    since = batch.covers_from or before + timedelta(days=1)
    fetched_on = company.current().today(batch.fetched_at)
    until = batch.covers_until or min(after, fetched_on) - timedelta(days=1)
    return since, max(until, first)


def _succeeded(feed: Feed, batch: Batch) -> None:
    row = Feed.lock(feed.uid)
    if row.last_success_at is None or row.last_success_at < batch.fetched_at:
        row.last_success_at = batch.fetched_at
        if row.state != FeedState.OK:
            row.state, row.since, row.note = FeedState.OK, batch.fetched_at, ""
        row.store()
