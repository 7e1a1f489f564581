"""The final assessment: criteria frozen with the published version, at least two assessors or system data."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jingjin.core.models import Record
from jingjin.plans.models.parts import Expectation, Part
from jingjin.plans.models.plan import Plan


class Assessor(Part):
    """Somebody named in the plan to assess; never a mentor in it. Sees the assessment part only."""

    person = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "person"],
                condition=Q(dropped_in__isnull=True),
                name="plans_assessor_once",
            )
        ]


class Assessment(Record):
    """The criteria as they stood in the acknowledged version, stored again with their hash when it began."""

    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="assessment")
    criteria = models.JSONField()
    criteria_hash = models.CharField(max_length=64)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")


class Mark(Record):
    """One result for one criterion: by an assessor, or (`assessor` empty) read from a system with its source."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="marks")
    expectation = models.ForeignKey(Expectation, on_delete=models.PROTECT, related_name="marks")
    assessor = models.ForeignKey(Assessor, on_delete=models.PROTECT, null=True, related_name="marks")
    value = models.DecimalField(max_digits=20, decimal_places=6)
    source = models.CharField(max_length=200, blank=True)
    comment = models.TextField(blank=True)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey("org.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "expectation", "assessor"],
                nulls_distinct=False,
                name="plans_mark_once",
            ),
            models.CheckConstraint(
                condition=Q(Q(assessor__isnull=False), ~Q(comment=""))
                | Q(Q(assessor__isnull=True), ~Q(source="")),
                name="plans_mark_has_grounds",
            ),
        ]
