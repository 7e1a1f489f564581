"""What the API gives and takes of indicators, sources, batches and numbers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ninja import Schema

from jingjin.metrics.words import DataClass, Direction, problem_text

if TYPE_CHECKING:
    from jingjin.metrics.models import Batch, Feed, Metric, QuarantinedRow
    from jingjin.metrics.queries.lineage import Lineage, LineagePeriod, Version


class MetricIn(Schema):
    """An indicator as it is defined; `owner` is an employee number, `feed` a source's uid."""

    name: str
    kind: str
    aggregation: str
    period: str
    key: str = ""
    name_en: str = ""
    unit: str = ""
    unit_en: str = ""
    currency: str = ""
    direction: str = Direction.HIGHER
    data_class: str = DataClass.ORDINARY
    lowest: Decimal | None = None
    highest: Decimal | None = None
    formula: str = ""
    formula_en: str = ""
    owner: str = ""
    feed: UUID | None = None
    active: bool = True


class MetricOut(Schema):
    """An indicator with the days that its data speak of."""

    uid: UUID
    version: int
    key: str
    name: str
    name_en: str
    kind: str
    aggregation: str
    period: str
    unit: str
    currency: str
    direction: str
    data_class: str
    lowest: Decimal | None
    highest: Decimal | None
    formula: str
    formula_en: str
    feed: UUID | None
    active: bool
    covered_from: date | None
    covered_until: date | None

    @classmethod
    def of(cls, metric: Metric) -> MetricOut:
        """From a row with `feed` loaded."""
        names = [name for name in cls.model_fields if name != "feed"]
        feed = metric.feed.uid if metric.feed else None
        return cls(**{name: getattr(metric, name) for name in names}, feed=feed)


class FeedIn(Schema):
    """A source system; `owner` is an employee number."""

    name: str
    key: str = ""
    name_en: str = ""
    system: str = ""
    system_en: str = ""
    rhythm_days: int = 7
    owner: str = ""


class FeedOut(Schema):
    """A source system and how it is doing."""

    uid: UUID
    version: int
    key: str
    name: str
    name_en: str
    system: str
    system_en: str
    rhythm_days: int
    state: str
    since: datetime | None
    note: str
    last_success_at: datetime | None

    @classmethod
    def of(cls, feed: Feed) -> FeedOut:
        """From a row."""
        return cls(**{name: getattr(feed, name) for name in cls.model_fields})


class StateIn(Schema):
    """How a source is doing: ok, late or down."""

    state: str
    note: str = ""


class RowIn(Schema):
    """One value: of an employee number (or name), or of a unit's code or name."""

    metric: str
    period: str
    value: Decimal | str | None = None
    target: Decimal | str | None = None
    weight: Decimal | str | None = None
    person: str | None = None
    unit: str | None = None
    external_key: str = ""
    raw: dict[str, Any] | None = None


class BatchIn(Schema):
    """Values of one delivery. `fetched_at` is when the source said so, `covers` the days it speaks of."""

    rows: list[RowIn]
    source: str = ""
    url: str = ""
    feed: UUID | None = None
    fetched_at: datetime | None = None
    covers_from: date | None = None
    covers_until: date | None = None


class BatchOut(Schema):
    """A delivery: received = stored + unchanged + quarantined."""

    uid: UUID
    kind: str
    source: str
    url: str
    fetched_at: datetime
    covers_from: date | None
    covers_until: date | None
    received: int
    stored: int
    unchanged: int
    quarantined: int

    @classmethod
    def of(cls, batch: Batch) -> BatchOut:
        """From a row."""
        return cls(**{name: getattr(batch, name) for name in cls.model_fields})


class WaitingOut(Schema):
    """A row that could not be stored, as a person may correct it."""

    uid: UUID
    version: int
    row_no: int | None
    state: str
    code: str
    problem: str
    fields: dict[str, Any]

    @classmethod
    def of(cls, row: QuarantinedRow) -> WaitingOut:
        """From a row."""
        names = [name for name in cls.model_fields if name != "problem"]
        return cls(**{name: getattr(row, name) for name in names}, problem=problem_text(row.code, row.params))


class FixIn(Schema):
    """New texts by field; without any the row is tried again as it is."""

    fields: dict[str, str] = {}


class ValueIn(Schema):
    """A value typed by a person, with where it comes from."""

    period_start: date
    value: Decimal | None = None
    target: Decimal | None = None
    reason: str


class VersionOut(Schema):
    """What a source once said."""

    value: Decimal | None
    target: Decimal | None
    version: int
    is_current: bool
    is_evidence: bool
    external_key: str
    source: str
    row_no: int | None
    said_at: datetime
    by: str
    reason: str
    raw_hash: str

    @classmethod
    def of(cls, version: Version) -> VersionOut:
        """From a version."""
        return cls(**{name: getattr(version, name) for name in cls.model_fields})


class PeriodOut(Schema):
    """One period and all versions of what it was made from; `value` None is not reported."""

    period_start: date
    value: Decimal | None
    target: Decimal | None
    complete: bool
    versions: list[VersionOut]

    @classmethod
    def of(cls, period: LineagePeriod) -> PeriodOut:
        """From a period of a lineage."""
        return cls(
            period_start=period.start,
            value=period.value,
            target=period.target,
            complete=period.complete,
            versions=[VersionOut.of(version) for version in period.versions],
        )


class LineageOut(Schema):
    """Where a number comes from."""

    metric: UUID
    subject: UUID
    value: Decimal | None
    through: date | None
    state: str
    feed: str
    formula: str
    periods: list[PeriodOut]

    @classmethod
    def of(cls, found: Lineage) -> LineageOut:
        """From a lineage."""
        return cls(
            metric=found.metric.uid,
            subject=found.subject.uid,
            value=found.reading.value,
            through=found.reading.through,
            state=found.reading.state,
            feed=found.reading.feed_name,
            formula=found.metric.formula_text(),
            periods=[PeriodOut.of(period) for period in found.periods],
        )
