"""Progress by measure (PEERS M1–M3): the raw ratio is kept, the clamped one counts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingjin.goals.scoring.measures import Measure, clamp, is_kept, raw_progress
from jingjin.goals.scoring.shown import percent

if TYPE_CHECKING:
    from collections.abc import Callable

numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=6, allow_nan=False)


def raw(measure: Measure, baseline: str | None, target: str, value: str) -> Decimal:
    start = None if baseline is None else Decimal(baseline)
    return raw_progress(measure, baseline=start, target=Decimal(target), value=Decimal(value))


@pytest.mark.parametrize("n", range(101))
def test_n_of_100_shows_n_percent(n: int) -> None:
    assert percent(raw(Measure.REACH, "0", "100", str(n))) == n


@pytest.mark.parametrize(
    ("measure", "baseline", "target", "value", "shown"),
    [
        (Measure.INCREASE, "80", "100", "90", 50),
        (Measure.DECREASE, "10", "5", "8", 40),
        (Measure.DECREASE, "-10", "-100", "-55", 50),
        (Measure.REACH, "-10", "-100", "-55", 50),
        (Measure.REACH, None, "1200", "812", 68),
        (Measure.INCREASE, "17", "24", "19", 29),
        (Measure.REACH, "0", "12.5", "12.5", 100),
    ],
)
def test_progress_is_the_way_come_over_the_whole_way(
    measure: Measure, baseline: str | None, target: str, value: str, shown: int
) -> None:
    assert percent(raw(measure, baseline, target, value)) == shown


def test_moving_backwards_is_negative_raw_and_counts_as_nothing() -> None:
    progress = raw(Measure.DECREASE, "10", "5", "12")

    assert (progress, clamp(progress)) == (Decimal("-0.4"), Decimal(0))


def test_more_than_the_target_is_kept_raw_and_counts_as_all() -> None:
    progress = raw(Measure.REACH, "0", "100", "112")

    assert (progress, clamp(progress)) == (Decimal("1.12"), Decimal(1))


@pytest.mark.parametrize(
    ("measure", "value", "reached"),
    [
        (Measure.REACH, "5", 1),
        (Measure.REACH, "4.999999", 0),
        (Measure.INCREASE, "6", 1),
        (Measure.DECREASE, "5", 1),
        (Measure.DECREASE, "5.000001", 0),
    ],
)
def test_baseline_equal_to_target_is_reached_or_not(measure: Measure, value: str, reached: int) -> None:
    assert raw(measure, "5", "5", value) == Decimal(reached)


@pytest.mark.parametrize(
    ("measure", "baseline", "limit", "value", "progress"),
    [
        (Measure.STAY_ABOVE, None, "4.5", "4.6", "1"),
        (Measure.STAY_ABOVE, None, "4.5", "4.5", "1"),
        (Measure.STAY_ABOVE, None, "4.5", "4.4", "0"),
        (Measure.STAY_ABOVE, "4", "4.5", "4.4", "0.8"),
        (Measure.STAY_ABOVE, "4", "4.5", "3.9", "-0.2"),
        (Measure.STAY_ABOVE, "4.8", "4.5", "4.4", "0"),
        (Measure.STAY_BELOW, None, "3", "2", "1"),
        (Measure.STAY_BELOW, None, "3", "3", "1"),
        (Measure.STAY_BELOW, "5", "3", "4", "0.5"),
        (Measure.STAY_BELOW, None, "3", "3.1", "0"),
    ],
)
def test_a_limit_is_kept_or_missed_by_its_distance(
    measure: Measure, baseline: str | None, limit: str, value: str, progress: str
) -> None:
    assert raw(measure, baseline, limit, value) == Decimal(progress)


@pytest.mark.parametrize(("value", "progress"), [("1", 1), ("0", 0)])
def test_yes_is_all_and_no_is_nothing(value: str, progress: int) -> None:
    assert raw(Measure.YES_NO, None, "1", value) == Decimal(progress)


@given(baseline=numbers, target=numbers)
def test_the_baseline_is_nothing_and_the_target_is_all(baseline: Decimal, target: Decimal) -> None:
    at: Callable[[Decimal], Decimal] = lambda value: raw_progress(  # noqa: E731 - one place to vary
        Measure.REACH, baseline=baseline, target=target, value=value
    )

    assert at(target) == 1
    assert at(baseline) == (1 if baseline == target else 0)


@given(measure=st.sampled_from(list(Measure)), baseline=st.none() | numbers, target=numbers, value=numbers)
def test_every_input_gives_a_number_that_counts_between_nothing_and_all(
    measure: Measure, baseline: Decimal | None, target: Decimal, value: Decimal
) -> None:
    progress = raw_progress(measure, baseline=baseline, target=target, value=value)

    assert progress.is_finite()
    assert 0 <= clamp(progress) <= 1


@given(limit=numbers, value=numbers)
def test_a_limit_is_kept_from_one_side_or_the_other(limit: Decimal, value: Decimal) -> None:
    above = is_kept(Measure.STAY_ABOVE, limit=limit, value=value)
    below = is_kept(Measure.STAY_BELOW, limit=limit, value=value)

    assert above or below
    assert (above and below) == (limit == value)
