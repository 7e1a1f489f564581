"""The parts of a gap add up, whatever the verdict's numbers are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingjin.insight.queries.split import split_of

PARTS = ("gap", "usual", "market", "area", "target", "own", "own_low", "own_high")


def parts(**given: float) -> dict[str, dict[str, float]]:
    """A stored explanation's parts in percent; what is not given is 0."""
    return {"parts": dict.fromkeys(PARTS, 0.0) | given}


def test_the_story_of_the_design_kit() -> None:
    split = split_of(parts(gap=-18, market=-11, area=-2.2, own=-5.9, own_low=-9, own_high=-2))

    assert split is not None
    assert split.whole() == {"market": -11, "area": -2, "target": 0, "usual": 0, "own": -5}
    assert split.environment_share == pytest.approx(71, abs=1)


def test_without_figures_there_is_nothing_to_split() -> None:
    assert split_of({"parts": None}) is None


def test_without_a_gap_nobody_asks_for_the_environments_share() -> None:
    split = split_of(parts(gap=-2, own=-2, own_low=-4, own_high=0))

    assert split is not None
    assert split.environment_share is None


effect = st.floats(min_value=-60, max_value=60)


@given(gap=effect, usual=effect, market=effect, area=effect, target=effect, own=effect)
def test_the_parts_add_up_to_the_gap(**given_parts: float) -> None:
    split = split_of(parts(own_low=given_parts["own"] - 3, own_high=given_parts["own"] + 3, **given_parts))

    assert split is not None
    assert sum(part.points for part in split.parts) == pytest.approx(split.gap, abs=1e-6)
    assert sum(split.whole().values()) == round(split.gap)
    assert all(math.isfinite(part.low) and part.low <= part.high for part in split.parts)
