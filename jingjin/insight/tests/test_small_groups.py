"""The filter of small groups."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingjin.insight.queries.small_groups import Shown, filtered


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ([], []),
        ([8, 5], ["yes", "yes"]),
        ([8, 4, 6], ["yes", "small", "complement"]),
        ([8, 4, 3], ["yes", "small", "small"]),
        ([9, 8, 2, 1], ["yes", "complement", "small", "small"]),
        ([4], ["small"]),
        ([8, 0], ["yes", "yes"]),
    ],
)
def test_small_groups_and_what_would_give_them_away_are_hidden(sizes: list[int], shown: list[str]) -> None:
    assert [one.value for one in filtered(sizes)] == shown


@given(st.lists(st.integers(min_value=0, max_value=40), max_size=12))
def test_what_is_hidden_cannot_be_found_by_subtraction(sizes: list[int]) -> None:
    shown = filtered(sizes)

    hidden = [size for size, one in zip(sizes, shown, strict=True) if one is not Shown.YES]
    everything_hidden = sum(hidden) == sum(sizes)
    assert all(size >= 5 or size == 0 for size, one in zip(sizes, shown, strict=True) if one is Shown.YES)
    assert not hidden or everything_hidden or (sum(hidden) >= 5 and len(hidden) > 1)
