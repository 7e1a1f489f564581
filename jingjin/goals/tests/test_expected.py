"""What is due on a day, by the straight path and by milestones."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingjin.goals.scoring import milestones
from jingjin.goals.scoring.expected import elapsed, expected_progress, expected_value
from jingjin.goals.scoring.measures import Measure, raw_progress
from jingjin.goals.scoring.shown import half_up, percent

QUARTER = (date(2026, 10, 1), date(2027, 1, 1))
TODAY = date(2026, 11, 24)
HALF = Decimal("0.5")


def test_the_day_itself_has_passed_at_its_end() -> None:
    assert percent(elapsed(*QUARTER, TODAY)) == 60  # 55 of 92 days


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2026, 9, 30), Decimal(0)),
        (date(2026, 12, 31), Decimal(1)),
        (date(2027, 3, 1), Decimal(1)),
    ],
)
def test_nothing_is_due_before_and_everything_after(day: date, share: Decimal) -> None:
    assert elapsed(*QUARTER, day) == share


def test_a_goal_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        elapsed(TODAY, TODAY, TODAY)


@pytest.mark.parametrize(
    ("measure", "baseline", "target", "due"),
    [
        (Measure.REACH, None, "1200", "717.4"),
        (Measure.INCREASE, "17", "24", "21.2"),
        (Measure.DECREASE, "10", "5", "7.0"),
        (Measure.STAY_ABOVE, None, "4.5", "4.5"),
        (Measure.STAY_BELOW, "9", "3", "3.0"),
    ],
)
def test_what_is_due_is_in_the_goals_own_unit(
    measure: Measure, baseline: str | None, target: str, due: str
) -> None:
    value = expected_value(
        measure,
        baseline=None if baseline is None else Decimal(baseline),
        target=Decimal(target),
        share=elapsed(*QUARTER, TODAY),
    )

    assert half_up(value, 1) == Decimal(due)


def test_a_limit_is_due_always_and_a_yes_at_the_end() -> None:
    assert [expected_progress(Measure.STAY_BELOW, share) for share in (Decimal(0), HALF)] == [1, 1]
    assert [expected_progress(Measure.YES_NO, share) for share in (HALF, Decimal(1))] == [0, 1]
    assert expected_progress(Measure.REACH, HALF) == HALF


@given(day=st.integers(-10, 110), target=st.integers(1, 10**6), baseline=st.integers(-(10**6), 0))
def test_the_value_due_is_exactly_on_the_expected_progress(day: int, target: int, baseline: int) -> None:
    share = elapsed(*QUARTER, QUARTER[0] + timedelta(days=day))
    start, end = Decimal(baseline), Decimal(target)

    due = expected_value(Measure.REACH, baseline=start, target=end, share=share)

    assert raw_progress(Measure.REACH, baseline=start, target=end, value=due) == expected_progress(
        Measure.REACH, share
    )


def test_milestones_count_by_weight() -> None:
    parts = [
        milestones.Part(Decimal(3), date(2026, 10, 31), date(2026, 10, 30)),
        milestones.Part(Decimal(1), date(2026, 11, 24)),
        milestones.Part(Decimal(4), date(2026, 12, 31), date(2026, 11, 1)),
    ]

    assert milestones.progress(parts) == Decimal("0.875")
    assert milestones.expected(parts, TODAY) == HALF
    assert milestones.expected(parts, date(2026, 11, 23)) == Decimal("0.375")


def test_no_milestone_is_no_measure() -> None:
    assert (milestones.progress([]), milestones.expected([], TODAY)) == (None, None)
    assert milestones.progress([milestones.Part(Decimal(0), TODAY)]) is None
