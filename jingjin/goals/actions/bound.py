"""Goals bound to an indicator: they move by themselves when its numbers change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from jingjin.core import company
from jingjin.core.actor import system
from jingjin.goals.access import lock_goals
from jingjin.goals.actions.measuring import DERIVED, keep_points, measure
from jingjin.goals.actions.rollup import roll_up
from jingjin.goals.models import Goal
from jingjin.goals.queries.sources import readings_of
from jingjin.goals.scoring.measures import STEPS
from jingjin.goals.words import RUNNING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

FEED = system("goals.bound")
AT_ONCE = 500


@transaction.atomic
def refresh_bound(*, metric_id: int, today: date | None = None, **_ids: int) -> int:
    """Bring the running goals of one indicator up to its readings, and everything above them; returns how many
    moved. The handler of `metrics.changed`: repeatable, and content with an indicator that no goal uses.

    The indicator's own samples are the history of such a value; the goal's chain notes only what people do.
    """
    goals = Goal.objects.filter(metric_id=metric_id, state__in=RUNNING)
    uids = list(goals.order_by("pk").values_list("uid", flat=True))
    return _refresh(lock_goals(FEED, uids, "goal.read"), today or company.current().today())


def refresh_due(*, today: date) -> int:
    """Bring what is due by the calendar up to the day: indicators' readings, milestones and answers of yes or no.

    For the nightly task, in transactions of a few hundred goals; returns how many goals moved.
    """
    by_calendar = Q(metric__isnull=False) | Q(measure__in=[measure.value for measure in STEPS])
    goals = Goal.objects.filter(by_calendar, state__in=RUNNING, start__lte=today)
    uids = list(goals.order_by("pk").values_list("uid", flat=True))
    return sum(_refresh_some(uids[first : first + AT_ONCE], today) for first in range(0, len(uids), AT_ONCE))


@transaction.atomic
def _refresh_some(uids: Sequence[UUID], today: date) -> int:
    return _refresh(lock_goals(FEED, uids, "goal.read"), today)


def fill_in(goals: Sequence[Goal], *, today: date) -> list[Goal]:
    """Give bound goals (held by the caller) their readings (1 query) and save those that moved; no roll-up."""
    readings = readings_of(goals, today)
    moved = []
    for goal in goals:
        before = [getattr(goal, name) for name in DERIVED]
        if goal.metric_id is not None:
            reading = readings[goal.pk]
            goal.value = reading.value
            goal.value_through = reading.through if reading.value is not None else None
        measure(goal, today)
        if [getattr(goal, name) for name in DERIVED] != before:
            moved.append(goal)
    Goal.objects.bulk_update(moved, DERIVED, batch_size=AT_ONCE)
    keep_points(moved)
    return moved


def _refresh(goals: Sequence[Goal], today: date) -> int:
    moved = fill_in(goals, today=today)
    roll_up(moved)
    return len(moved)
