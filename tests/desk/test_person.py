"""A person's page for the person, the managers, HR and strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jingjin.audit.public import access_log
from jingjin.org import public as org
from jingjin.plans.tests.story import Story, story_until
from tests.cast import SETUP, TODAY
from tests.desk.stage import CHINESE, queries_of, text_of

if TYPE_CHECKING:
    from jingjin.org.public import Person
    from tests.cast import Cast
    from tests.desk.stage import Stage

SECRETS = ("新签订单", "把报价变成订单", "lin@example.com", "13900001111")


@pytest.fixture(autouse=True)
def _lins_story(cast: Cast, stage: Stage) -> None:
    """Everything that could leak: a goal, figures, a published plan, mail and mobile."""
    cast.lin.mail, cast.lin.mobile = "lin@example.com", "13900001111"
    cast.lin.save(update_fields=["mail", "mobile"])
    stage.goal(cast.lin, "新签订单", "New orders", value=20)
    stage.figures(cast.lin, share=0.82)
    story_until(cast, Story.published)


def page_of(person: Person, tab: str = "") -> str:
    return f"/people/{person.uid}/{tab}"


def whole(cast: Cast, name: str) -> str:
    """The first tab with what follows it, as this reader sees Lin's page."""
    client = cast.client(getattr(cast, name))
    return text_of(client, page_of(cast.lin)) + text_of(client, page_of(cast.lin, "around/"))


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("lin", [True, True, True, True]),
        ("zhao", [True, True, False, False]),
        ("he", [True, True, True, True]),
        ("bai", [True, True, True, True]),
        ("gao", [True, False, False, False]),
    ],
)
def test_each_reader_sees_no_more_than_the_own_part(cast: Cast, name: str, seen: list[bool]) -> None:
    page = whole(cast, name)

    assert [secret in page for secret in SECRETS] == seen


@pytest.mark.parametrize("name", ["qian", "sun", "mo", "tan"])
def test_a_stranger_sees_the_directorys_card_and_leaves_no_trace(cast: Cast, name: str) -> None:
    client = cast.client(getattr(cast, name))

    page = text_of(client, page_of(cast.lin))

    assert [said in page for said in ("林知夏", "客户经理·华东一部", "直线经理", "赵启航")] == [True] * 4
    assert [secret in page for secret in SECRETS] == [False] * 4
    assert [
        client.get(page_of(cast.lin, tab)).status_code for tab in ("around/", "goals/", "plans/", "data/")
    ] == [404] * 4
    assert list(access_log(cast.lin.uid)) == []


def test_a_former_manager_is_a_stranger_the_same_day(cast: Cast) -> None:
    org.set_manager(by=SETUP, person=cast.lin, manager=cast.sun, since=TODAY)
    org.rebuild_closures(day=TODAY)

    page = text_of(cast.client(cast.zhao), page_of(cast.lin))

    assert [secret in page for secret in SECRETS] == [False] * 4
    assert "你是直线经理，从2026年11月起" in text_of(cast.client(cast.sun), page_of(cast.lin))


def test_hr_of_another_unit_is_a_stranger(cast: Cast) -> None:
    page = text_of(cast.client(cast.he), page_of(cast.qian))

    assert "概览" not in page
    assert "通讯录里人人可见的只有这些" in page


def test_somebody_who_left_is_found_by_hr_alone(cast: Cast) -> None:
    cast.lin.left_on = TODAY
    cast.lin.save(update_fields=["left_on"])

    found = {
        name: cast.client(getattr(cast, name)).get(page_of(cast.lin)).status_code
        for name in ("qian", "zhao", "he")
    }

    assert found == {"qian": 404, "zhao": 404, "he": 200}


@pytest.mark.parametrize(
    ("name", "tabs"),
    [
        ("lin", ["概览", "目标", "计划", "数据来源"]),
        ("zhao", ["概览", "目标", "计划", "数据来源"]),
        ("gao", ["概览", "目标", "数据来源"]),
    ],
)
def test_tabs_are_only_those_the_reader_may_open(cast: Cast, name: str, tabs: list[str]) -> None:
    client = cast.client(getattr(cast, name))
    shown = [link.label for link in client.get(page_of(cast.lin)).context["card"].tabs]
    opened = [client.get(link.url).status_code for link in client.get(page_of(cast.lin)).context["card"].tabs]

    assert (shown, opened) == (tabs, [200] * len(tabs))


def test_plans_are_no_matter_of_managers_further_up(cast: Cast) -> None:
    assert cast.client(cast.gao).get(page_of(cast.lin, "plans/")).status_code == 404


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("zhao", "你是直线经理，从2024年7月起"),
        ("gao", "你是上级经理"),
        ("he", "你是这个部门的HR"),
        ("lin", "谁看过我的资料"),
    ],
)
def test_the_head_says_what_the_reader_is_to_the_person(cast: Cast, name: str, said: str) -> None:
    page = text_of(cast.client(getattr(cast, name)), page_of(cast.lin))

    assert said in page
    assert "入职2年4个月" in page


def test_each_look_is_noted_by_relation(cast: Cast) -> None:
    for name in ("lin", "zhao", "zhao", "he", "gao", "qian"):
        cast.client(getattr(cast, name)).get(page_of(cast.lin))

    found = [(row.reader_name, row.what, row.why, row.daily) for row in access_log(cast.lin.uid)]

    assert sorted(found) == [
        ("何静", "person", "hr", False),
        ("赵启航", "person", "manager", True),
        ("高远", "person", "line", False),
    ]


def test_events_can_be_narrowed_to_one_kind(cast: Cast) -> None:
    client = cast.client(cast.zhao)

    everything = text_of(client, page_of(cast.lin, "around/"))
    only_plans = text_of(client, page_of(cast.lin, "around/?kind=plans"))

    assert ["经双方确认" in page for page in (everything, only_plans)] == [True, False]
    assert ["已发布" in page for page in (everything, only_plans)] == [True, True]


def test_the_english_pages_are_english(cast: Cast) -> None:
    cast.lin.line = ""
    cast.lin.save(update_fields=["line"])
    client = cast.client(cast.zhao, "en")
    plan = "把报价变成订单"  # what people write stays as written
    promised = "开通历史成交价权限"

    found = {
        tab: CHINESE.findall(
            text_of(client, page_of(cast.lin, tab))
            .replace("中文", "")
            .replace(plan, "")
            .replace(promised, "")
        )
        for tab in ("", "around/", "goals/", "plans/", "data/")
    }

    assert {tab: words for tab, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("name", "tab", "most"),
    [
        ("lin", "", 11),
        ("zhao", "", 13),
        ("he", "", 13),
        ("gao", "", 12),
        ("zhao", "around/", 14),
        ("qian", "", 6),
    ],
)
def test_it_costs_the_same_for_one_goal_and_for_three(
    cast: Cast, stage: Stage, name: str, tab: str, most: int
) -> None:
    client = cast.client(getattr(cast, name))
    one = queries_of(client, page_of(cast.lin, tab))
    stage.more_goals(cast.lin, 2)

    assert (one, queries_of(client, page_of(cast.lin, tab))) == (most, most)


def test_people_are_searched_for_the_picker(cast: Cast) -> None:
    answer = cast.client(cast.qian).get("/people/search/", {"q": "lzx"}).content.decode()

    assert [str(person.uid) in answer for person in (cast.lin, cast.gao)] == [True, False]
    assert "lin@example.com" not in answer
