"""From draft to confirmed by both, what a change does to it, and the two ends."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from jingjin.audit.public import events_of
from jingjin.core.errors import Conflict, Denied, Invalid, NotFound
from jingjin.goals.actions.confirming import confirm, decline, propose
from jingjin.goals.actions.ending import close_goal, withdraw_goal
from jingjin.goals.actions.writing import edit_goal
from jingjin.goals.models import Goal
from jingjin.goals.queries.lines import is_yardstick
from jingjin.goals.tests.build import (
    NOW,
    TEST,
    WHEN,
    confirmed,
    data,
    draft,
    fresh,
    objective,
    quarter,
    running,
    say,
)
from jingjin.goals.words import Kind, State
from tests.cast import TODAY

if TYPE_CHECKING:
    from tests.cast import Cast


def kinds(goal: Goal) -> list[str]:
    return [event.kind for event in events_of(goal.uid)]


def test_both_sides_make_a_goal_confirmed_and_each_gets_a_receipt(cast: Cast) -> None:
    goal = running(cast.lin)

    (of_lin,) = confirm(by=cast.actor(cast.lin), uids=[goal.uid], **WHEN)
    between = fresh(goal).state
    (of_zhao,) = confirm(by=cast.actor(cast.zhao), uids=[goal.uid], **WHEN)

    goal = fresh(goal)
    assert (between, goal.state) == (State.PROPOSED, State.CONFIRMED)
    assert (goal.employee_confirmed_at, goal.manager_confirmed_by) == (NOW, cast.zhao)
    assert goal.snapshot is not None
    assert (goal.snapshot["target"], goal.snapshot["confirmed_on"]) == ("100", "2026-11-24")
    assert [len(receipt.event.hash) for receipt in (of_lin, of_zhao)] == [64, 64]
    assert kinds(goal) == ["goal.created", "goal.proposed", "goal.accepted", "goal.confirmed"]


def test_who_proposes_has_said_yes_already(cast: Cast) -> None:
    goal = draft(cast.lin, weight=1)

    propose(by=cast.actor(cast.lin), uid=goal.uid, **WHEN)
    confirm(by=cast.actor(cast.zhao), uids=[goal.uid], **WHEN)

    assert fresh(goal).state == State.CONFIRMED


def test_nobody_confirms_both_sides(cast: Cast) -> None:
    goal = running(cast.lin)
    confirm(by=cast.actor(cast.lin), uids=[goal.uid], **WHEN)

    with pytest.raises(Denied):
        confirm(by=cast.actor(cast.lin), uids=[goal.uid], **WHEN)

    assert fresh(goal).state == State.PROPOSED


def test_one_goal_that_is_not_mine_to_confirm_refuses_all(cast: Cast) -> None:
    mine, foreign = running(cast.lin), running(cast.qian)

    with pytest.raises(NotFound):
        confirm(by=cast.actor(cast.zhao), uids=[mine.uid, foreign.uid], **WHEN)

    assert fresh(mine).manager_confirmed_at is None


def test_hr_stands_in_for_a_missing_manager(cast: Cast) -> None:
    goal = running(cast.gao)

    confirm(by=cast.actor(cast.gao), uids=[goal.uid], **WHEN)
    confirm(by=cast.actor(cast.bai), uids=[goal.uid], **WHEN)

    assert fresh(goal).state == State.CONFIRMED


def test_parts_of_the_same_owner_go_the_same_way(cast: Cast) -> None:
    top = objective(cast.lin, weight=1)
    part = draft(cast.lin, kind=Kind.KEY_RESULT, parent=top, weight=1)

    propose(by=cast.actor(cast.lin), uid=top.uid, **WHEN)
    confirm(by=cast.actor(cast.zhao), uids=[top.uid], **WHEN)

    assert [fresh(goal).state for goal in (top, part)] == [State.CONFIRMED, State.CONFIRMED]


def test_nothing_is_proposed_while_the_weights_are_not_100_percent(cast: Cast) -> None:
    goal = draft(cast.lin, weight="0.4")
    draft(cast.lin, "回款", weight="0.5")

    with pytest.raises(Invalid, match="90%"):
        propose(by=cast.actor(cast.lin), uid=goal.uid, **WHEN)


def test_sending_back_keeps_the_statement_and_the_goal_counts_no_more(cast: Cast) -> None:
    parent = running(cast.units["east_one"], kind=Kind.OBJECTIVE)
    goal = running(cast.lin, parent=parent)
    say(goal, 50)

    decline(by=cast.actor(cast.lin), uid=goal.uid, statement="目标按去年口径", now=NOW)

    goal = fresh(goal)
    assert (goal.state, goal.statement, goal.declined_by) == (State.DRAFT, "目标按去年口径", cast.lin)
    assert fresh(parent).progress is None


def test_sending_back_needs_words(cast: Cast) -> None:
    with pytest.raises(Invalid):
        decline(by=cast.actor(cast.lin), uid=running(cast.lin).uid, statement="  ", now=NOW)


def test_a_binding_change_asks_the_other_side_again(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)

    with pytest.raises(Invalid) as found:
        edit_goal(by=cast.actor(cast.zhao), uid=goal.uid, data=data(target=120), **WHEN)
    assert set(found.value.fields) == {"reason"}
    edit_goal(by=cast.actor(cast.zhao), uid=goal.uid, data=data(target=120), reason="产线扩了一倍", **WHEN)

    goal = fresh(goal)
    assert (goal.state, goal.employee_confirmed_at) == (State.PROPOSED, None)
    assert goal.manager_confirmed_by == cast.zhao
    assert events_of(goal.uid)[-1].facts["changes"] == {"target": ["100", "120"]}


def test_new_words_ask_nobody(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)

    edit_goal(by=cast.actor(cast.lin), uid=goal.uid, data=data("新签订单（含续约）"), **WHEN)

    assert fresh(goal).state == State.CONFIRMED


def test_from_the_lock_date_on_targets_stand(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    period = quarter()
    period.lock_on = TODAY
    period.save()

    with pytest.raises(Denied, match="2026-11-24"):
        edit_goal(by=cast.actor(cast.zhao), uid=goal.uid, data=data(target=120), **WHEN)
    edit_goal(by=cast.actor(cast.zhao), uid=goal.uid, data=data("另一个名字"), **WHEN)

    assert (fresh(goal).target, fresh(goal).title) == (Decimal(100), "另一个名字")


def test_an_old_version_is_a_conflict_and_changes_nothing(cast: Cast) -> None:
    goal = draft(cast.lin)
    edit_goal(by=TEST, uid=goal.uid, data=data(target=110), version=goal.version, **WHEN)

    with pytest.raises(Conflict):
        edit_goal(by=TEST, uid=goal.uid, data=data(target=120), version=goal.version, **WHEN)

    assert fresh(goal).target == 110


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"target": None}, "target"),
        ({"baseline": 100}, "target"),
        ({"measure": "increase", "baseline": 120}, "target"),
        ({"measure": "decrease", "baseline": 80}, "target"),
        ({"target": "1e15"}, "target"),
        ({"target": "0.1234567"}, "target"),
        ({"target": "NaN"}, "target"),
        ({"measure": "guess"}, "measure"),
        ({"measure": "milestone"}, "milestones"),
        ({"start": date(2026, 9, 1)}, "start"),
        ({"end": date(2026, 10, 1)}, "end"),
        ({"weight": "1.009"}, "weight"),
    ],
)
def test_impossible_input_is_said_at_its_field_and_nothing_is_saved(
    cast: Cast, changes: dict[str, Any], field: str
) -> None:
    title = str(changes.pop("title", "新签订单"))
    with pytest.raises(Invalid) as caught:
        draft(cast.lin, title, **changes)

    assert list(caught.value.fields) == [field]
    assert not Goal.objects.exists()


def test_decimals_are_kept(cast: Cast) -> None:
    assert fresh(draft(cast.lin, target="12.5")).target == Decimal("12.5")


def test_closing_needs_100_percent_or_a_reason(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    say(goal, 90)

    with pytest.raises(Invalid) as caught:
        close_goal(by=cast.actor(cast.zhao), uid=goal.uid, now=NOW)
    assert list(caught.value.fields) == ["reason"]
    say(goal, 100)
    close_goal(by=cast.actor(cast.zhao), uid=goal.uid, now=NOW)

    assert fresh(goal).state == State.CLOSED


def test_withdrawing_needs_a_reason_and_takes_the_parts_along(cast: Cast) -> None:
    top = objective(cast.lin, weight=1)
    part = draft(cast.lin, kind=Kind.KEY_RESULT, parent=top, weight=1)

    with pytest.raises(Invalid):
        withdraw_goal(by=cast.actor(cast.lin), uid=top.uid, reason="", **WHEN)
    withdraw_goal(by=cast.actor(cast.lin), uid=top.uid, reason="重复", **WHEN)

    assert [fresh(goal).state for goal in (top, part)] == [State.WITHDRAWN, State.WITHDRAWN]


@pytest.mark.parametrize("confirm_by", [None, date(2026, 11, 23)])
def test_a_goal_confirmed_too_late_is_no_yardstick(cast: Cast, confirm_by: date | None) -> None:
    quarter(confirm_by=confirm_by)

    assert not is_yardstick(confirmed(cast, cast.lin))


def test_a_goal_confirmed_by_the_period_s_own_date_is_one(cast: Cast) -> None:
    quarter(confirm_by=TODAY)

    assert is_yardstick(confirmed(cast, cast.lin))
