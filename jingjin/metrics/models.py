"""Indicators, where their numbers come from, the numbers themselves, and the totals that pages read.

`Sample` is the truth: what a source said about one subject and period. A correction is a new row; the
stored value of a row never changes (trigger in 0002). `PersonPeriod` and `UnitPeriod` are made from the
current samples by `actions.ingest` and nothing else. The keys of the big tables begin with the subject and
hold the period's first day, and no other table points at them, so that they can be partitioned by date.
Their foreign keys are not checked row by row in the database (measured: most of the cost of a batch): the
ingest joins each key before it writes, and nothing that they point at is ever deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from jingjin.core.models import Record
from jingjin.metrics.words import (
    Aggregation,
    BatchKind,
    DataClass,
    Direction,
    FeedState,
    Kind,
    Period,
    Problem,
    RowState,
    by_language,
)

if TYPE_CHECKING:
    from decimal import Decimal


def _number(*, null: bool = True) -> models.DecimalField[Decimal | None, Decimal | None]:
    return models.DecimalField(max_digits=20, decimal_places=6, null=null)


class Feed(Record):
    """A source system that sends numbers: how often, when it last did, and how it is doing."""

    key = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    system = models.CharField(max_length=60, blank=True)
    system_en = models.CharField(max_length=60, blank=True)
    rhythm_days = models.PositiveSmallIntegerField(default=7)
    last_success_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=5, choices=FeedState.choices, default=FeedState.OK)
    since = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    owner = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rhythm_days__gte=1), name="metrics_feed_rhythm"),
        ]

    def label(self) -> str:
        """Its name in the reader's language."""
        return by_language(self.name, self.name_en)

    def system_label(self) -> str:
        """What kind of system it is, in the reader's language."""
        return by_language(self.system, self.system_en)


class Metric(Record):
    """An indicator 指标: unit, direction, kind, how periods add up, its formula and its source.

    `covered_from` and `covered_until` are the days that all batches together speak of; `keyed` says that
    several records (`external_key`) make one period.
    """

    key = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=24, blank=True)
    unit_en = models.CharField(max_length=24, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    direction = models.CharField(max_length=6, choices=Direction.choices, default=Direction.HIGHER)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    aggregation = models.CharField(max_length=5, choices=Aggregation.choices)
    period = models.CharField(max_length=7, choices=Period.choices, default=Period.WEEK)
    data_class = models.CharField(max_length=9, choices=DataClass.choices, default=DataClass.ORDINARY)
    lowest = _number()
    highest = _number()
    formula = models.TextField(blank=True)
    formula_en = models.TextField(blank=True)
    owner = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, null=True, related_name="metrics")
    active = models.BooleanField(default=True)
    keyed = models.BooleanField(default=False)
    covered_from = models.DateField(null=True)
    covered_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(currency="") | Q(currency__regex=r"^[A-Z]{3}$"), name="metrics_metric_currency"
            ),
            models.CheckConstraint(
                condition=Q(lowest=None) | Q(highest=None) | Q(lowest__lt=F("highest")),
                name="metrics_metric_range",
            ),
        ]

    @property
    def kept_period(self) -> Period:
        """The period in which its totals are kept: a day indicator's weeks, else its own."""
        return Period(self.period).kept

    def label(self) -> str:
        """Its name in the reader's language."""
        return by_language(self.name, self.name_en)

    def unit_label(self) -> str:
        """Its unit in the reader's language."""
        return by_language(self.unit, self.unit_en)

    def formula_text(self) -> str:
        """How it is worked out, in the reader's language."""
        return by_language(self.formula, self.formula_en)


class Batch(Record):
    """One delivery of numbers: where from, when fetched, by whom, and what became of its rows.

    `reading` counts what reading its file left out before there were rows: filtered records, empty cells, totals.
    """

    kind = models.CharField(max_length=6, choices=BatchKind.choices)
    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, null=True, related_name="batches")
    source = models.CharField(max_length=255, blank=True)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    url = models.CharField(max_length=500, blank=True)
    fetched_at = models.DateTimeField(db_index=True)
    covers_from = models.DateField(null=True)
    covers_until = models.DateField(null=True)
    by_person = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    reading = models.JSONField(default=dict)
    received = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received=F("stored") + F("unchanged") + F("quarantined")),
                name="metrics_batch_adds_up",
            ),
        ]


class SavedMapping(Record):
    """How files with this head are read: the columns, the indicators and the answers a person once gave."""

    fingerprint = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    content = models.JSONField()
    by_person = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField()


class Sample(models.Model):
    """What a source said about one subject and period: a value, the target at that time, and where it stood.

    `seen_at` is the fetch time of the latest batch that said so; the latest word is `is_current`.
    """

    id = models.BigAutoField(primary_key=True)
    metric = models.ForeignKey(
        Metric, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    person = models.ForeignKey(
        "org.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    unit = models.ForeignKey(
        "org.Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    period_start = models.DateField()
    external_key = models.CharField(max_length=120, blank=True)
    value = _number()
    target = _number()
    weight = _number()
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    row_no = models.PositiveIntegerField(null=True)
    raw_hash = models.BinaryField(max_length=32)
    version = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    is_evidence = models.BooleanField(default=False)
    seen_at = models.DateTimeField()
    covers_from = models.DateField()
    covers_until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None),
                name="metrics_sample_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(target__isnull=False),
                name="metrics_sample_says_something",
            ),
            models.UniqueConstraint(
                fields=["person", "metric", "period_start", "external_key"],
                condition=Q(is_current=True, person__isnull=False),
                name="metrics_sample_person_current",
            ),
            models.UniqueConstraint(
                fields=["unit", "metric", "period_start", "external_key"],
                condition=Q(is_current=True, unit__isnull=False),
                name="metrics_sample_unit_current",
            ),
        ]
        indexes = [
            # Corrections are few: the older versions have a small index of their own.
            models.Index(
                fields=["metric", "period_start", "person"],
                condition=Q(is_current=False),
                name="metrics_sample_older",
            ),
        ]


class QuarantinedRow(Record):
    """A row that could not be stored: as it came, as a person corrected it, and why."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="rows")
    row_no = models.PositiveIntegerField(null=True)
    fields = models.JSONField(default=dict)
    raw = models.JSONField(default=dict)
    code = models.CharField(max_length=20, choices=Problem.choices)
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=RowState.choices, default=RowState.OPEN)
    fixed_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    fixed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RowState.OPEN, fixed_at=None)
                | (~Q(state=RowState.OPEN) & Q(fixed_at__isnull=False)),
                name="metrics_row_fixed_at",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "id"], condition=Q(state=RowState.OPEN), name="metrics_row_open"),
        ]


class PeriodTotal(models.Model):
    """One subject's value of one indicator in one kept period, made from `n` current values.

    `value` empty: targets only, not reported. `weight` is the base of a ratio. `through` is the last day the
    value speaks of; `complete` says that the data cover the whole period. `version` is the highest version
    among its samples.
    """

    id = models.BigAutoField(primary_key=True)
    metric = models.ForeignKey(
        Metric, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    period_start = models.DateField()
    value = _number()
    target = _number()
    weight = _number()
    n = models.PositiveIntegerField()
    complete = models.BooleanField()
    through = models.DateField()
    as_of = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        abstract = True


class PersonPeriod(PeriodTotal):
    """A person's kept period."""

    person = models.ForeignKey(
        "org.Person", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "metric", "period_start"], name="metrics_person_period_once"
            )
        ]
        indexes = [
            models.Index(fields=["metric", "period_start"], name="metrics_person_period_by"),
            models.Index(
                fields=["metric", "period_start"],
                condition=Q(complete=False),
                name="metrics_person_period_open",
            ),
        ]


class UnitPeriod(PeriodTotal):
    """A unit's kept period: said by the source for the unit itself, or made from its people (`from_people`)."""

    unit = models.ForeignKey(
        "org.Unit", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    from_people = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "metric", "period_start"], name="metrics_unit_period_once"
            )
        ]
        indexes = [models.Index(fields=["metric", "period_start"], name="metrics_unit_period_by")]
