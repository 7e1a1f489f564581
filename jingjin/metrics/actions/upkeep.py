"""What time and reorganisation change without any new number: late sources, and whose people a unit counts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction

from jingjin.core.actor import system
from jingjin.metrics.actions.definitions import record_feed_state
from jingjin.metrics.actions.resolve import SCRATCH
from jingjin.metrics.actions.totals import FORGET_LEFT, refresh_homes
from jingjin.metrics.models import Feed
from jingjin.metrics.words import FeedState

if TYPE_CHECKING:
    from datetime import date, datetime

    from jingjin.core.actor import Actor

UPKEEP = system("metrics")


@transaction.atomic
def mark_late_feeds(*, now: datetime) -> list[Feed]:
    """Sources that have been silent for longer than their rhythm become late; give those that did."""
    silent = [
        feed
        for feed in Feed.objects.filter(state=FeedState.OK, last_success_at__isnull=False)
        if feed.last_success_at is not None and feed.last_success_at + timedelta(days=feed.rhythm_days) < now
    ]
    return [record_feed_state(by=UPKEEP, feed=feed, state=FeedState.LATE, now=now) for feed in silent]


@transaction.atomic
def rebuild_unit_totals(*, by: Actor, since: date) -> None:
    """Work out the units' totals made from people again, for periods from `since` on, after people or units moved."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {', '.join(f'pg_temp.{name}' for name in SCRATCH)}")
        cursor.execute(
            "CREATE TEMP TABLE metrics_touched_period ON COMMIT DROP AS "
            "SELECT DISTINCT metric_id, period_start FROM metrics_personperiod WHERE period_start >= %s",
            [since],
        )
        refresh_homes(cursor)
        cursor.execute(FORGET_LEFT)
