"""Weights are saved together, make 100 %, and change only by who may change all of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jingjin.core.errors import Conflict, Invalid, JingjinError
from jingjin.goals.access import siblings
from jingjin.goals.actions.weighing import set_weights
from jingjin.goals.tests.build import WHEN, confirmed, draft, fresh, running
from jingjin.goals.words import Kind, State

if TYPE_CHECKING:
    from jingjin.goals.models import Goal
    from tests.cast import Cast


def weights(*pairs: tuple[Goal, str]) -> dict[str, Decimal]:
    return {str(goal.uid): Decimal(weight) for goal, weight in pairs}


@pytest.fixture
def three(cast: Cast) -> list[Goal]:
    return [draft(cast.lin, title) for title in ("新签", "转化", "回款")]


def test_a_group_is_saved_together(cast: Cast, three: list[Goal]) -> None:
    set_weights(
        by=cast.actor(cast.lin), weights=weights(*zip(three, ("0.5", "0.3", "0.2"), strict=True)), **WHEN
    )

    assert [fresh(goal).weight for goal in three] == [Decimal("0.5"), Decimal("0.3"), Decimal("0.2")]


@pytest.mark.parametrize("last", ["0.1", "0.3", "0.200001", "-0.2", "1.2"])
def test_anything_but_100_percent_is_refused_whole(cast: Cast, three: list[Goal], last: str) -> None:
    with pytest.raises(Invalid):
        set_weights(
            by=cast.actor(cast.lin), weights=weights(*zip(three, ("0.5", "0.3", last), strict=True)), **WHEN
        )

    assert [fresh(goal).weight for goal in three] == [0, 0, 0]


def test_a_part_of_the_group_is_a_conflict(cast: Cast, three: list[Goal]) -> None:
    with pytest.raises(Conflict):
        set_weights(by=cast.actor(cast.lin), weights=weights((three[0], "0.5"), (three[1], "0.5")), **WHEN)


def test_an_old_version_is_a_conflict(cast: Cast, three: list[Goal]) -> None:
    with pytest.raises(Conflict):
        set_weights(
            by=cast.actor(cast.lin),
            weights=weights(*zip(three, ("0.5", "0.3", "0.2"), strict=True)),
            versions={str(three[0].uid): 99},
            **WHEN,
        )


def test_one_foreign_goal_refuses_all(cast: Cast, three: list[Goal]) -> None:
    foreign = draft(cast.qian)
    asked = weights(*zip(three, ("0.2", "0.2", "0.2"), strict=True), (foreign, "0.4"))

    with pytest.raises(JingjinError):
        set_weights(by=cast.actor(cast.lin), weights=asked, **WHEN)

    assert fresh(three[0]).weight == 0


def test_who_steers_the_objective_weighs_its_parts_of_other_units(cast: Cast) -> None:
    top = running(None, "成为首选", kind=Kind.OBJECTIVE, responsible=cast.gao)
    parts = [draft(cast.units[unit], unit, parent=top) for unit in ("east_one", "south_one")]
    asked = weights((parts[0], "0.6"), (parts[1], "0.4"))

    with pytest.raises(JingjinError):
        set_weights(by=cast.actor(cast.zhao), weights=asked, **WHEN)
    set_weights(by=cast.actor(cast.gao), weights=asked, **WHEN)

    assert fresh(parts[0]).weight == Decimal("0.6")


def test_a_changed_weight_asks_for_a_new_confirmation(cast: Cast) -> None:
    first = confirmed(cast, cast.lin)
    second = draft(cast.lin, "回款")

    set_weights(by=cast.actor(cast.zhao), weights=weights((first, "0.7"), (second, "0.3")), **WHEN)

    assert (fresh(first).state, fresh(first).employee_confirmed_at) == (State.PROPOSED, None)


def test_personal_goals_under_measured_ones_are_one_set(cast: Cast) -> None:
    above = [running(cast.units["east_one"], kind=Kind.OBJECTIVE), running(cast.units["south_one"])]
    part = draft(cast.lin, "分项", parent=above[0])
    aligned = draft(cast.lin, "对齐", parent=above[1])
    alone = draft(cast.lin, "单独")

    assert {goal.pk for goal in siblings(aligned)} == {aligned.pk, alone.pk}
    assert {goal.pk for goal in siblings(part)} == {part.pk}
