"""The weighted sum of a parent's parts: what is missing is left out and said, never counted as zero."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from jingjin.goals.scoring.measures import clamp
from jingjin.goals.scoring.rollup import Line, Part, RollUp, roll_up
from jingjin.goals.scoring.shown import percent, points

weights = st.decimals(min_value=0, max_value=1, places=4)
ratios = st.decimals(min_value=-2, max_value=3, places=12)
parts = st.builds(
    Part, weight=weights, progress=st.none() | ratios, expected=ratios.map(clamp), incomplete=st.booleans()
)


def part(weight: str, progress: str | None, expected: str = "0") -> Part:
    return Part(Decimal(weight), None if progress is None else Decimal(progress), Decimal(expected))


def test_the_parts_of_the_east_team_make_66_percent() -> None:
    total = roll_up([part("0.4", "0.68"), part("0.3", "0.6"), part("0.2", "0.75"), part("0.1", "0.59")])

    assert total.progress is not None
    assert percent(total.progress) == 66
    assert [points(line.contribution) for line in total.lines if line.contribution] == [
        Decimal(text) for text in ("27.2", "18.0", "15.0", "5.9")
    ]
    assert points(total.progress) == Decimal("66.1")


def test_a_part_without_a_value_drops_out_and_its_weight_is_stretched_over_the_others() -> None:
    total = roll_up([part("0.4", "0.5"), part("0.4", "1"), part("0.2", None)])

    assert (total.progress, total.incomplete) == (Decimal("0.75"), True)
    assert total.lines[2] == Line(None, None, None)
    assert [line.share for line in total.lines] == [Decimal("0.5"), Decimal("0.5"), None]


def test_parts_over_100_and_under_0_count_as_all_and_nothing() -> None:
    assert roll_up([part("0.5", "1.8"), part("0.5", "-0.5")]).progress == Decimal("0.5")


def test_nothing_reported_is_no_number() -> None:
    total = roll_up([part("0.5", None), part("0.5", None)])

    assert (total.progress, total.measurable, total.incomplete) == (None, True, True)


def test_no_parts_left_is_not_measured() -> None:
    total = roll_up([])

    assert (total.progress, total.measurable, total.incomplete) == (None, False, False)


def test_zero_total_weight_never_divides() -> None:
    total = roll_up([part("0", "0.7"), part("0", "0.2")])

    assert (total.progress, total.expected, total.measurable) == (None, None, False)


def test_a_part_without_weight_changes_nothing() -> None:
    total = roll_up([part("1", "0.3"), part("0", None)])

    assert total == RollUp(
        progress=Decimal("0.3"),
        expected=Decimal(0),
        incomplete=False,
        measurable=True,
        lines=(Line(Decimal("0.3"), Decimal(1), Decimal("0.3")), Line(None, None, None)),
    )


def test_an_incomplete_part_makes_its_parent_incomplete() -> None:
    assert roll_up([Part(Decimal(1), Decimal("0.3"), Decimal(0), incomplete=True)]).incomplete


def test_what_is_due_is_weighed_like_what_is_done() -> None:
    total = roll_up([part("0.4", "0.5", "0.6"), part("0.4", "1", "0.2"), part("0.2", None, "1")])

    assert total.expected == Decimal("0.4")


@given(st.lists(parts, max_size=8))
def test_the_sum_stays_between_nothing_and_all_and_its_lines_add_up(children: list[Part]) -> None:
    total = roll_up(children)

    if total.progress is not None:
        assert 0 <= total.progress <= 1
        made = sum((line.contribution for line in total.lines if line.contribution), Decimal(0))
        assert abs(made - total.progress) < Decimal("1e-10")
    assert (total.progress is None) == all(one.progress is None or not one.weight for one in children)


@given(st.lists(parts, max_size=6))
def test_order_changes_nothing(children: list[Part]) -> None:
    assert roll_up(children[::-1]).progress == roll_up(children).progress


@given(st.lists(parts, max_size=6), weights)
def test_a_part_without_a_value_never_moves_the_others(children: list[Part], weight: Decimal) -> None:
    more = [*children, Part(weight, None)]

    assert roll_up(more).progress == roll_up(children).progress
