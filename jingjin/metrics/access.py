"""The doors to indicators, sources, batches and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.errors import Denied, NotFound
from jingjin.metrics.models import Batch, Feed, Metric, PersonPeriod, UnitPeriod
from jingjin.metrics.rules import BATCHES, FEEDS, METRICS, NUMBERS, UNIT_NUMBERS
from jingjin.org.public import Person

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from jingjin.core.actor import Actor
    from jingjin.org.public import Unit


def metrics_for(by: Actor, action: str = "metric.read") -> QuerySet[Metric]:
    """The indicators on which the actor may do `action`; every person of the company may read them."""
    rows = Metric.objects.select_related("feed", "owner")
    return rows if by.is_system else METRICS.rows(rows, by=by, action=action)


def get_metric(by: Actor, uid: UUID | str, action: str = "metric.read") -> Metric:
    """The indicator, if the actor may do `action`; NotFound or Denied otherwise."""
    rows = Metric.objects.select_related("feed", "owner")
    return METRICS.find(rows, by=by, uid=uid, action=action)


def feeds_for(by: Actor, action: str = "feed.read") -> QuerySet[Feed]:
    """The source systems that the actor looks after."""
    rows = Feed.objects.select_related("owner")
    return rows if by.is_system else FEEDS.rows(rows, by=by, action=action)


def get_feed(by: Actor, uid: UUID | str, action: str = "feed.read") -> Feed:
    """The source system, if the actor may do `action`; NotFound or Denied otherwise."""
    return FEEDS.find(Feed.objects.select_related("owner"), by=by, uid=uid, action=action)


def batches_for(by: Actor) -> QuerySet[Batch]:
    """The batches the actor may see, newest first."""
    rows = Batch.objects.select_related("feed", "file", "by_person").order_by("-fetched_at", "-id")
    return rows if by.is_system else BATCHES.rows(rows, by=by)


def get_batch(by: Actor, uid: UUID | str, action: str = "batch.read") -> Batch:
    """The batch, if the actor may do `action`; NotFound or Denied otherwise."""
    return BATCHES.find(
        Batch.objects.select_related("feed", "file", "by_person"), by=by, uid=uid, action=action
    )


def demand_configuring(by: Actor) -> None:
    """Raise Denied unless the actor may bring numbers in: HR admin, IT admin or system."""
    if not by.is_system and not BATCHES.allows(Batch(), by=by, action="batch.import"):
        raise Denied(BATCHES.table["batch.import"].reason(by, Batch()))


def demand_number(by: Actor, metric: Metric, subject: Person | Unit, action: str = "read") -> None:
    """Raise NotFound or Denied unless the actor may `read` or `type` this subject's numbers of the indicator."""
    if by.is_system:
        return
    if not METRICS.allows(metric, by=by, action="metric.read"):
        raise NotFound
    if isinstance(subject, Person):
        NUMBERS.demand(PersonPeriod(metric=metric, person_id=subject.pk), by=by, action=f"number.{action}")
    else:
        UNIT_NUMBERS.demand(
            UnitPeriod(metric=metric, unit_id=subject.pk), by=by, action=f"unit_number.{action}"
        )
