"""Today for each role: what it shows, what it never shows, what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from jingjin.org import public as org
from jingjin.plans.tests.story import Story, story_until
from tests.cast import SETUP, TODAY
from tests.desk.stage import CHINESE, queries_of, text_of

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.desk.stage import Stage

EVERYBODY = ("lin", "zhao", "sun", "he", "gao", "qian", "bai", "mo", "tan")
REST = "/today/rest/"


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_opens_empty_for_everybody(cast: Cast, name: str, language: str) -> None:
    client = cast.client(getattr(cast, name), language)

    empty = {"zh-hans": "没有事在等你", "en": "Nothing waits for you"}[language]
    assert empty in text_of(client, "/")
    assert client.get(REST).status_code == 200


def test_an_employee_sees_tasks_goals_and_the_week(cast: Cast, stage: Stage) -> None:
    story_until(cast, Story.published)
    stage.goal(cast.lin, "新签订单", "New orders", value=70)
    stage.goal(cast.qian, "别人的目标", "Somebody else's goal", value=10)

    page = text_of(cast.client(cast.lin), "/")

    for said in (
        "早上好，知夏",
        "有2件事等你",
        "改进计划“把报价变成订单”",
        "11月27日前 · 还有3天",
        "新签订单",
        "本周",
    ):
        assert said in page
    assert "别人的目标" not in page


def test_the_english_page_is_english(cast: Cast, stage: Stage) -> None:
    stage.goal(cast.lin, "新签订单", "New orders", value=70)
    stage.goal(None, "公司新签", "Company orders", value=10)
    stage.figures(cast.lin, share=0.8)

    found = {
        f"{name} {path}": CHINESE.findall(
            text_of(cast.client(getattr(cast, name), "en"), path).replace("中文", "")
        )
        for name in ("lin", "zhao", "he", "gao")
        for path in ("/", REST)
    }

    assert {key: words for key, words in found.items() if words} == {}


def test_the_manager_sees_who_needs_support(cast: Cast, stage: Stage) -> None:
    new = stage.colleague("韩雪", "00217", hired=TODAY - timedelta(weeks=6))
    fine = stage.colleague("陆一鸣", "00216")
    stage.goal(cast.lin, "新签订单", "New orders", value=20)
    stage.goal(fine, "新签订单", "New orders", value=90)

    page = text_of(cast.client(cast.zhao), REST)

    assert "1人适应期" in page
    assert page.index("林知夏") < page.index(new.name)
    assert "1项目标中，1项低于今天应达。" in page
    assert fine.name not in page


def test_a_former_manager_sees_the_team_no_more(cast: Cast, stage: Stage) -> None:
    stage.goal(cast.lin, "新签订单", "New orders", value=20)
    org.set_manager(by=SETUP, person=cast.lin, manager=cast.sun, since=TODAY)
    org.rebuild_closures(day=TODAY)

    assert "林知夏" not in text_of(cast.client(cast.zhao), REST)
    assert "林知夏" in text_of(cast.client(cast.sun), REST)


def test_promised_support_is_counted(cast: Cast) -> None:
    story_until(cast, Story.started)

    assert "你承诺的支持 0 / 1 已兑现，1项本周到期" in text_of(cast.client(cast.zhao), REST)


def test_hr_sees_the_own_units_only(cast: Cast) -> None:
    story_until(cast, Story.submitted)

    page = text_of(cast.client(cast.he), REST)

    assert "华东一部 2人 0个信号 0份计划" in page
    assert "待审核 1" in page
    assert "华南一部" not in page


def test_the_plan_to_review_stands_on_hrs_today(cast: Cast) -> None:
    story_until(cast, Story.submitted)

    assert "林知夏" in text_of(cast.client(cast.he), "/")
    assert "林知夏" not in text_of(cast.client(cast.bai), "/today/counts/")


def test_the_executive_sees_company_goals_and_counts(cast: Cast, stage: Stage) -> None:
    stage.goal(None, "公司新签", "Company orders", value=30)
    story_until(cast, Story.published)
    client = cast.client(cast.gao)

    page, rest = text_of(client, "/"), text_of(client, REST)

    assert "公司新签" in page
    assert "进行中的信号" in rest
    assert "把报价变成订单" not in page + rest


def test_a_running_plan_stands_beside_the_goals(cast: Cast) -> None:
    story_until(cast, Story.started)

    assert "你的改进计划 把报价变成订单" in text_of(cast.client(cast.lin), REST)
    assert "把报价变成订单" not in text_of(cast.client(cast.qian), REST)


@pytest.mark.parametrize(
    ("name", "path", "most"),
    [("lin", "/", 14), ("zhao", "/", 11), ("zhao", REST, 10), ("he", "/", 13), ("gao", "/", 11)],
)
def test_it_costs_the_same_for_one_person_and_for_three(
    cast: Cast, stage: Stage, name: str, path: str, most: int
) -> None:
    story_until(cast, Story.published)
    stage.goal(cast.lin, "新签订单", "New orders", value=20)
    stage.goal(None, "公司新签", "Company orders", value=10)
    client = cast.client(getattr(cast, name))
    one = queries_of(client, path)
    for number in ("00216", "00217"):
        stage.goal(stage.colleague("陆一鸣", number), "新签订单", "New orders", value=20)

    assert (one, queries_of(client, path)) == (most, most)


def test_the_page_is_small(cast: Cast, stage: Stage) -> None:
    for number in range(12):
        stage.goal(stage.colleague("陆一鸣", f"003{number:02}1"), "新签订单", "New orders", value=20)

    assert len(cast.client(cast.zhao).get("/").content) < 40_000
