"""How fresh the source system of an indicator is, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jingjin.core.dates import day_text
from jingjin.core.ui_values import Origin
from jingjin.core.ui_words import Source
from jingjin.metrics import public as metrics

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from jingjin.metrics.public import Metric

SOURCES = {
    metrics.FeedState.OK: Source.FRESH,
    metrics.FeedState.LATE: Source.OLD,
    metrics.FeedState.DOWN: Source.DOWN,
}


def origin_of(metric: Metric, today: date, zone: ZoneInfo) -> Origin | None:
    """The source with its time, or with the day its figures reach when it is late; None when people type."""
    feed = metric.feed
    if feed is None:
        return None
    kind = SOURCES[metrics.FeedState(feed.state)]
    said = {"source": feed.label()}
    if kind is not Source.FRESH and metric.covered_until is not None:
        text = (
            _("%(source)s interrupted, as of %(day)s")
            if kind is Source.DOWN
            else _("%(source)s, as of %(day)s")
        )
        return Origin(kind=kind, text=text % {**said, "day": day_text(metric.covered_until, near=today)})
    if feed.last_success_at is None:
        return Origin(kind=kind, text=said["source"])
    at = feed.last_success_at.astimezone(zone)
    when = f"{at:%H:%M}" if at.date() == today else day_text(at.date(), near=today)
    return Origin(kind=kind, text=f"{said['source']} {when}")
