"""The API of metrics: indicators, sources, batches, rows to repair, numbers and where they come from."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Status

from jingjin.core import clock, company
from jingjin.core.api import PAGE_SIZE, Page, actor_of, expected_version, operation, paged
from jingjin.core.errors import Invalid
from jingjin.metrics.access import (
    batches_for,
    demand_overseeing,
    demand_overseeing_batches,
    feeds_for,
    find_owner,
    get_batch,
    get_feed,
    get_metric,
    get_row,
    metrics_for,
)
from jingjin.metrics.actions.corrections import Fix, drop_rows, manual_value, replay, replay_open
from jingjin.metrics.actions.definitions import (
    FeedData,
    MetricData,
    create_feed,
    create_metric,
    edit_feed,
    edit_metric,
    record_feed_state,
)
from jingjin.metrics.actions.ingest import ingest
from jingjin.metrics.actions.looking import find_subject, open_lineage
from jingjin.metrics.actions.rows import SampleRow
from jingjin.metrics.queries.lists import open_rows
from jingjin.metrics.schemas import (
    BatchIn,
    BatchOut,
    FeedIn,
    FeedOut,
    FixIn,
    LineageOut,
    MetricIn,
    MetricOut,
    StateIn,
    ValueIn,
    WaitingOut,
)
from jingjin.metrics.words import FeedState

router = Router(tags=["metrics"])
ROWS_SHOWN = 200


@router.get("/metrics", response=Page, **operation("metrics_list", "metric.read"))
def metrics_list(request: HttpRequest, cursor: str | None = None, limit: int = PAGE_SIZE) -> dict[str, Any]:
    """The indicators of the company."""
    return paged(metrics_for(actor_of(request)), cursor=cursor, limit=limit, item=MetricOut.of)


@router.post("/metrics", response={201: MetricOut}, **operation("metrics_create", "metric.create"))
def metrics_create(request: HttpRequest, body: MetricIn) -> Status[MetricOut]:
    """Define an indicator."""
    by = actor_of(request)
    return Status(201, MetricOut.of(create_metric(by=by, data=_metric_data(request, body))))


@router.get("/metrics/{uid}", response=MetricOut, **operation("metrics_read", "metric.read"))
def metrics_read(request: HttpRequest, uid: UUID) -> MetricOut:
    """One indicator."""
    return MetricOut.of(get_metric(actor_of(request), uid))


@router.put("/metrics/{uid}", response=MetricOut, **operation("metrics_edit", "metric.edit"))
def metrics_edit(request: HttpRequest, uid: UUID, body: MetricIn) -> MetricOut:
    """Change an indicator; `If-Match` carries the version that was read."""
    by = actor_of(request)
    get_metric(by, uid, "metric.edit")
    version = expected_version(request)
    return MetricOut.of(edit_metric(by=by, uid=uid, data=_metric_data(request, body), version=version))


@router.get("/feeds", response=list[FeedOut], **operation("feeds_list", "feed.read"))
def feeds_list(request: HttpRequest) -> list[FeedOut]:
    """The sources the caller looks after, and how they are doing."""
    by = actor_of(request)
    demand_overseeing(by)
    return [FeedOut.of(feed) for feed in feeds_for(by).order_by("name")]


@router.post("/feeds", response={201: FeedOut}, **operation("feeds_create", "feed.create"))
def feeds_create(request: HttpRequest, body: FeedIn) -> Status[FeedOut]:
    """Register a source."""
    return Status(201, FeedOut.of(create_feed(by=actor_of(request), data=_feed_data(request, body))))


@router.put("/feeds/{uid}", response=FeedOut, **operation("feeds_edit", "feed.edit"))
def feeds_edit(request: HttpRequest, uid: UUID, body: FeedIn) -> FeedOut:
    """Change a source."""
    by = actor_of(request)
    get_feed(by, uid, "feed.edit")
    version = expected_version(request)
    return FeedOut.of(edit_feed(by=by, uid=uid, data=_feed_data(request, body), version=version))


@router.post("/feeds/{uid}/state", response=FeedOut, **operation("feeds_state", "feed.edit"))
def feeds_state(request: HttpRequest, uid: UUID, body: StateIn) -> FeedOut:
    """Say how a source is doing."""
    by = actor_of(request)
    if body.state not in FeedState.values:
        raise Invalid(fields={"state": "ok, late, down"})
    feed = get_feed(by, uid, "feed.edit")
    return FeedOut.of(record_feed_state(by=by, feed=feed, state=body.state, note=body.note, now=clock.now()))


@router.get("/batches", response=Page, **operation("batches_list", "batch.read"))
def batches_list(request: HttpRequest, cursor: str | None = None, limit: int = PAGE_SIZE) -> dict[str, Any]:
    """Deliveries, by key."""
    by = actor_of(request)
    demand_overseeing_batches(by)
    return paged(batches_for(by), cursor=cursor, limit=limit, item=BatchOut.of)


@router.post("/batches", response={201: BatchOut}, **operation("batches_create", "batch.import"))
def batches_create(request: HttpRequest, body: BatchIn) -> Status[BatchOut]:
    """Deliver values. The same delivery again changes nothing; rows with a problem wait in the quarantine."""
    by = actor_of(request)
    rows = [
        SampleRow(
            metric=row.metric,
            period_start=row.period,
            value=row.value,
            target=row.target,
            weight=row.weight,
            person=row.person,
            unit=row.unit,
            external_key=row.external_key,
            row_no=number,
            raw=row.raw,
        )
        for number, row in enumerate(body.rows, start=1)
    ]
    batch = ingest(
        by=by,
        rows=rows,
        now=clock.now(),
        feed=get_feed(by, body.feed) if body.feed else None,
        source=body.source,
        url=body.url,
        fetched_at=body.fetched_at,
        covers=(body.covers_from, body.covers_until),
    )
    return Status(201, BatchOut.of(batch))


@router.get("/batches/{uid}", response=BatchOut, **operation("batches_read", "batch.read"))
def batches_read(request: HttpRequest, uid: UUID) -> BatchOut:
    """One delivery."""
    return BatchOut.of(get_batch(actor_of(request), uid))


@router.get("/batches/{uid}/rows", response=list[WaitingOut], **operation("batches_rows", "batch.read"))
def batches_rows(request: HttpRequest, uid: UUID) -> list[WaitingOut]:
    """The first 200 rows of a delivery that wait to be repaired."""
    return [WaitingOut.of(row) for row in open_rows(get_batch(actor_of(request), uid), limit=ROWS_SHOWN)]


@router.post("/batches/{uid}/replay", response=BatchOut, **operation("batches_replay", "batch.correct"))
def batches_replay(request: HttpRequest, uid: UUID) -> BatchOut:
    """Try all open rows of a delivery again as they are."""
    by = actor_of(request)
    batch = get_batch(by, uid, "batch.correct")
    return BatchOut.of(replay_open(by=by, batch_uid=batch.uid, now=clock.now()))


@router.post("/rows/{uid}/replay", response=BatchOut, **operation("rows_replay", "batch.correct"))
def rows_replay(request: HttpRequest, uid: UUID, body: FixIn) -> BatchOut:
    """Correct one row and store it; `If-Match` carries the version that was read."""
    by = actor_of(request)
    get_row(by, uid)
    fix = Fix(uid, body.fields, expected_version(request))
    return BatchOut.of(replay(by=by, fixes=[fix], now=clock.now()))


@router.post("/rows/{uid}/drop", response=BatchOut, **operation("rows_drop", "batch.correct"))
def rows_drop(request: HttpRequest, uid: UUID) -> BatchOut:
    """Give one row up; it stays listed with who decided it."""
    by = actor_of(request)
    get_row(by, uid)
    return BatchOut.of(drop_rows(by=by, uids=[uid], now=clock.now()))


@router.get(
    "/metrics/{uid}/from/{subject}", response=LineageOut, **operation("numbers_lineage", "number.read")
)
def numbers_lineage(request: HttpRequest, uid: UUID, subject: UUID, start: date, end: date) -> LineageOut:
    """A person's or unit's number over [start, end): periods, versions, sources. A look at another is noted."""
    found = open_lineage(
        by=actor_of(request),
        metric_uid=uid,
        subject_uid=subject,
        start=start,
        end=end,
        today=company.current().today(),
    )
    return LineageOut.of(found)


@router.post(
    "/metrics/{uid}/from/{subject}", response={201: BatchOut}, **operation("numbers_type", "number.type")
)
def numbers_type(request: HttpRequest, uid: UUID, subject: UUID, body: ValueIn) -> Status[BatchOut]:
    """Type a value by hand, with where it comes from."""
    by = actor_of(request)
    batch = manual_value(
        by=by,
        metric=get_metric(by, uid),
        subject=find_subject(by, subject),
        now=clock.now(),
        **body.dict(),
    )
    return Status(201, BatchOut.of(batch))


def _metric_data(request: HttpRequest, body: MetricIn) -> MetricData:
    by = actor_of(request)
    feed = get_feed(by, body.feed) if body.feed else None
    return MetricData(**{**body.dict(), "owner": find_owner(by, body.owner), "feed": feed})


def _feed_data(request: HttpRequest, body: FeedIn) -> FeedData:
    return FeedData(**{**body.dict(), "owner": find_owner(actor_of(request), body.owner)})
