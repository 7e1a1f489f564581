"""The pages of goals through a browser without script: both languages, forms, refusals, the same queries for 1 and 3."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingjin.goals.actions.checking_in import update_week
from jingjin.goals.actions.data import MilestoneData
from jingjin.goals.models import Goal, Period, WeeklyUpdate
from jingjin.goals.tests.build import NOW, WHEN, confirmed, draft, fresh, objective, quarter, running, say
from jingjin.goals.words import Kind, State
from tests.cast import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.cast import Cast

CHINESE = re.compile(r"[一-鿿]")
WORDS = re.compile(r">([^<>]+)<")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def story(cast: Cast, *, english: bool = True) -> dict[str, Goal]:
    """A goal of each kind around Lin, with both languages (or, for the scan, with no Chinese content at all)."""
    top = running(None, "Company aim", kind=Kind.OBJECTIVE, responsible=cast.gao)
    unit = running(cast.units["east_one"], "Unit aim", kind=Kind.OBJECTIVE, parent=top, responsible=cast.zhao)
    parts = (MilestoneData(title="First step", due=TODAY), MilestoneData(title="Second step", due=TODAY))
    orders = draft(cast.lin, "Orders", parent=unit, weight="0.5", baseline=0, measured_in="%")
    steps = draft(
        cast.lin, "Steps", weight="0.5", measure="milestone", target=None, milestones=parts, parent=unit
    )
    from jingjin.goals.actions.confirming import propose

    for goal in (orders, steps):
        propose(by=cast.actor(cast.lin), uid=goal.uid, **WHEN)
    say(orders, 40, by=cast.actor(cast.lin), confidence="at_risk", note="Waiting for a budget")
    aim = objective(cast.lin, "Own aim", weight=0)
    update_week(by=cast.actor(cast.lin), confidence="sure", note="All well", **WHEN)
    return {"top": top, "unit": unit, "orders": fresh(orders), "steps": fresh(steps), "aim": aim}


def addresses(goals: dict[str, Goal]) -> list[tuple[str, str]]:
    """Who opens which page."""
    orders = goals["orders"].uid
    one = [f"/goals/{goal.uid}/" for goal in goals.values()]
    lins = [
        "/goals/",
        "/goals/map/",
        f"/goals/map/?at={goals['unit'].uid}",
        "/goals/team/",
        "/goals/update/",
        *one,
    ]
    lins += [f"/goals/{orders}/{part}/" for part in ("why", "history", "edit", "check-in")]
    zhaos = [f"/goals/{orders}/{part}/" for part in ("withdraw", "send-back", "weights")]
    zhaos += ["/goals/", "/goals/team/", "/goals/new/", f"/goals/new/?for=unit:{goals['unit'].unit.uid}"]  # type: ignore[union-attr]
    bais = ["/goals/periods/", f"/goals/periods/{quarter().uid}/"]
    return [
        *(("lin", url) for url in lins),
        *(("zhao", url) for url in zhaos),
        *(("bai", url) for url in bais),
        *(("qian", url) for url in ("/goals/", "/goals/team/", "/goals/update/", "/goals/map/")),
    ]


def test_every_page_opens_in_chinese_and_english(cast: Cast) -> None:
    goals = story(cast)

    for name, url in addresses(goals):
        for language in ("zh-hans", "en"):
            answer = cast.client(getattr(cast, name), language).get(url)
            page = answer.content.decode()
            assert (answer.status_code, page.count("<h1")) == (200, 1), url
            assert f'lang="{language}"' in page


def test_chinese_pages_have_no_english_sentence(cast: Cast) -> None:
    """Every text of two English words or more is content of this story, not ours."""
    goals = story(cast)
    content = re.compile(r"Company aim|Unit aim|Own aim|First step|Second step|Waiting for a budget|All well")

    for name, url in addresses(goals):
        page = cast.client(getattr(cast, name)).get(url).content.decode()
        texts = [text.strip() for text in WORDS.findall(page.split("<main", 1)[1])]
        found = [
            text
            for text in texts
            if re.search(r"[a-z]{3,} [a-z]{2,}", content.sub("", text)) and "{" not in text
        ]
        assert found == [], url


def count(client: Client, url: str) -> int:
    client.get(url)  # what the frame remembers for a while is not counted
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("url", ["/goals/", "/goals/update/"])
def test_my_pages_cost_the_same_for_one_and_three_goals(cast: Cast, url: str) -> None:
    client = cast.client(cast.lin)
    confirmed(cast, cast.lin)
    one = count(client, url)

    for title in ("二", "三"):
        say(running(cast.lin, title, weight=0), 10)

    assert (count(client, url), one <= 15) == (one, True)


def test_shared_pages_cost_the_same_for_one_and_three_goals(cast: Cast) -> None:
    top = running(None, kind=Kind.OBJECTIVE)
    say(running(cast.units["east_one"], parent=top), 10)
    urls = (f"/goals/map/?at={top.uid}", "/goals/team/", f"/goals/{top.uid}/")
    client = cast.client(cast.zhao)
    running(cast.lin)
    one = [count(client, url) for url in urls]

    for title in ("二", "三"):
        say(running(cast.units["east_one"], title, parent=top, weight=0), 10)
        running(cast.lin, title, weight=0)

    assert [count(client, url) for url in urls] == one
    assert max(one) <= 15


def fields(goal: Goal, **changes: Any) -> dict[str, Any]:
    return {
        "title": goal.title,
        "measure": goal.measure,
        "target": "100",
        "start": "2026-10-01",
        "last_day": "2026-12-31",
        "version": goal.version,
        **changes,
    }


def test_a_goal_is_written_without_script(cast: Cast) -> None:
    client = cast.client(cast.zhao)
    sent = {
        "owner": f"person:{cast.lin.uid}",
        "period": str(quarter().uid),
        "kind": "kpi",
        "title": "新签订单",
        "measure": "reach",
        "target": "1,200万",
        "currency": "CNY",
        "once": "t1",
    }

    answer = client.post("/goals/new/", sent)
    again = client.post("/goals/new/", sent)

    goal = Goal.objects.get()
    assert (goal.person, goal.target, goal.state) == (cast.lin, Decimal(12_000_000), State.DRAFT)
    assert [each.headers["Location"] for each in (answer, again)] == [f"/goals/{goal.uid}/"] * 2


def test_milestones_are_written_with_their_days(cast: Cast) -> None:
    sent = {
        "owner": f"person:{cast.lin.uid}",
        "period": str(quarter().uid),
        "kind": "kpi",
        "title": "新品上市",
        "measure": "milestone",
        "milestone_0": "样机",
        "milestone_due_0": "2026-11-30",
    }

    cast.client(cast.lin).post("/goals/new/", sent)
    refused = cast.client(cast.lin).post("/goals/new/", {**sent, "milestone_due_0": ""})

    assert [part.title for part in Goal.objects.get().milestones.all()] == ["样机"]
    assert (refused.status_code, Goal.objects.count()) == (422, 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"target": "0"}, "目标值和起点一样"),
        ({"target": "很多"}, "填一个数"),
        ({"target": ""}, "填写要达到的值"),
        ({"last_day": "2027-03-01"}, "日期要在周期之内"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_input_stays(
    cast: Cast, changes: dict[str, str], sentence: str
) -> None:
    goal = draft(cast.lin)

    answer = cast.client(cast.lin).post(
        f"/goals/{goal.uid}/edit/", fields(goal, title="改过的名字", **changes)
    )

    page = answer.content.decode()
    assert (answer.status_code, sentence in page, "改过的名字" in page) == (422, True, True)
    assert fresh(goal).title == "新签订单"


def test_a_conflict_shows_who_what_and_both_texts(cast: Cast) -> None:
    goal = draft(cast.lin)
    url = f"/goals/{goal.uid}/edit/"
    cast.client(cast.zhao).post(url, fields(goal, target="120"))

    answer = cast.client(cast.lin).post(url, fields(goal, target="110"))
    page = answer.content.decode()
    saved = cast.client(cast.lin).post(url, fields(goal, target="110", version=goal.version + 1))

    diff = page[page.index('<dl class="diff"') : page.index("</dl>")]
    assert (answer.status_code, "赵启航" in page) == (422, True)
    assert ("120" in diff, "110" in diff) == (True, True)
    assert (saved.status_code, fresh(goal).target) == (302, Decimal(110))


def test_the_manager_confirms_a_team_on_one_page(cast: Cast) -> None:
    goals = [running(cast.lin), running(cast.lin, "回款", weight=0)]
    client = cast.client(cast.zhao)

    page = client.get("/goals/team/").content.decode()
    client.post("/goals/team/confirm/", {"goal": [str(goal.uid) for goal in goals]})

    assert all(str(goal.uid) in page for goal in goals)
    assert [fresh(goal).manager_confirmed_by for goal in goals] == [cast.zhao, cast.zhao]


def test_one_foreign_goal_confirms_none(cast: Cast) -> None:
    mine, foreign = running(cast.lin), running(cast.qian)

    answer = cast.client(cast.zhao).post("/goals/team/confirm/", {"goal": [str(mine.uid), str(foreign.uid)]})

    assert (answer.status_code, fresh(mine).manager_confirmed_at) == (404, None)


def test_lin_confirms_what_is_ticked_and_sends_the_rest_back(cast: Cast) -> None:
    ticked, other = running(cast.lin), running(cast.lin, "回款", weight=0)
    client = cast.client(cast.lin)

    client.post("/goals/accept/", {"goal": [str(ticked.uid)]})
    silent = client.post(f"/goals/{other.uid}/send-back/", {"reason": ""})
    client.post(f"/goals/{other.uid}/send-back/", {"reason": "按回款口径"})

    assert fresh(ticked).employee_confirmed_at == NOW
    assert (silent.status_code, fresh(other).state, fresh(other).statement) == (
        422,
        State.DRAFT,
        "按回款口径",
    )


def test_weights_are_typed_as_percent_and_refused_together(cast: Cast) -> None:
    one, two = draft(cast.lin), draft(cast.lin, "回款")
    client, url = cast.client(cast.lin), f"/goals/{one.uid}/weights/"

    refused = client.post(url, {str(one.uid): "60%", str(two.uid): "50"})
    page = refused.content.decode()
    client.post(url, {str(one.uid): "60%", str(two.uid): "４０"})

    assert (refused.status_code, "110%" in page, 'value="60%"' in page) == (422, True, True)
    assert [fresh(goal).weight for goal in (one, two)] == [Decimal("0.6"), Decimal("0.4")]


def test_the_week_is_done_in_one_send(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    client = cast.client(cast.lin)

    page = client.get("/goals/update/").content.decode()
    silent = client.post("/goals/update/", {str(goal.uid): "40"})
    client.post("/goals/update/", {str(goal.uid): "40", "confidence": "at_risk", "note": "等院里批预算"})

    assert ("赵启航会看到" in page, silent.status_code) == (True, 422)
    assert (fresh(goal).value, WeeklyUpdate.objects.get().confidence) == (Decimal(40), "at_risk")


def test_a_check_in_says_who_reads_it_and_asks_for_a_reason_to_step_back(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    say(goal, 50)
    client, url = cast.client(cast.lin), f"/goals/{goal.uid}/check-in/"

    page = client.get(url).content.decode()
    refused = client.post(url, {"value": "40"})
    client.post(url, {"value": "40", "note": "一单退货"})

    assert "赵启航会看到" in page
    assert ("比上次退了一步" in refused.content.decode(), refused.status_code) == (True, 422)
    assert fresh(goal).value == 40


def test_milestones_are_ticked_on_the_goal(cast: Cast) -> None:
    parts = (MilestoneData(title="样机", due=TODAY),)
    goal = running(cast.lin, measure="milestone", target=None, milestones=parts)

    cast.client(cast.lin).post(f"/goals/{goal.uid}/milestones/{goal.milestones.get().uid}/", {"done": "1"})

    assert fresh(goal).progress == 1


def test_closing_and_withdrawing_ask_for_words(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    client = cast.client(cast.zhao)

    refused = [client.post(f"/goals/{goal.uid}/{step}/").status_code for step in ("close", "withdraw")]
    client.post(f"/goals/{goal.uid}/close/", {"reason": "提前结束"})

    assert (refused, fresh(goal).state) == ([422, 422], State.CLOSED)


def test_hr_keeps_the_periods(cast: Cast) -> None:
    client = cast.client(cast.bai)
    sent = {"name": "2027年第一季度", "start": "2027-01-01", "last_day": "2027-03-31"}

    client.post("/goals/periods/", sent)
    twice = client.post("/goals/periods/", sent)
    row = Period.objects.get()
    client.post(f"/goals/periods/{row.uid}/", {**sent, "lock_on": "2027-02-01", "version": row.version})

    assert (twice.status_code, str(row.end)) == (422, "2027-04-01")
    assert str(Period.objects.get().lock_on) == "2027-02-01"
    assert cast.client(cast.lin).get("/goals/periods/").status_code == 200


def test_why_is_a_fragment_for_htmx_and_a_page_without(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    say(goal, 68)
    client, url = cast.client(cast.lin), f"/goals/{goal.uid}/why/"

    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    page = client.get(url).content.decode()

    assert ("<html" in part, "<html" in page) == (False, True)
    assert "68%" in part
    assert "68%" in page


def test_the_map_gives_its_columns_alone_to_htmx(cast: Cast) -> None:
    top = running(None, "公司目标", kind=Kind.OBJECTIVE)
    headers = {"HX-Request": "true", "HX-Target": "map"}

    part = cast.client(cast.lin).get(f"/goals/map/?at={top.uid}", headers=headers).content.decode()

    assert ("<html" in part, "公司目标" in part) == (False, True)
    assert cast.client(cast.lin).get("/goals/map/?at=nonsense").status_code == 404


def test_old_weights_are_struck_through_only_when_something_dropped_out(cast: Cast) -> None:
    top = running(None, kind=Kind.OBJECTIVE)
    one = draft(None, "一", parent=top, weight="0.6")
    two = draft(None, "二", parent=top, weight="0.4")
    from jingjin.goals.actions.confirming import propose
    from jingjin.goals.tests.build import TEST

    for goal in (one, two):
        propose(by=TEST, uid=goal.uid, **WHEN)
    client, url = cast.client(cast.lin), f"/goals/{top.uid}/why/"
    say(one, 50)
    partly = client.get(url).content.decode()
    say(two, 50)
    whole = client.get(url).content.decode()

    assert (partly.count("<del>"), "本期没有数据，不计入" in partly) == (2, True)
    assert whole.count("<del>") == 0
