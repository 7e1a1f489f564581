"""The lineage of a number in words: what the panel and its page show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from jingjin.core.ui_values import Origin
from jingjin.core.ui_words import Source
from jingjin.metrics.queries.shown import figure, number, period_label, reading_origin
from jingjin.org.public import Person, face, unit_name

if TYPE_CHECKING:
    from datetime import datetime

    from jingjin.metrics.models import Metric
    from jingjin.metrics.queries.lineage import Lineage, LineagePeriod, Version

VERSIONS_SHOWN = 12


@dataclass(frozen=True)
class ShownVersion:
    """One version in words."""

    value: str
    source: str
    place: str
    said_at: str
    by: str
    reason: str
    is_current: bool
    is_evidence: bool
    is_typed: bool
    number: int
    record: str
    raw_hash: str


@dataclass(frozen=True)
class ShownPeriod:
    """One period in words."""

    label: str
    value: str
    target: str
    complete: bool
    from_people: int
    origin: Origin | None
    versions: tuple[ShownVersion, ...]


@dataclass(frozen=True)
class Panel:
    """Where a number comes from, ready to be shown."""

    metric: Metric
    name: str
    subject_uid: str
    subject_name: str
    value: str
    formula: str
    origin: Origin
    aggregation: str
    periods: tuple[ShownPeriod, ...]
    more: bool
    incomplete: bool


def panel_of(found: Lineage, *, zone: str, now: datetime) -> Panel:
    """The lineage in the reader's language and the company's time (no queries)."""
    subject = found.subject
    name = face(subject, subtitle=" ").name if isinstance(subject, Person) else unit_name(subject)
    return Panel(
        metric=found.metric,
        name=found.metric.label(),
        subject_uid=str(subject.uid),
        subject_name=name,
        value=figure(found.reading.value, found.metric),
        formula=found.metric.formula_text(),
        origin=reading_origin(found.reading, zone, now),
        aggregation=str(found.metric.get_aggregation_display()),
        periods=tuple(_period(period, found.metric, zone) for period in found.periods),
        more=found.more,
        incomplete=any(not period.complete for period in found.periods),
    )


def _period(period: LineagePeriod, metric: Metric, zone: str) -> ShownPeriod:
    corrected = period.corrected_from
    origin = (
        Origin(
            kind=Source.CORRECTED,
            text=_("corrected:"),
            old=figure(corrected.value, metric),
            new=figure(period.value, metric),
        )
        if corrected
        else None
    )
    return ShownPeriod(
        label=period_label(period.start, metric.kept_period),
        value=figure(period.value, metric),
        target=number(period.target) if period.target is not None else "",
        complete=period.complete,
        from_people=period.n if period.from_people else 0,
        origin=origin,
        versions=tuple(_version(version, metric, zone) for version in period.versions[:VERSIONS_SHOWN]),
    )


def _version(version: Version, metric: Metric, zone: str) -> ShownVersion:
    return ShownVersion(
        value=figure(version.value, metric),
        source=version.source,
        place=_("row %(row)s") % {"row": version.row_no} if version.row_no is not None else "",
        said_at=f"{version.said_at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}",
        by=version.by,
        reason=version.reason,
        is_current=version.is_current,
        is_evidence=version.is_evidence,
        is_typed=version.is_typed,
        number=version.version,
        record=version.external_key,
        raw_hash=version.raw_hash[:12],
    )
