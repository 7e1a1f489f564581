"""Figures of bound indicators: filled in, kept as evidence, read at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from jingjin.audit import public as audit
from jingjin.metrics.models import Sample
from jingjin.metrics.tests.build import metric, row, take
from jingjin.plans import public as plans
from jingjin.plans.models import Mark
from jingjin.plans.tests.story import Story, at, concerns, expectations, open_story

if TYPE_CHECKING:
    from jingjin.metrics.public import Metric
    from tests.cast import Cast

WEEK = timedelta(weeks=1)


def rates(first: date, *values: int) -> Metric:
    """A weekly indicator in percent with these values from `first` on."""
    bound = metric(aggregation="mean", unit="%")
    take(*(row(value, day=first + number * WEEK) for number, value in enumerate(values)))
    return bound


def bound_story(cast: Cast, indicator: Metric) -> Story:
    """A draft whose first concern and expectation are bound to the indicator."""
    story = open_story(cast).written()
    first, second = concerns()
    given = replace(first, metric=indicator, baseline=None, measured_from=date(2026, 10, 5))
    plans.save_concerns(by=story.zhao, plan=story.plan.uid, concerns=[given, second], now=at(11, 16))
    goal, *others = expectations()
    judges = [plans.AssessorInput(person=cast.sun), plans.AssessorInput(person=cast.tan)]
    plans.save_expectations(
        by=story.zhao,
        plan=story.plan.uid,
        expectations=[replace(goal, metric=indicator), *others],
        assessors=judges,
        now=at(11, 16),
    )
    return story


def test_the_present_value_is_filled_in(cast: Cast) -> None:
    story = bound_story(cast, rates(date(2026, 10, 5), 16, 17, 18))

    (first, _second) = story.plan.concerns.filter(dropped_in=None)

    assert first.baseline == Decimal(17)


def test_publishing_keeps_the_versions_as_evidence(cast: Cast) -> None:
    story = bound_story(cast, rates(date(2026, 10, 5), 16, 17, 18)).checked().submitted().published()

    kept = next(one for one in audit.events_of(story.plan.uid) if one.kind == "plan.numbers_kept")

    assert kept.facts["numbers"] == 3
    assert set(Sample.objects.values_list("is_evidence", flat=True)) == {True}


def test_the_result_is_read_by_itself_when_the_period_is_covered(cast: Cast) -> None:
    indicator = rates(date(2026, 10, 5), 16, 17, 18)
    story = bound_story(cast, indicator).checked().submitted().published().answered().started().trained()
    later = (row(24, day=date(2026, 11, 30) + number * WEEK) for number in range(8))
    take(*later, now=at(1, 25, year=2027))
    story.assessing()

    (mark,) = Mark.objects.filter(assessment__plan=story.plan)

    assert (mark.value, mark.assessor_id, mark.marked_by_id) == (Decimal(24), None, cast.zhao.pk)


def test_a_result_that_covers_a_part_is_left_to_people(cast: Cast) -> None:
    story = bound_story(cast, rates(date(2026, 10, 5), 16, 17, 18))
    story.checked().submitted().published().answered().started().trained().assessing()

    assert not Mark.objects.filter(assessment__plan=story.plan).exists()
