"""Where a number comes from: its periods, every version of each, the batch, file, row, time and person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jingjin.metrics.models import PersonPeriod, Sample, UnitPeriod
from jingjin.metrics.queries.readings import ReadingKey, readings_for
from jingjin.metrics.words import BatchKind, Period
from jingjin.org.public import Person, person_name

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal
    from uuid import UUID

    from jingjin.metrics.models import Batch, Metric
    from jingjin.metrics.queries.readings import Reading
    from jingjin.org.public import Unit

PERIODS_SHOWN = 60


@dataclass(frozen=True)
class Version:
    """What a source once said about one period.

    `source` is the feed, the file or the person who typed it; `row_no` the row of that file; `said_at` when it
    was fetched; `by` who brought it in (empty for the system); `reason` what a person wrote beside a typed value.
    """

    value: Decimal | None
    target: Decimal | None
    version: int
    is_current: bool
    is_evidence: bool
    external_key: str
    day: date
    source: str
    is_typed: bool
    row_no: int | None
    said_at: datetime
    by: str
    reason: str
    raw_hash: str
    batch_uid: UUID


@dataclass(frozen=True)
class LineagePeriod:
    """One kept period, its value, and all versions of what it was made from, the latest word first.

    `from_people` is set for a unit's value that was added up from its people; it has no versions of its own.
    """

    start: date
    last_day: date
    value: Decimal | None
    target: Decimal | None
    complete: bool
    from_people: bool
    n: int
    versions: tuple[Version, ...]

    @property
    def corrected_from(self) -> Version | None:
        """The version before, when the current one corrected it."""
        current = [version for version in self.versions if version.is_current]
        older = [version for version in self.versions if not version.is_current]
        return older[0] if len(current) == 1 and older else None


@dataclass(frozen=True)
class Lineage:
    """The answer to "where does this come from?" for one number; the latest period first."""

    metric: Metric
    subject: Person | Unit
    start: date
    end: date
    reading: Reading
    periods: tuple[LineagePeriod, ...]
    more: bool


def lineage(metric: Metric, subject: Person | Unit, start: date, end: date, *, as_of: date) -> Lineage:
    """Where the number of `subject` over [start, end) comes from, at most 60 periods (3 queries).

    Who may ask is decided by the caller (`actions.looking.open_lineage`).
    """
    is_person = isinstance(subject, Person)
    key = ReadingKey(
        metric.pk, subject.pk if is_person else None, None if is_person else subject.pk, start, end
    )
    totals = _totals(metric, subject, start, end)
    shown = totals[:PERIODS_SHOWN]
    versions = _versions(metric, subject, shown)
    return Lineage(
        metric=metric,
        subject=subject,
        start=start,
        end=end,
        reading=readings_for([key], as_of)[key],
        periods=tuple(_period(metric, total, versions) for total in shown),
        more=len(totals) > PERIODS_SHOWN,
    )


def _totals(
    metric: Metric, subject: Person | Unit, start: date, end: date
) -> list[PersonPeriod] | list[UnitPeriod]:
    span = {"metric": metric, "period_start__gte": start, "period_start__lt": end}
    if isinstance(subject, Person):
        people = PersonPeriod.objects.filter(person=subject, **span)
        return list(people.order_by("-period_start")[: PERIODS_SHOWN + 1])
    units = UnitPeriod.objects.filter(unit=subject, **span)
    return list(units.order_by("-period_start")[: PERIODS_SHOWN + 1])


def _versions(
    metric: Metric, subject: Person | Unit, totals: list[PersonPeriod] | list[UnitPeriod]
) -> dict[date, list[Version]]:
    """All versions by the first day of the kept period they belong to, the latest word first."""
    if not totals:
        return {}
    kept = metric.kept_period
    rows = Sample.objects.filter(
        metric=metric,
        period_start__gte=totals[-1].period_start,
        period_start__lt=kept.next_first_day(totals[0].period_start),
        **({"person": subject} if isinstance(subject, Person) else {"unit": subject}),
    ).select_related("batch__feed", "batch__file", "batch__by_person")
    found: dict[date, list[Version]] = {}
    for row in rows.order_by("-is_current", "-seen_at", "-version", "period_start", "external_key"):
        found.setdefault(kept.first_day(row.period_start), []).append(_version(row))
    return found


def _version(row: Sample) -> Version:
    return Version(
        value=row.value,
        target=row.target,
        version=row.version,
        is_current=row.is_current,
        is_evidence=row.is_evidence,
        external_key=row.external_key,
        day=row.period_start,
        source=source_of(row.batch),
        is_typed=row.batch.kind == BatchKind.MANUAL,
        row_no=row.row_no,
        said_at=row.batch.fetched_at,
        by=person_name(row.batch.by_person) if row.batch.by_person else "",
        reason=row.batch.note if row.batch.kind == BatchKind.MANUAL else "",
        raw_hash=bytes(row.raw_hash).hex(),
        batch_uid=row.batch.uid,
    )


def source_of(batch: Batch) -> str:
    """What a reader calls the batch's source; needs `feed`, `file` and `by_person` loaded."""
    if batch.kind == BatchKind.MANUAL:
        name = person_name(batch.by_person) if batch.by_person else ""
        return _("typed by %(name)s") % {"name": name} if name else _("typed in")
    feed, named = batch.feed, batch.source or batch.url
    if feed is not None and named in (feed.name, feed.name_en, feed.key):
        named = ""
    parts = (feed.label() if feed else "", named)
    return " · ".join(part for part in parts if part) or _("without a name")


def _period(
    metric: Metric, total: PersonPeriod | UnitPeriod, versions: dict[date, list[Version]]
) -> LineagePeriod:
    return LineagePeriod(
        start=total.period_start,
        last_day=Period(metric.kept_period).last_day(total.period_start),
        value=total.value,
        target=total.target,
        complete=total.complete,
        from_people=isinstance(total, UnitPeriod) and total.from_people,
        n=total.n,
        versions=tuple(versions.get(total.period_start, ())),
    )
