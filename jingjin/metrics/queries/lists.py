"""The lists: indicators with their freshness, sources with their health, batches with their sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingjin.core.waiting import Fact
from jingjin.metrics.models import Batch, PersonPeriod, QuarantinedRow
from jingjin.metrics.queries.lineage import source_of
from jingjin.metrics.queries.shown import clock_text, feed_origin, moment
from jingjin.metrics.words import FeedState, RowState, by_language
from jingjin.org.public import person_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from jingjin.core.ui_values import Origin
    from jingjin.metrics.models import Feed, Metric

SHOWN = 200
DELIVERIES = 30
BAR_STEP = 6


@dataclass(frozen=True)
class MetricRow:
    """A line of the list of indicators."""

    metric: Metric
    name: str
    unit: str
    url: str
    origin: Origin
    owner: str


@dataclass(frozen=True)
class Bar:
    """One delivery as a small bar: lower and ochre when rows were left to repair."""

    x: int
    height: int
    y: int
    clean: bool


@dataclass(frozen=True)
class FeedRow:
    """A line of the health page. `sum` is the last delivery's 接收 = 写入 + 未变 + 待处理."""

    feed: Feed
    name: str
    initial: str
    metrics: str
    origin: Origin
    last_success: str
    bars: tuple[Bar, ...]
    bars_label: str
    last: BatchRow | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class BatchRow:
    """A line of the list of batches."""

    batch: Batch
    source: str
    when: str
    by: str
    url: str
    received: str
    stored: str
    unchanged: str
    quarantined: str


def metric_rows(rows: QuerySet[Metric], text: str, *, zone: str, now: datetime) -> list[MetricRow]:
    """The first 200 indicators whose names or key hold `text`, active ones first (1 query)."""
    for word in text.split():
        rows = rows.filter(Q(name__icontains=word) | Q(name_en__icontains=word) | Q(key__icontains=word))
    return [
        MetricRow(
            metric=metric,
            name=metric.label(),
            unit=metric.unit_label() or metric.currency,
            url=reverse("metrics:metric", args=[metric.uid]),
            origin=feed_origin(metric.feed, zone, now),
            owner=person_name(metric.owner) if metric.owner else "",
        )
        for metric in rows.order_by("-active", "name")[:SHOWN]
    ]


def feed_rows(feeds: QuerySet[Feed], *, zone: str, now: datetime) -> list[FeedRow]:
    """Every source with its last 30 deliveries, the worst first (4 queries)."""
    found = list(feeds.prefetch_related("metrics"))
    deliveries = _deliveries([feed.pk for feed in found])
    affected = _affected([feed for feed in found if feed.state == FeedState.DOWN])
    rows = [
        _feed_row(feed, deliveries.get(feed.pk, []), affected.get(feed.pk, 0), zone=zone, now=now)
        for feed in found
    ]
    order = [FeedState.DOWN, FeedState.LATE, FeedState.OK]
    return sorted(rows, key=lambda row: (order.index(FeedState(row.feed.state)), row.name))


def _deliveries(feed_ids: Sequence[int]) -> dict[int, list[Batch]]:
    """The last deliveries of each source, newest first."""
    place = Window(RowNumber(), partition_by=F("feed_id"), order_by=F("fetched_at").desc())
    rows = Batch.objects.filter(feed_id__in=feed_ids).annotate(place=place).filter(place__lte=DELIVERIES)
    found: dict[int, list[Batch]] = {}
    for batch in rows.select_related("feed", "file", "by_person").order_by("-fetched_at", "-id"):
        found.setdefault(batch.feed_id or 0, []).append(batch)
    return found


def _affected(feeds: Sequence[Feed]) -> dict[int, int]:
    """How many people have numbers from each of these sources."""
    rows = PersonPeriod.objects.filter(metric__feed__in=feeds).values("metric__feed_id")
    return dict(rows.annotate(people=Count("person", distinct=True)).values_list("metric__feed_id", "people"))


def _feed_row(feed: Feed, batches: list[Batch], people: int, *, zone: str, now: datetime) -> FeedRow:
    metrics = by_language("、", ", ").join(metric.label() for metric in feed.metrics.all())
    success = clock_text(feed.last_success_at, zone) if feed.last_success_at else "—"
    bars = tuple(_bar(place, batch) for place, batch in enumerate(reversed(batches)))
    unclean = sum(not bar.clean for bar in bars)
    label = ngettext(
        "%(n)s delivery, %(bad)s with rows to repair",
        "%(n)s deliveries, %(bad)s with rows to repair",
        len(bars),
    ) % {"n": len(bars), "bad": unclean}
    return FeedRow(
        feed=feed,
        name=feed.label(),
        initial=feed.label()[:1],
        metrics=metrics,
        origin=feed_origin(feed, zone, now, named=False),
        last_success=success,
        bars=bars,
        bars_label=label,
        last=batch_row(batches[0], zone=zone, now=now) if batches else None,
        facts=(
            Fact(_("Indicators concerned"), metrics or "—"),
            Fact(_("People concerned"), str(people)),
            Fact(_("Last success"), success),
        ),
    )


def _bar(place: int, batch: Batch) -> Bar:
    clean = batch.quarantined == 0
    height = 16 if clean else 9
    return Bar(x=place * BAR_STEP, height=height, y=16 - height, clean=clean)


def batch_rows(batches: QuerySet[Batch], *, zone: str, now: datetime) -> list[BatchRow]:
    """The newest 200 batches (1 query)."""
    return [batch_row(batch, zone=zone, now=now) for batch in batches[:SHOWN]]


def batch_row(batch: Batch, *, zone: str, now: datetime) -> BatchRow:
    """One batch; needs `feed`, `file` and `by_person` loaded."""
    return BatchRow(
        batch=batch,
        source=source_of(batch),
        when=moment(batch.fetched_at, zone, now),
        by=person_name(batch.by_person) if batch.by_person else "",
        url=reverse("metrics:batch", args=[batch.uid]),
        received=f"{batch.received:,}",
        stored=f"{batch.stored:,}",
        unchanged=f"{batch.unchanged:,}",
        quarantined=f"{batch.quarantined:,}",
    )


def open_rows(batch: Batch | None = None, *, limit: int = 100) -> list[QuarantinedRow]:
    """Rows that wait for somebody, of one batch or the newest of all (1 query)."""
    rows = QuarantinedRow.objects.filter(state=RowState.OPEN).select_related(
        "batch__feed", "batch__file", "batch__by_person"
    )
    if batch is not None:
        return list(rows.filter(batch=batch).order_by("id")[:limit])
    return list(rows.order_by("-batch__fetched_at", "id")[:limit])
