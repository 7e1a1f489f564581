"""What changed: a goal's value before this week, and its values over time as a small line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery

from jingjin.goals.models import ValuePoint

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from django.db.models import QuerySet

    from jingjin.goals.models import Goal


def with_value_before(rows: QuerySet[Goal], day: date) -> QuerySet[Goal]:
    """The rows, each with its last value before a day (`value_before`)."""
    return rows.annotate(value_before_day=_before(day))


def changed_since(rows: QuerySet[Goal], day: date) -> QuerySet[Goal]:
    """Those rows whose value is another one than before a day, each with that one (`value_before`)."""
    found = rows.filter(value_through__gte=day).annotate(value_before_day=_before(day))
    return found.filter(value_before_day__isnull=False).exclude(value=F("value_before_day"))


def _before(day: date) -> Subquery:
    points = ValuePoint.objects.filter(goal=OuterRef("pk"), day__lt=day).order_by("-day")
    return Subquery(points.values("value")[:1])


def value_before(goal: Goal) -> Decimal | None:
    """The last value before the day asked for; None where there was none."""
    value: Decimal | None = getattr(goal, "value_before_day", None)
    return value


def with_trend(rows: QuerySet[Goal], since: date) -> QuerySet[Goal]:
    """The rows, each with its values since a day (`trend`)."""
    points = ValuePoint.objects.filter(goal=OuterRef("pk"), day__gte=since).order_by("day")
    return rows.annotate(trend_values=ArraySubquery(points.values("value")))


def trend(goal: Goal) -> list[float]:
    """The values since the day asked for, oldest first."""
    values: list[Any] = getattr(goal, "trend_values", [])
    return [float(value) for value in values]
