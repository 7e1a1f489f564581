"""The other tabs of a person's page: goals, plans, data sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from jingjin.core.clock import week_start
from jingjin.core.dates import day_text
from jingjin.desk.queries.origins import origin_of
from jingjin.goals import public as goals
from jingjin.metrics import public as metrics
from jingjin.plans import public as plans

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jingjin.core.actor import Actor
    from jingjin.core.ui_values import Origin
    from jingjin.goals.public import GoalLine
    from jingjin.org.public import Person
    from jingjin.plans.public import Plan

WEEKS = 12


def person_goals(by: Actor, person: Person, today: date, *, zone: str) -> list[GoalLine]:
    """The goals of today, heaviest first (2 queries)."""
    return goals.goals_of(by, person, today, zone=zone)


@dataclass(frozen=True)
class PlanLine:
    """A plan in one line."""

    title: str
    state: str
    dates: str
    url: str


def person_plans(by: Actor, person: Person, today: date) -> list[PlanLine]:
    """The person's plans that the reader may read, the newest first (1 query)."""
    rows = plans.plans_for(by).filter(person=person).order_by("-id")
    return [
        PlanLine(
            title=row.title,
            state=row.get_outcome_display() or row.get_state_display(),
            dates=_dates(row, today),
            url=reverse("plans:plan", args=[row.uid]),
        )
        for row in rows
    ]


def _dates(plan: Plan, today: date) -> str:
    if plan.starts_on is None or plan.ends_on is None:
        return ""
    first, last = day_text(plan.starts_on, near=today), day_text(plan.ends_on, near=today)
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


@dataclass(frozen=True)
class DataRow:
    """An indicator of the person: its last value, its formula, its source, and the way to each single number."""

    name: str
    value: str
    period: str
    formula: str
    origin: Origin | None
    values: Sequence[float | None]
    url: str


def person_data(by: Actor, person: Person, today: date, *, zone: str) -> list[DataRow]:
    """The indicators with figures of the last weeks (2 queries)."""
    end = week_start(today) + timedelta(weeks=1)
    start = end - timedelta(weeks=WEEKS + 1)
    known = {row.pk: row for row in metrics.metrics_for(by).filter(active=True)}
    found = metrics.series(list(known), [person.pk], start, end)
    return [
        _row(known[metric_id], person, points, (start, end), today, ZoneInfo(zone))
        for (metric_id, _person), points in sorted(found.items(), key=lambda one: known[one[0][0]].key)
    ]


def _row(
    metric: metrics.Metric,
    person: Person,
    points: Sequence[metrics.Point],
    span: tuple[date, date],
    today: date,
    zone: ZoneInfo,
) -> DataRow:
    last = next((one for one in reversed(points) if one.value is not None), None)
    return DataRow(
        name=metric.label(),
        value=metrics.figure(last.value, metric) if last else "",
        period=day_text(last.period_start, near=today) if last else "",
        formula=metric.formula_text(),
        origin=origin_of(metric, today, zone),
        values=[None if one.value is None else float(one.value) for one in points],
        url=metrics.lineage_url(metric.uid, person.uid, *span),
    )
