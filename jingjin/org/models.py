"""People, units and who reports to whom.

Effective-dated rows (`Placement`, `Assignment`, `Reporting`) are the source; a GiST exclusion constraint
forbids overlaps. The closures and the `unit`, `title`, `manager` of `Person` are what those rows say for
one day (`ClosureDay`); `actions.rebuild_closures` writes them, and nothing else does.
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from jingjin.core.models import Record
from jingjin.org.words import DayKind, Employment, LeaveKind, LineKind, Protection


class Entity(Record):
    """A contracting entity 签约主体: the employer named in contracts and on signed documents."""

    name = models.CharField(max_length=200, unique=True)
    name_en = models.CharField(max_length=200, blank=True)


class Unit(Record):
    """A part of the company. Its place in the tree has dates (`Placement`); `parent` is today's."""

    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    closed_on = models.DateField(null=True)


class Placement(models.Model):
    """Where a unit stands in the tree, from a day until a day."""

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    period = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="org_placement_no_overlap",
                expressions=[("unit", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            )
        ]


class UnitClosure(models.Model):
    """Unit × everything below it (itself at depth 0), for the day of `ClosureDay`."""

    id = models.BigAutoField(primary_key=True)
    ancestor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="below")
    descendant = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="above")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ancestor", "descendant"], name="org_unit_closure_once")
        ]


class Person(Record):
    """Somebody who works, or worked, here. Names are stored whole and in parts; pinyin can be corrected."""

    entity = models.ForeignKey(Entity, on_delete=models.PROTECT, related_name="people")
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    family = models.CharField(max_length=60, blank=True)
    given = models.CharField(max_length=60, blank=True)
    pinyin = models.CharField(max_length=160, blank=True)
    initials = models.CharField(max_length=20, blank=True)
    search = models.TextField(blank=True)
    account = models.OneToOneField(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="person"
    )
    mail = models.EmailField(blank=True)
    mobile = models.CharField(max_length=32, blank=True)
    employment = models.CharField(max_length=12, choices=Employment.choices, default=Employment.REGULAR)
    hired_on = models.DateField(null=True)
    probation_until = models.DateField(null=True)
    left_on = models.DateField(null=True)
    contract_until = models.DateField(null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="people")
    title = models.CharField(max_length=120, blank=True)
    title_en = models.CharField(max_length=120, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)
    line = models.CharField(max_length=80, blank=True)
    manager = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="reports")
    zone = models.CharField(max_length=64, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            # A number is unique per entity among those employed; a leaver's number may return on rehire.
            models.UniqueConstraint(
                fields=["entity", "number"], condition=models.Q(left_on=None), name="org_number_per_entity"
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], opclasses=["gin_trgm_ops"], name="org_person_search"),
            models.Index(fields=["number"], name="org_person_number"),
        ]


class Assignment(models.Model):
    """In which unit and position a person works, from a day until a day."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=120, blank=True)
    title_en = models.CharField(max_length=120, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True)
    line = models.CharField(max_length=80, blank=True)
    period = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="org_assignment_no_overlap",
                expressions=[("person", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            )
        ]


class Reporting(models.Model):
    """Who manages whom, from a day until a day: one direct manager at a time, any dotted lines."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reporting")
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=LineKind.choices, default=LineKind.DIRECT)
    period = DateRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(person=models.F("manager")), name="org_not_own_manager"
            ),
            ExclusionConstraint(
                name="org_one_direct_manager",
                expressions=[("person", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=models.Q(kind=LineKind.DIRECT),
            ),
        ]


class LineClosure(models.Model):
    """Manager × everybody below (depth 1 = direct), for the day of `ClosureDay`."""

    id = models.BigAutoField(primary_key=True)
    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="line_below")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="line_above")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["manager", "person"], name="org_line_closure_once")]
        indexes = [models.Index(fields=["person", "depth"], name="org_line_person")]


class ClosureDay(models.Model):
    """The day the closures hold for; the first request or task after midnight rebuilds them."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    day = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="org_closure_day_single")]


class CalendarDay(models.Model):
    """A day of the company calendar that differs from its weekday (holiday, adjusted working day)."""

    id = models.BigAutoField(primary_key=True)
    day = models.DateField(unique=True)
    kind = models.CharField(max_length=8, choices=DayKind.choices)
    name = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=80, blank=True)


class Leave(models.Model):
    """A person's absence, half-open period; signals and plans do not judge it."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leaves")
    kind = models.CharField(max_length=10, choices=LeaveKind.choices)
    period = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="org_leave_no_overlap",
                expressions=[("person", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            )
        ]


class ProtectedPeriod(models.Model):
    """A statutory protection of a person. Only HR reads it; a manager reads "talk to HR first"."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="protections")
    kind = models.CharField(max_length=12, choices=Protection.choices)
    period = DateRangeField()
