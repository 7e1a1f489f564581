"""Goals from the company's strategy down to the person, their milestones, check-ins and values over time.

Database truth (migration 0002): `path` holds the ancestors from the top, written by a trigger from `parent`
alone, and a goal can never stand above itself. The progress of an objective is written by
`actions.rollup` and nothing else.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from jingjin.core.models import Record
from jingjin.goals.scoring.measures import RATIO_PLACES, Measure
from jingjin.goals.words import CONFIDENCES, MEASURES, Kind, Level, State, in_language

MEASURE_CHOICES = [(measure.value, label) for measure, label in MEASURES.items()]
CONFIDENCE_CHOICES = [(confidence.value, label) for confidence, label in CONFIDENCES.items()]

# A kept ratio has room before the point: a value may lie far from a narrow target.
RATIO_DIGITS = 40


class Period(Record):
    """A cycle of the company, [start, end). It need not follow the calendar year; cycles may overlap."""

    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    start = models.DateField()
    end = models.DateField()
    confirm_by = models.DateField(null=True, blank=True)
    lock_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="goals_period_forward"),
            models.UniqueConstraint(fields=["name"], name="goals_period_name"),
        ]

    @property
    def shown_name(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name, self.name_en)


class Goal(Record):
    """What the company, a unit or a person wants to reach in a period, how it is measured, and how far it is.

    `weight` is the fraction among its siblings (`access.siblings`). `value` and `value_through` are the
    latest word, typed or (with `metric`) from the indicator; `progress_raw`, `progress` (clamped), `expected`, `incomplete` and `part_count` follow from it.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    level = models.CharField(max_length=8, choices=Level.choices)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="goals")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    responsible = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True)

    measure = models.CharField(max_length=12, choices=MEASURE_CHOICES, blank=True)
    measured_in = models.CharField(max_length=24, blank=True)
    measured_in_en = models.CharField(max_length=24, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    baseline = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    target = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    start = models.DateField()
    end = models.DateField()
    weight = models.DecimalField(max_digits=20, decimal_places=6, default=0)
    metric = models.ForeignKey("metrics.Metric", on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = ArrayField(models.BigIntegerField(), default=list, editable=False)

    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    value_through = models.DateField(null=True)
    confidence = models.CharField(max_length=12, choices=CONFIDENCE_CHOICES, blank=True)
    progress_raw = models.DecimalField(max_digits=RATIO_DIGITS, decimal_places=RATIO_PLACES, null=True)
    progress = models.DecimalField(max_digits=RATIO_DIGITS, decimal_places=RATIO_PLACES, null=True)
    expected = models.DecimalField(max_digits=RATIO_DIGITS, decimal_places=RATIO_PLACES, null=True)
    incomplete = models.BooleanField(default=False)
    part_count = models.PositiveSmallIntegerField(default=0)

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    proposed_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    employee_confirmed_at = models.DateTimeField(null=True)
    manager_confirmed_by = models.ForeignKey(
        "org.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    manager_confirmed_at = models.DateTimeField(null=True)
    snapshot = models.JSONField(null=True)
    declined_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    statement = models.TextField(blank=True)
    ended_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="goals_goal_one_owner",
                condition=Q(level=Level.COMPANY, unit=None, person=None)
                | Q(level=Level.UNIT, unit__isnull=False, person=None)
                | Q(level=Level.PERSON, unit=None, person__isnull=False),
            ),
            models.CheckConstraint(
                name="goals_goal_measure",
                condition=Q(kind=Kind.OBJECTIVE, measure="", value=None)
                | (~Q(kind=Kind.OBJECTIVE) & ~Q(measure="")),
            ),
            models.CheckConstraint(
                name="goals_goal_target",
                condition=Q(measure__in=["", Measure.MILESTONE.value]) | Q(target__isnull=False),
            ),
            models.CheckConstraint(name="goals_goal_weight", condition=Q(weight__gte=0) & Q(weight__lte=1)),
            models.CheckConstraint(name="goals_goal_forward", condition=Q(start__lt=F("end"))),
            models.CheckConstraint(
                name="goals_goal_value_dated", condition=Q(value=None) | Q(value_through__isnull=False)
            ),
            models.CheckConstraint(
                name="goals_goal_progress",
                condition=Q(progress=None, progress_raw=None)
                | Q(progress__gte=0, progress__lte=1, progress_raw__isnull=False, expected__isnull=False),
            ),
            models.CheckConstraint(
                name="goals_goal_proposed",
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN]) | Q(proposed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="goals_goal_confirmed_by_both",
                condition=~Q(state__in=[State.CONFIRMED, State.CLOSED])
                | Q(
                    Q(employee_confirmed_at__isnull=False) | ~Q(level=Level.PERSON),
                    manager_confirmed_at__isnull=False,
                    snapshot__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="goals_goal_ended",
                condition=Q(state__in=[State.CLOSED, State.WITHDRAWN], ended_at__isnull=False)
                | (~Q(state__in=[State.CLOSED, State.WITHDRAWN]) & Q(ended_at=None)),
            ),
            models.CheckConstraint(
                name="goals_goal_withdrawn_with_reason",
                condition=~Q(state=State.WITHDRAWN) | ~Q(end_reason=""),
            ),
        ]
        indexes = [
            GinIndex(fields=["path"], name="goals_goal_path"),
            models.Index(fields=["level", "period"], name="goals_goal_level"),
        ]

    @property
    def shown_title(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title, self.title_en)


class Milestone(Record):
    """A dated part of a goal that is done or not."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    due = models.DateField()
    weight = models.DecimalField(max_digits=20, decimal_places=6, default=1)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    dropped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="goals_milestone_weight", condition=Q(weight__gt=0)),
        ]


class CheckIn(Record):
    """A typed word on one goal: the value of a day, how sure the author is, a sentence.

    In a plan or a review only its author may cite it (`rules.CHECK_IN_RULES`).
    """

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="check_ins")
    by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    day = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    progress_raw = models.DecimalField(max_digits=RATIO_DIGITS, decimal_places=RATIO_PLACES, null=True)
    confidence = models.CharField(max_length=12, choices=CONFIDENCE_CHOICES, blank=True)
    note = models.TextField(blank=True)
    backwards = models.BooleanField(default=False)
    token = models.CharField(max_length=120, null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="goals_check_in_backwards_noted", condition=Q(backwards=False) | ~Q(note="")
            ),
        ]
        indexes = [models.Index(fields=["goal", "-day", "-id"], name="goals_check_in_latest")]


class WeeklyUpdate(Record):
    """A person's update of a week over all their goals: how sure, and one sentence. One per person and week."""

    person = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")
    week = models.DateField()
    at = models.DateTimeField()
    confidence = models.CharField(max_length=12, choices=CONFIDENCE_CHOICES)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "week"], name="goals_update_once_a_week"),
        ]


class ValuePoint(models.Model):
    """What a goal's value was at the end of a day, for "last week" and the small line; the latest word wins."""

    id = models.BigAutoField(primary_key=True)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="points", db_index=False)
    day = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6)
    progress_raw = models.DecimalField(max_digits=RATIO_DIGITS, decimal_places=RATIO_PLACES, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["goal", "day"], name="goals_point_once_a_day")]
