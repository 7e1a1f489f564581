"""The tree: roll-up along the path, what drops out, moves, and circles that nobody can make."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from jingjin.core.errors import Invalid
from jingjin.goals.actions.confirming import confirm, propose
from jingjin.goals.actions.ending import close_goal, withdraw_goal
from jingjin.goals.actions.weighing import set_weights
from jingjin.goals.actions.writing import edit_goal
from jingjin.goals.models import Goal
from jingjin.goals.queries.judgement import judge
from jingjin.goals.scoring.status import Status
from jingjin.goals.tests.build import (
    NOW,
    TEST,
    WHEN,
    data,
    draft,
    fresh,
    objective,
    progress,
    running,
    say,
)
from jingjin.goals.words import Kind
from tests.cast import TODAY

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def tree(cast: Cast) -> dict[str, Goal]:
    """Company → East China → team 1 → two key results, weighed 60 and 40."""
    company = running(None, "成为首选", kind=Kind.OBJECTIVE)
    east = running(cast.units["east"], "华东", kind=Kind.OBJECTIVE, parent=company)
    team = running(cast.units["east_one"], "一部", kind=Kind.OBJECTIVE, parent=east)
    orders = draft(cast.units["east_one"], "新签", parent=team, weight="0.6", kind=Kind.KEY_RESULT)
    quality = draft(cast.units["east_one"], "满意度", parent=team, weight="0.4", kind=Kind.KEY_RESULT)
    for goal in (orders, quality):
        propose(by=TEST, uid=goal.uid, **WHEN)
    return {
        "company": company,
        "east": east,
        "team": team,
        "orders": fresh(orders),
        "quality": fresh(quality),
    }


def test_a_key_result_moves_everything_above_it(tree: dict[str, Goal]) -> None:
    say(tree["orders"], 50)
    say(tree["quality"], 100)

    assert [progress(tree[name]) for name in ("team", "east", "company")] == [Decimal("0.7")] * 3


def test_a_part_without_a_value_is_left_out_and_said(tree: dict[str, Goal]) -> None:
    say(tree["orders"], 50)

    company = fresh(tree["company"])
    assert (progress(company), company.incomplete) == (Decimal("0.5"), True)


def test_removing_the_last_key_result_gives_not_measured(tree: dict[str, Goal]) -> None:
    say(tree["orders"], 50)
    say(tree["quality"], 100)

    for name in ("orders", "quality"):
        withdraw_goal(by=TEST, uid=tree[name].uid, reason="战略调整", **WHEN)

    above = [fresh(tree[name]) for name in ("team", "east", "company")]
    assert [goal.progress for goal in above] == [None, None, None]
    assert [judge(goal, TODAY).status for goal in above] == [
        Status.NOT_MEASURED,
        Status.NOT_REPORTED,
        Status.NOT_REPORTED,
    ]


def test_a_withdrawn_part_is_not_counted_and_a_closed_one_is(tree: dict[str, Goal], cast: Cast) -> None:
    say(tree["orders"], 50)
    say(tree["quality"], 100)
    confirm(by=cast.actor(cast.bai), uids=[tree["orders"].uid], **WHEN)

    close_goal(by=TEST, uid=tree["orders"].uid, reason="季度提前结束", now=NOW)
    withdraw_goal(by=TEST, uid=tree["quality"].uid, reason="不再考核", **WHEN)

    assert progress(tree["company"]) == Decimal("0.5")


def test_more_than_100_percent_counts_as_100_above(tree: dict[str, Goal]) -> None:
    say(tree["orders"], 150)
    say(tree["quality"], 0)

    assert fresh(tree["orders"]).progress_raw == Decimal("1.5")
    assert progress(tree["company"]) == Decimal("0.6")


def test_zero_weights_give_no_number(tree: dict[str, Goal]) -> None:
    say(tree["orders"], 50)
    Goal.objects.filter(parent=tree["team"]).update(weight=0)

    say(tree["orders"], 60)

    assert progress(tree["team"]) is None
    assert judge(fresh(tree["team"]), TODAY).status is Status.NOT_MEASURED


def test_a_goal_with_its_own_value_does_not_follow_its_parts(cast: Cast) -> None:
    unit_goal = running(cast.units["east_one"], "部门新签", target=7200)
    mine = running(cast.lin, parent=unit_goal)

    say(mine, 80)

    assert progress(mine) == Decimal("0.8")
    assert progress(unit_goal) is None


def test_new_weights_move_the_sum(tree: dict[str, Goal]) -> None:
    say(tree["orders"], 50)
    say(tree["quality"], 100)

    weights = {str(tree["orders"].uid): Decimal("0.1"), str(tree["quality"].uid): Decimal("0.9")}
    set_weights(by=TEST, weights=weights, **WHEN)

    assert progress(tree["company"]) == Decimal("0.95")


def test_a_moved_goal_counts_in_its_new_place_only(tree: dict[str, Goal], cast: Cast) -> None:
    say(tree["orders"], 50)
    other = running(cast.units["south"], "华南", kind=Kind.OBJECTIVE)

    edit_goal(
        by=TEST,
        uid=tree["orders"].uid,
        data=data("新签"),
        parent=other,
        **WHEN,
    )

    assert fresh(tree["orders"]).path == [other.pk]
    assert (progress(other), progress(tree["team"])) == (Decimal("0.5"), None)


def test_a_moved_branch_takes_its_paths_along(tree: dict[str, Goal], cast: Cast) -> None:
    other = running(cast.units["south"], "华南", kind=Kind.OBJECTIVE)

    edit_goal(by=TEST, uid=tree["east"].uid, data=data("华东"), parent=other, **WHEN)

    assert fresh(tree["orders"]).path == [other.pk, tree["east"].pk, tree["team"].pk]
    say(tree["orders"], 30)
    assert progress(other) == Decimal("0.3")


def test_a_circle_is_refused_with_a_sentence(tree: dict[str, Goal]) -> None:
    with pytest.raises(Invalid) as caught:
        edit_goal(by=TEST, uid=tree["east"].uid, data=data("华东"), parent=tree["team"], **WHEN)

    assert list(caught.value.fields) == ["parent"]
    assert fresh(tree["east"]).parent_id == tree["company"].pk


@pytest.mark.parametrize("below", ["east", "team", "orders"])
def test_a_circle_is_refused_by_the_database(tree: dict[str, Goal], below: str) -> None:
    with pytest.raises(IntegrityError, match="stand above itself"), transaction.atomic():
        Goal.objects.filter(pk=tree["east"].pk).update(parent=tree[below])


def test_a_path_can_not_be_forged(tree: dict[str, Goal]) -> None:
    with pytest.raises(IntegrityError, match="path_ends_at_parent"), transaction.atomic():
        Goal.objects.filter(pk=tree["east"].pk).update(path=[])


def test_a_lower_level_never_stands_above_a_higher_one(cast: Cast) -> None:
    mine = running(cast.lin, kind=Kind.OBJECTIVE)

    with pytest.raises(Invalid) as caught:
        objective(cast.units["east_one"], parent=mine)

    assert list(caught.value.fields) == ["parent"]


def test_a_key_result_needs_an_objective(cast: Cast) -> None:
    with pytest.raises(Invalid) as caught:
        draft(cast.lin, kind=Kind.KEY_RESULT)

    assert list(caught.value.fields) == ["parent"]


def test_one_check_in_six_levels_deep_takes_one_statement_per_level(cast: Cast) -> None:
    goal = running(None, "1", kind=Kind.OBJECTIVE)
    for depth in range(2, 6):
        goal = running(None, str(depth), kind=Kind.OBJECTIVE, parent=goal)
    leaf = running(None, "6", parent=goal)

    with CaptureQueriesContext(connection) as queries:
        say(leaf, 50)

    assert sum("UPDATE goals_goal AS above" in query["sql"] for query in queries) == 5
    assert len(queries) < 25
