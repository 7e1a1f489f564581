"""Who may do what: every action of the table for every persona, the same as filter and as check, in pages and API."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jingjin.audit.public import access_log
from jingjin.core.errors import NotFound
from jingjin.goals.access import (
    check_in_to_cite,
    get_goal,
    goals_for,
    goals_with_rights,
    may_read_words,
    rights_of,
    update_to_cite,
    updates_for,
)
from jingjin.goals.actions.checking_in import update_week
from jingjin.goals.queries.history import history
from jingjin.goals.queries.why import why
from jingjin.goals.rules import RULES
from jingjin.goals.tests.build import WHEN, confirmed, draft, fresh, running, say
from jingjin.goals.words import Kind
from tests.cast import TODAY

if TYPE_CHECKING:
    from jingjin.goals.models import Goal
    from tests.cast import Cast

EVERYBODY = ("lin", "zhao", "sun", "qian", "he", "gao", "bai", "mo", "tan")
OWN, MANAGER = {"lin"}, {"zhao"}
READERS = {"lin", "zhao", "gao", "he", "bai"}
EAST = {"zhao", "gao", "bai"}
# state and level → action → who may, besides nobody
TABLE: dict[str, dict[str, set[str]]] = {
    "draft of lin": {
        "goal.read": READERS,
        "goal.create": OWN | MANAGER,
        "goal.edit": OWN | MANAGER,
        "goal.weigh": OWN | MANAGER,
        "goal.propose": OWN | MANAGER,
        "goal.withdraw": OWN | MANAGER,
    },
    "proposed for lin": {
        "goal.read": READERS,
        "goal.create": OWN | MANAGER,
        "goal.edit": OWN | MANAGER,
        "goal.weigh": OWN | MANAGER,
        "goal.accept": OWN,
        "goal.confirm": MANAGER,
        "goal.decline": OWN | MANAGER,
        "goal.check_in": OWN | MANAGER,
        "goal.withdraw": MANAGER,
    },
    "confirmed for lin": {
        "goal.read": READERS,
        "goal.create": OWN | MANAGER,
        "goal.edit": OWN | MANAGER,
        "goal.weigh": OWN | MANAGER,
        "goal.check_in": OWN | MANAGER,
        "goal.close": MANAGER,
        "goal.withdraw": MANAGER,
    },
    "draft of east": {
        "goal.read": EAST,
        "goal.create": EAST,
        "goal.edit": EAST,
        "goal.weigh": EAST,
        "goal.propose": EAST,
        "goal.withdraw": EAST,
    },
    "proposed for east": {
        "goal.read": set(EVERYBODY),
        "goal.create": EAST,
        "goal.edit": EAST,
        "goal.weigh": EAST,
        "goal.confirm": EAST,
        "goal.decline": EAST,
        "goal.check_in": EAST,
        "goal.withdraw": EAST,
    },
    "proposed for the company": {
        "goal.read": set(EVERYBODY),
        "goal.create": {"gao", "bai"},
        "goal.edit": {"gao", "bai"},
        "goal.weigh": {"gao", "bai"},
        "goal.confirm": {"gao", "bai"},
        "goal.decline": {"gao", "bai"},
        "goal.check_in": {"gao", "bai"},
        "goal.withdraw": {"gao", "bai"},
    },
}


def made(cast: Cast, what: str) -> Goal:
    of = {"lin": cast.lin, "east": cast.units["east_one"], "the company": None}[what.split(" ", 2)[2]]
    state = what.split(" ", maxsplit=1)[0]
    if state == "draft":
        return draft(of)
    return confirmed(cast, cast.lin) if state == "confirmed" else running(of)


@pytest.mark.parametrize("what", TABLE)
def test_each_action_is_for_those_named_and_nobody_else(cast: Cast, what: str) -> None:
    goal = made(cast, what)

    found: dict[str, set[str]] = {}
    for name in EVERYBODY:
        row = goals_with_rights(cast.actor(getattr(cast, name))).get(pk=goal.pk)
        for action in rights_of(row):
            found.setdefault(action, set()).add(name)

    assert found == TABLE[what]


@pytest.mark.parametrize("what", TABLE)
def test_check_and_filter_agree(cast: Cast, what: str) -> None:
    goal = made(cast, what)

    for name in EVERYBODY:
        by = cast.actor(getattr(cast, name))
        held = {action for action in RULES.table if RULES.allows(fresh(goal), by=by, action=action)}
        assert held == rights_of(goals_with_rights(by).get(pk=goal.pk))


def test_a_colleagues_goal_does_not_exist_for_a_stranger(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)

    assert not goals_for(cast.actor(cast.qian)).exists()
    with pytest.raises(NotFound):
        get_goal(cast.actor(cast.qian), goal.uid)


@pytest.mark.parametrize("name", ["qian", "sun", "mo", "tan"])
def test_pages_and_api_give_a_stranger_nothing(cast: Cast, name: str) -> None:
    goal = confirmed(cast, cast.lin)
    client = cast.client(getattr(cast, name))
    parts = ("", "why/", "history/", "edit/", "weights/", "check-in/", "close/", "withdraw/", "send-back/")

    answers = [client.get(f"/goals/{goal.uid}/{part}").status_code for part in parts]
    answers += [client.post(f"/goals/{goal.uid}/{part}").status_code for part in ("propose/", "confirm/")]
    answers += [
        client.get(f"/api/v1/goals/{goal.uid}{part}").status_code for part in ("", "/why", "/history")
    ]

    assert set(answers) == {404}
    assert client.get("/api/v1/goals").json()["items"] == []


def test_a_refusal_of_what_can_be_read_says_why(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)

    answer = cast.client(cast.he).get(f"/goals/{goal.uid}/edit/")

    assert (answer.status_code, "只有本人" in answer.content.decode()) == (403, True)


def test_a_former_manager_is_out_the_same_day(cast: Cast) -> None:
    from jingjin.org.public import rebuild_closures, set_manager

    goal = confirmed(cast, cast.lin)
    set_manager(by=cast.actor(cast.bai), person=cast.lin, manager=cast.sun, since=TODAY)
    rebuild_closures(day=TODAY)

    with pytest.raises(NotFound):
        get_goal(cast.actor(cast.zhao), goal.uid)
    assert get_goal(cast.actor(cast.sun), goal.uid, "goal.edit").pk == goal.pk


def test_the_words_of_a_check_in_are_for_the_person_and_the_direct_manager(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    row = say(goal, 40, by=cast.actor(cast.lin), note="等院里批预算")

    readers = [name for name in EVERYBODY if may_read_words(cast.actor(getattr(cast, name)), row)]
    shown = {name: history(cast.actor(getattr(cast, name)), goal)[0].words for name in ("zhao", "gao", "he")}

    assert readers == ["lin", "zhao"]
    assert shown == {"zhao": "等院里批预算", "gao": "", "he": ""}


def test_hidden_words_are_hidden_in_the_api_too(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    say(goal, 40, by=cast.actor(cast.lin), note="等院里批预算")

    def shown(name: str) -> bool:
        steps = cast.client(getattr(cast, name)).get(f"/api/v1/goals/{goal.uid}/history").json()
        return "等院里批预算" in [step["words"] for step in steps]

    answers = {name: shown(name) for name in ("lin", "zhao", "gao", "he")}

    assert answers == {"lin": True, "zhao": True, "gao": False, "he": False}


def test_only_its_author_cites_a_word(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    row = say(goal, 40, by=cast.actor(cast.lin), note="等院里批预算")
    week = update_week(by=cast.actor(cast.lin), confidence="sure", note="", **WHEN)

    assert check_in_to_cite(cast.actor(cast.lin), row.uid).pk == row.pk
    assert update_to_cite(cast.actor(cast.lin), week.uid).pk == week.pk
    for by in (cast.actor(cast.zhao), cast.actor(cast.he)):
        with pytest.raises(Exception, match=r".+"):
            check_in_to_cite(by, row.uid)
        with pytest.raises(Exception, match=r".+"):
            update_to_cite(by, week.uid)


def test_the_week_is_read_by_the_person_and_the_direct_manager(cast: Cast) -> None:
    update_week(by=cast.actor(cast.lin), confidence="sure", note="", **WHEN)

    assert [name for name in EVERYBODY if updates_for(cast.actor(getattr(cast, name))).exists()] == [
        "lin",
        "zhao",
    ]


def test_a_sum_names_no_goal_that_its_reader_must_not_see(cast: Cast) -> None:
    unit = running(cast.units["east_one"], "部门目标", kind=Kind.OBJECTIVE)
    mine = running(cast.lin, "林知夏的目标", parent=unit)
    say(mine, 40)

    for_lin = why(cast.actor(cast.lin), unit.uid, TODAY)
    for_qian = why(cast.actor(cast.qian), unit.uid, TODAY)

    assert [row.title for row in for_lin.rows] == ["林知夏的目标"]
    assert [(row.title, row.url) for row in for_qian.rows] == [("1个个人目标", "")]
    assert for_qian.total == for_lin.total == "40.0"


def test_looks_at_somebodys_goal_are_noted_for_them(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    for name in ("lin", "zhao", "zhao", "gao", "he"):
        cast.client(getattr(cast, name)).get(f"/goals/{goal.uid}/")

    entries = access_log(cast.lin.uid).order_by("id").values_list("reader_name", "what", "why", "daily")
    assert list(entries) == [
        ("赵启航", "goals", "manager", True),
        ("高远", "goals", "line", False),
        ("何静", "goals", "hr", False),
    ]
