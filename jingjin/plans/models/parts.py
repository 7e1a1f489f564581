"""The parts of a plan that are locked at publishing. A part taken out later keeps its row (`dropped_in`)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from jingjin.core.models import Record
from jingjin.plans.models.plan import Plan
from jingjin.plans.words.states import Basis, Direction, SupportKind, TrainingResult, Yardstick


def _number() -> models.DecimalField[Any, Any]:
    return models.DecimalField(max_digits=20, decimal_places=6, null=True)


class Part(Record):
    """A line of a plan. `dropped_in` is the content version that no longer has it; drafts count as 0."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField(default=1)
    dropped_in = models.PositiveSmallIntegerField(null=True)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class Concern(Part):
    """What falls short, measured against a yardstick that was fixed before the period began."""

    text = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    measure = models.CharField(max_length=200, blank=True)
    metric = models.ForeignKey("metrics.Metric", on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.CharField(max_length=20, blank=True)
    baseline = _number()
    peers = _number()
    yardstick = models.CharField(max_length=16, choices=Yardstick.choices, default=Yardstick.TARGET)
    yardstick_value = _number()
    yardstick_on = models.DateField(null=True)
    measured_from = models.DateField(null=True)
    duty = models.CharField(max_length=300, blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(yardstick_on__isnull=True)
                | Q(measured_from__isnull=True)
                | Q(yardstick_on__lte=models.F("measured_from")),
                name="plans_yardstick_before_period",
            )
        ]


class ConcernExample(Record):
    """One dated event that shows a concern."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="examples")
    on = models.DateField()
    text = models.CharField(max_length=300)
    dropped_in = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["on", "id"]


class Expectation(Part):
    """What is to be reached, from where, by when, and how that is judged (its criterion at the end)."""

    text = models.CharField(max_length=300)
    metric = models.ForeignKey("metrics.Metric", on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.CharField(max_length=20, blank=True)
    baseline = _number()
    target = _number()
    direction = models.CharField(max_length=10, choices=Direction.choices, default=Direction.AT_LEAST)
    peers = _number()
    due_on = models.DateField(null=True)
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.SYSTEM)
    source = models.CharField(max_length=120, blank=True)
    weight = models.DecimalField(max_digits=20, decimal_places=6, default=0)
    marking = models.TextField(blank=True)
    open_question = models.BooleanField(default=False)

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=100), name="plans_expectation_weight"
            )
        ]


class Support(Part):
    """Something the company promises, with an owner and a date. The owner sees this line only."""

    kind = models.CharField(max_length=8, choices=SupportKind.choices, default=SupportKind.SUPPORT)
    text = models.CharField(max_length=300)
    owner = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    rhythm = models.CharField(max_length=60, blank=True)
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    done_note = models.TextField(blank=True)

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="plans_support_done_paired",
            )
        ]


class Training(Part):
    """Training as a record of its own, never the plan itself: gap → course → trainer → hours → attendance →
    test → result (劳动合同法 §40(2) asks for training before incompetence)."""

    gap = models.CharField(max_length=300)
    course = models.CharField(max_length=200)
    trainer = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")
    trainer_name = models.CharField(max_length=120, blank=True)
    hours = _number()
    due_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    attended_hours = _number()
    attended = models.BooleanField(null=True)
    test = models.CharField(max_length=200, blank=True)
    score = models.CharField(max_length=60, blank=True)
    result = models.CharField(max_length=12, choices=TrainingResult.choices, blank=True)
    marked_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", marked_by__isnull=True)
                | Q(
                    ~Q(result=""),
                    marked_by__isnull=False,
                    attended=True,
                    held_on__isnull=False,
                ),
                name="plans_training_result_paired",
            ),
            models.CheckConstraint(
                condition=Q(attended__isnull=True) | Q(held_on__isnull=False, attended_hours__isnull=False),
                name="plans_training_attendance_paired",
            ),
        ]
