"""The doors to indicators, sources, batches and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jingjin.core.errors import Denied, Invalid, NotFound
from jingjin.metrics.models import Batch, Feed, Metric, PersonPeriod, QuarantinedRow, UnitPeriod
from jingjin.metrics.rules import BATCH_RULES, FEED_RULES, METRIC_RULES, NUMBER_RULES, UNIT_NUMBER_RULES
from jingjin.org.public import Person, people_for

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from jingjin.core.actor import Actor
    from jingjin.org.public import Unit


def metrics_for(by: Actor, action: str = "metric.read") -> QuerySet[Metric]:
    """The indicators on which the actor may do `action`; every person of the company may read them."""
    rows = Metric.objects.select_related("feed")
    return rows if by.is_system else METRIC_RULES.rows(rows, by=by, action=action)


def get_metric(by: Actor, uid: UUID | str, action: str = "metric.read") -> Metric:
    """The indicator, if the actor may do `action`; NotFound or Denied otherwise."""
    rows = Metric.objects.select_related("feed", "owner")
    return METRIC_RULES.find(rows, by=by, uid=uid, action=action)


def feeds_for(by: Actor, action: str = "feed.read") -> QuerySet[Feed]:
    """The source systems that the actor looks after."""
    rows = Feed.objects.select_related("owner")
    return rows if by.is_system else FEED_RULES.rows(rows, by=by, action=action)


def get_feed(by: Actor, uid: UUID | str, action: str = "feed.read") -> Feed:
    """The source system, if the actor may do `action`; NotFound or Denied otherwise."""
    return FEED_RULES.find(Feed.objects.select_related("owner"), by=by, uid=uid, action=action)


def batches_for(by: Actor) -> QuerySet[Batch]:
    """The batches the actor may see, newest first."""
    rows = Batch.objects.select_related("feed", "file", "by_person").order_by("-fetched_at", "-id")
    return rows if by.is_system else BATCH_RULES.rows(rows, by=by)


def get_batch(by: Actor, uid: UUID | str, action: str = "batch.read") -> Batch:
    """The batch, if the actor may do `action`; NotFound or Denied otherwise."""
    return BATCH_RULES.find(
        Batch.objects.select_related("feed", "file", "by_person"), by=by, uid=uid, action=action
    )


def find_owner(by: Actor, number: str) -> Person | None:
    """The employed person with this number, none for an empty one; raises Invalid on `owner` for an unknown one."""
    wanted = number.strip()
    person = people_for(by).filter(number=wanted, left_on=None).first() if wanted else None
    if wanted and person is None:
        raise Invalid(fields={"owner": _("Nobody has this number.")})
    return person


def may_configure(by: Actor) -> bool:
    """Whether the actor defines indicators, registers sources and brings numbers in."""
    return by.is_system or METRIC_RULES.allows(Metric(), by=by, action="metric.create")


def may_edit(by: Actor, metric: Metric) -> bool:
    """Whether the actor may change this indicator."""
    return METRIC_RULES.allows(metric, by=by, action="metric.edit")


def demand_defining(by: Actor) -> None:
    """Raise NotFound unless the actor may define indicators: the page doesn't exist for others."""
    if not may_configure(by):
        raise NotFound


def demand_overseeing_batches(by: Actor) -> None:
    """Raise NotFound unless the actor may see what came in."""
    if not BATCH_RULES.allows(Batch(), by=by, action="batch.read"):
        raise NotFound


def demand_registering(by: Actor) -> None:
    """Raise NotFound unless the actor may register sources."""
    if not FEED_RULES.allows(Feed(), by=by, action="feed.create"):
        raise NotFound


def demand_overseeing(by: Actor) -> None:
    """Raise NotFound unless the actor looks after a source (1 query for those who do not configure)."""
    if not may_configure(by) and not feeds_for(by).exists():
        raise NotFound


def get_row(by: Actor, uid: UUID | str) -> QuarantinedRow:
    """A quarantined row with its batch, if the actor may correct it; NotFound otherwise."""
    row = QuarantinedRow.objects.select_related("batch").filter(uid=uid).first()
    if row is None or not BATCH_RULES.allows(row.batch, by=by, action="batch.correct"):
        raise NotFound
    return row


def demand_importing(by: Actor) -> None:
    """Raise Denied unless the actor may bring numbers in: HR admin, IT admin or system."""
    _demand_configuring(by, "batch.import")


def demand_correcting(by: Actor) -> None:
    """Raise Denied unless the actor may correct rows of a batch: HR admin, IT admin or system."""
    _demand_configuring(by, "batch.correct")


def _demand_configuring(by: Actor, action: str) -> None:
    if not by.is_system and not BATCH_RULES.allows(Batch(), by=by, action=action):
        raise Denied(BATCH_RULES.table[action].reason(by, Batch()))


def demand_reading(by: Actor, metric: Metric, subject: Person | Unit) -> None:
    """Raise NotFound unless the actor may see this person's or unit's numbers of the indicator."""
    if by.is_system:
        return
    if isinstance(subject, Person):
        NUMBER_RULES.demand(PersonPeriod(metric=metric, person_id=subject.pk), by=by, action="number.read")
    else:
        UNIT_NUMBER_RULES.demand(
            UnitPeriod(metric=metric, unit_id=subject.pk), by=by, action="unit_number.read"
        )


def units_with_numbers(by: Actor, metric: Metric) -> list[Unit]:
    """The units that have values of the indicator which the actor may see (1 query)."""
    rows = UnitPeriod.objects.filter(metric=metric).order_by("unit_id").distinct("unit_id")
    if not by.is_system:
        rows = UNIT_NUMBER_RULES.rows(rows, by=by)
    return [row.unit for row in rows.select_related("unit").only("unit", "metric_id")]


def may_type(by: Actor, metric: Metric, subject: Person | Unit) -> bool:
    """Whether the actor may type a value of this person or unit."""
    if isinstance(subject, Person):
        return NUMBER_RULES.allows(
            PersonPeriod(metric=metric, person_id=subject.pk), by=by, action="number.type"
        )
    return UNIT_NUMBER_RULES.allows(
        UnitPeriod(metric=metric, unit_id=subject.pk), by=by, action="unit_number.type"
    )


def demand_typing(by: Actor, metric: Metric, subject: Person | Unit) -> None:
    """Raise NotFound or Denied unless the actor may type a value of this person or unit."""
    demand_reading(by, metric, subject)
    if not by.is_system and not may_type(by, metric, subject):
        raise Denied(_("HR types this value, or the direct manager where no source feeds the indicator."))
