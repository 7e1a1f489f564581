"""Figures are rounded once, half up, where they are shown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingjin.goals.scoring.rollup import Part, roll_up
from jingjin.goals.scoring.shown import figure, half_up, money, number, percent, points


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        ("0.845", 85),
        ("0.855", 86),
        ("0.8449", 84),
        ("0.005", 1),
        ("0.00499", 0),
        ("1.125", 113),
        ("-0.125", -13),
    ],
)
def test_halves_go_up_and_are_rounded_once(ratio: str, shown: int) -> None:
    assert percent(Decimal(ratio)) == shown


def test_a_half_made_of_thirds_is_a_half() -> None:
    third = Part(Decimal("0.3"), Decimal("0.845"))

    total = roll_up([third, third, third])

    assert total.progress is not None
    assert percent(total.progress) == 85


@given(st.integers(-(10**6), 10**6))
def test_a_whole_percent_is_shown_as_itself(n: int) -> None:
    assert percent(Decimal(n) / 100) == n


@given(st.decimals(min_value=-10, max_value=10, places=12))
def test_percent_is_the_nearest_whole(ratio: Decimal) -> None:
    assert abs(percent(ratio) - ratio * 100) <= Decimal("0.5") + Decimal("1e-9")


def test_contributions_have_one_decimal() -> None:
    assert points(Decimal("0.2725")) == Decimal("27.3")
    assert str(points(Decimal("0.18"))) == "18.0"


def test_there_is_no_negative_zero() -> None:
    assert str(half_up(Decimal("-0.2"))) == "0"


@pytest.mark.parametrize(
    ("value", "text"),
    [("1234.56", "1,234.6"), ("19", "19"), ("4.60", "4.6"), ("-12.5", "−12.5"), ("0.04", "0")],
)
def test_a_number_has_separators_and_at_most_one_decimal(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "currency", "chinese", "english"),
    [
        ("8120000", "CNY", "812万", "¥8.12m"),
        ("12000000", "CNY", "1,200万", "¥12.0m"),
        ("130000000", "CNY", "1.3亿", "¥130.0m"),
        ("9500", "CNY", "9,500", "¥9,500"),
        ("-45000", "CNY", "−4.5万", "−¥45,000"),
        ("8120000", "USD", "US$812万", "US$8.12m"),
    ],
)
def test_money_is_written_as_each_language_does(
    value: str, currency: str, chinese: str, english: str
) -> None:
    assert money(Decimal(value), currency, chinese=True) == chinese
    assert money(Decimal(value), currency, chinese=False) == english


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [("19", "%", "19%", "19%"), ("13", "所", "13所", "13 所"), ("4.6", "", "4.6", "4.6")],
)
def test_a_figure_carries_its_unit(value: str, unit: str, chinese: str, english: str) -> None:
    assert figure(Decimal(value), unit=unit, chinese=True) == chinese
    assert figure(Decimal(value), unit=unit, chinese=False) == english
