"""The team's page: only today's people, one level at a time, each look noted, the same cost for all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from jingjin.audit.public import access_log
from jingjin.org import public as org
from jingjin.plans.tests.story import Story, story_until
from tests.cast import SETUP, TODAY
from tests.desk.stage import CHINESE, queries_of, text_of

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.desk.stage import Stage

TEAM = "/team/"


def test_a_manager_sees_the_direct_reports_against_what_was_due(cast: Cast, stage: Stage) -> None:
    stage.figures(cast.lin, share=0.82)
    stage.figures(cast.qian, share=0.5)

    page = text_of(cast.client(cast.zhao), TEAM)

    assert "华东一部 · 1人 · 近12周" in page
    assert ("林知夏" in page, "−18" in page) == (True, True)
    assert ("钱进" in page, "−50" in page) == (False, False)


def test_the_table_shows_the_same_figures(cast: Cast, stage: Stage) -> None:
    stage.figures(cast.lin, share=0.82)
    client = cast.client(cast.zhao)

    assert "−18" in text_of(client, TEAM)
    assert "−18" in text_of(client, f"{TEAM}?view=list")


def test_who_is_new_is_not_judged(cast: Cast, stage: Stage) -> None:
    new = stage.colleague("韩雪", "00217", hired=TODAY - timedelta(weeks=6))
    stage.figures(new, share=0.3, weeks=6)
    stage.figures(cast.lin)

    page = text_of(cast.client(cast.zhao), TEAM)

    assert "入职第7周" in page
    assert "−70" not in page


@pytest.mark.parametrize("name", ["lin", "qian", "mo", "tan"])
def test_who_leads_nobody_finds_no_such_page(cast: Cast, name: str) -> None:
    assert cast.client(getattr(cast, name)).get(TEAM).status_code == 404


def test_a_former_manager_loses_it_the_same_day(cast: Cast, stage: Stage) -> None:
    stage.figures(cast.lin, share=0.82)
    org.set_manager(by=SETUP, person=cast.lin, manager=cast.sun, since=TODAY)
    org.rebuild_closures(day=TODAY)

    assert cast.client(cast.zhao).get(TEAM).status_code == 404
    assert "−18" in text_of(cast.client(cast.sun), TEAM)


def test_the_line_opens_one_level_at_a_time(cast: Cast, stage: Stage) -> None:
    stage.figures(cast.lin, share=0.82)
    client = cast.client(cast.gao)

    top = text_of(client, TEAM)
    below = text_of(client, f"{TEAM}?of={cast.zhao.uid}")

    assert ("赵启航" in top, "林知夏" in top) == (True, False)
    assert ("林知夏" in below, "−18" in below) == (True, True)


def test_nobody_opens_a_team_outside_the_own_line(cast: Cast) -> None:
    asked = (cast.zhao.uid, uuid4(), "nonsense")

    found = [cast.client(cast.sun).get(f"{TEAM}?of={of}").status_code for of in asked]

    assert found == [403, 404, 404]


def test_hr_chooses_among_the_own_units(cast: Cast, stage: Stage) -> None:
    stage.figures(cast.lin, share=0.82)
    client = cast.client(cast.he)

    assert "−18" in text_of(client, TEAM)
    assert "−18" in text_of(client, f"{TEAM}?unit={cast.units['east_one'].uid}")
    for unit in (cast.units["south_one"].uid, uuid4(), "nonsense"):
        assert client.get(f"{TEAM}?unit={unit}").status_code == 404


def test_a_plan_is_named_to_the_manager_but_not_further_up(cast: Cast, stage: Stage) -> None:
    stage.figures(cast.lin)
    story_until(cast, Story.started)
    org.rebuild_closures(day=TODAY)

    above = text_of(cast.client(cast.gao), f"{TEAM}?of={cast.zhao.uid}")

    assert "计划第" not in above


def test_looking_is_noted_for_each_person(cast: Cast, stage: Stage) -> None:
    stage.figures(cast.lin)
    for name in ("zhao", "zhao", "he"):
        cast.client(getattr(cast, name)).get(TEAM)
    cast.client(cast.gao).get(f"{TEAM}?of={cast.zhao.uid}")

    found = [(row.reader_name, row.what, row.why, row.daily) for row in access_log(cast.lin.uid)]

    assert sorted(found) == [
        ("何静", "numbers", "hr", False),
        ("赵启航", "numbers", "manager", True),
        ("高远", "numbers", "line", False),
    ]


def test_the_english_page_is_english(cast: Cast, stage: Stage) -> None:
    stage.figures(cast.lin, share=0.82)
    cast.lin.line = ""
    cast.lin.save(update_fields=["line"])
    client = cast.client(cast.zhao, "en")

    for path in (TEAM, f"{TEAM}?view=list"):
        assert CHINESE.findall(text_of(client, path).replace("中文", "")) == []


@pytest.mark.parametrize(("name", "most"), [("zhao", 13), ("he", 14)])
def test_it_costs_the_same_for_one_person_and_for_three(
    cast: Cast, stage: Stage, name: str, most: int
) -> None:
    stage.figures(cast.lin, share=0.82)
    stage.goal(cast.lin, "新签订单", "New orders", value=20)
    client = cast.client(getattr(cast, name))
    one = queries_of(client, TEAM)
    for number in ("00216", "00217"):
        more = stage.colleague("陆一鸣", number)
        stage.figures(more)
        stage.goal(more, "新签订单", "New orders", value=20)

    assert (one, queries_of(client, TEAM)) == (most, most)


def test_forty_people_fit_the_budget(cast: Cast, stage: Stage) -> None:
    for number in range(41):
        stage.colleague("陆一鸣", f"004{number:02}")
    stage.figures(cast.lin)

    answer = cast.client(cast.zhao).get(TEAM)

    assert "前40人" in answer.content.decode()
    assert len(answer.content) < 100_000
