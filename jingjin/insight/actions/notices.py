"""Broken feeds and fallen groups: told to who looks after them, kept while they last, never about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from jingjin.audit.public import record
from jingjin.core.events import emit
from jingjin.insight.access import get_notice
from jingjin.insight.models import Notice
from jingjin.insight.queries.groups import common_head, common_unit, feed_faults, market_falls
from jingjin.insight.words import NoticeKind, NoticeState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.insight.detection.verdict import Verdict
    from jingjin.insight.models import SignalRun
    from jingjin.insight.queries.gather import Gathered
    from jingjin.insight.queries.groups import FeedFault, MarketFall


def keep_notices(
    run: SignalRun, verdicts: Sequence[Verdict], gathered: Gathered, *, by: Actor, today: date
) -> None:
    """Raise what is new, update what lasts, end what is over. Emits `notice.opened`."""
    live = {row.key: row for row in Notice.objects.select_for_update().exclude(state=NoticeState.OVER)}
    found = [_of_feed(fault, gathered) for fault in feed_faults(verdicts)]
    found += [_of_group(fall, gathered) for fall in market_falls(verdicts)]
    for values in found:
        row = live.pop(values["key"], None)
        if row is None:
            row = Notice.objects.create(run=run, opened_on=today, **values)
            facts = {"kind": row.kind, "key": row.key, "people": row.people}
            record(row.uid, "notice.opened", by=by, facts=facts)
            emit("notice.opened", by=by, notice_id=row.pk)
        else:
            _update(row, {**values, "run": run})
    for row in live.values():
        _update(row, {"state": NoticeState.OVER, "over_on": today})
        record(row.uid, "notice.over", by=by, facts={})


def _update(row: Notice, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.store()


def _of_feed(fault: FeedFault, gathered: Gathered) -> dict[str, Any]:
    metric = gathered.metrics[fault.metric]
    return {
        "kind": NoticeKind.FEED_FAULT,
        "key": f"{NoticeKind.FEED_FAULT}:{metric.pk}:{fault.fault}",
        "feed_id": metric.feed_id,
        "metric_id": metric.pk,
        "owner_id": (metric.feed.owner_id if metric.feed else None) or metric.owner_id,
        "people": len(fault.people),
        "facts": {
            "fault": fault.fault,
            "periods": fault.periods,
            "people": list(fault.people),
        },
    }


def _of_group(fall: MarketFall, gathered: Gathered) -> dict[str, Any]:
    return {
        "kind": NoticeKind.MARKET_FALL,
        "key": f"{NoticeKind.MARKET_FALL}:{fall.line}:{fall.region}",
        "unit_id": common_unit(fall.people, gathered.workers),
        "owner_id": common_head(fall.people, gathered.workers),
        "people": len(fall.people),
        "facts": {"line": fall.line, "region": fall.region, "percent": round(fall.percent)},
    }


@transaction.atomic
def see_notice(*, by: Actor, uid: UUID | str, now: datetime, version: int | None = None) -> Notice:
    """Say that a notice has been seen to; its owner, or IT for a feed. It stays listed while it lasts."""
    get_notice(by, uid, "notice.see")
    row = Notice.lock(uid, version=version)
    row.state = NoticeState.SEEN
    row.seen_by_id = by.person_id
    row.seen_at = now
    row.store()
    record(row.uid, "notice.seen", by=by, now=now, facts={})
    return row
