"""Where marks stand and how figures are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingjin.core.templatetags.ui_geometry import heat_step, number, pct, runs, segments, signed
from jingjin.core.ui_values import cut_scale, initial_of, tint_of


@pytest.mark.parametrize(
    ("points", "step"),
    [(-18, 1), (-12.1, 1), (-12, 2), (-5, 2), (-4.9, 3), (0, 3), (4.9, 3), (5, 4), (12, 4), (12.1, 5)],
)
def test_heat_has_five_steps_with_the_kits_borders(points: float, step: int) -> None:
    assert heat_step(points) == step


@pytest.mark.parametrize(
    ("value", "text"), [(13, "+13"), (-18, "−18"), (0, "±0"), (-0.04, "±0"), (2.25, "+2.3"), (-1234, "−1234")]
)
def test_a_difference_carries_its_sign(value: float, text: str) -> None:
    assert signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(None, "—"), (0, "0"), (82.0, "82"), (-0.5, "−0.5"), (1200, "1200")]
)
def test_a_missing_value_is_never_zero(value: float | None, text: str) -> None:
    assert number(value) == text


def test_a_gap_in_a_line_is_not_bridged() -> None:
    lines = runs([1, 2, None, 2], width=104, height=32, pad=2)

    assert [len(line) for line in lines] == [2, 1]
    assert runs([None, None], width=104, height=32, pad=2) == []


@given(st.lists(st.floats(0.1, 1e6), min_size=1, max_size=12))
def test_segments_fill_the_whole_width(sizes: list[float]) -> None:
    found = segments(sizes, ["role"] * len(sizes))

    assert sum(float(part.width[:-1]) for part in found) == pytest.approx(100, abs=0.1)
    assert found[0].x == pct(0)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_cut_scale_keeps_the_value_on_its_side_of_the_limit(value: float, limit: float) -> None:
    fill, mark = cut_scale(value, limit)

    assert mark == 50
    assert 0 <= fill <= 100
    assert (fill > mark) == (value > limit) or fill == pytest.approx(mark)


def test_tints_and_initials_come_from_the_person_alone() -> None:
    assert [tint_of(key) for key in (3, 4, 5, 6)] == [4, 1, 2, 3]
    assert [initial_of(name) for name in ("林知夏", "zhao Qihang", "")] == ["林", "Z", ""]
