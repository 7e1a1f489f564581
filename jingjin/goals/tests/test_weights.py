"""Weights are typed as percent and stored as fractions that fit exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingjin.goals.scoring.weights import missing, parse_percent


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("40", "0.4"),
        ("40%", "0.4"),
        (" 12.5 ％ ", "0.125"),
        ("４０％", "0.4"),
        ("0", "0"),
        ("100", "1"),
        ("33.33", "0.3333"),
    ],
)
def test_a_percent_is_read_as_people_type_it(text: str, fraction: str) -> None:
    assert parse_percent(text) == Decimal(fraction)


@pytest.mark.parametrize("text", ["", "forty", "100.9", "100.01", "-1", "12.345", "NaN", "Infinity", "40%%"])
def test_what_is_no_weight_is_refused_and_never_cut(text: str) -> None:
    assert parse_percent(text) is None


def test_thirds_do_not_fit_and_are_told_what_lacks() -> None:
    assert missing([Decimal("0.3333")] * 3) == Decimal("0.0001")
    assert missing([Decimal("0.4"), Decimal("0.3"), Decimal("0.2"), Decimal("0.1")]) == 0
    assert missing([Decimal("0.6"), Decimal("0.5")]) == Decimal("-0.1")


@given(st.integers(0, 10000))
def test_every_percent_with_two_decimals_comes_back_exactly(hundredths: int) -> None:
    assert parse_percent(str(Decimal(hundredths) / 100)) == Decimal(hundredths) / 10000
