"""The pages in both languages, the switch, and the API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingjin.audit.public import events_of
from jingjin.core.models import Company, Event
from jingjin.insight.models import Contest, Notice, Signal, SignalPolicy, SignalRun
from jingjin.insight.public import market_part
from jingjin.insight.queries.overview import overview
from jingjin.insight.tests.company import WEEKS
from tests.cast import TODAY

if TYPE_CHECKING:
    from django.test import Client

    from jingjin.insight.tests.company import Sales
    from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ADDRESSES = ("/insight/", "/insight/signals/", "/insight/notices/", "/insight/about/", "/settings/signals/")


@pytest.fixture
def fallen(sales: Sales) -> Sales:
    """Lin is behind, the south fell together, one colleague's orders stopped; judged once."""
    south = [number for number, person in sales.people.items() if person.region == "华南"]
    sales.bend(south, 0.6, 10)
    sales.bend([sales.cast.lin.number], 0.72, 26)
    sales.factors["01405", "orders"][-5:] = float("nan")
    sales.send()
    sales.run()
    return sales


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_full_and_empty(fallen: Sales, language: str) -> None:
    client = fallen.cast.client(fallen.cast.bai, language)

    assert [client.get(address).status_code for address in ADDRESSES] == [200] * len(ADDRESSES)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_before_the_first_run(cast: Cast, language: str) -> None:
    client = cast.client(cast.bai, language)

    assert [client.get(address).status_code for address in ADDRESSES] == [200] * len(ADDRESSES)


def test_the_overview_and_the_settings_dont_exist_for_others(cast: Cast) -> None:
    found = {
        person.name: [
            cast.client(person).get(address).status_code for address in ("/insight/", "/settings/signals/")
        ]
        for person in (cast.lin, cast.zhao, cast.mo, cast.he, cast.gao)
    }

    assert found == {
        "林知夏": [404, 404],
        "赵启航": [404, 404],
        "莫凡": [404, 404],
        "何静": [200, 404],
        "高远": [200, 404],
    }


def test_executives_see_counts_without_names(fallen: Sales) -> None:
    cast = fallen.cast

    view = overview(cast.actor(cast.gao))
    text = cast.client(cast.gao).get("/insight/").content.decode()

    assert [(row.name, row.shown.value, row.person, row.market) for row in view.groups] == [
        ("华东大区", "yes", 1, 0),
        ("华南大区", "yes", 0, 12),
    ]
    assert "林知夏" not in text


def test_a_small_group_is_hidden_with_the_next_one(sales: Sales) -> None:
    cast = sales.cast
    for person in (cast.he, cast.bai):
        sales.factors[person.number, "orders"] = np.ones(WEEKS)
    sales.send()
    sales.run()

    view = overview(cast.actor(cast.gao))
    text = cast.client(cast.gao).get("/insight/").content.decode()

    assert [(row.name, row.shown.value) for row in view.groups] == [
        ("华东大区", "complement"),
        ("华南大区", "yes"),
        ("人力资源部", "small"),
    ]
    assert (text.count("人数少于5"), text.count("一并隐藏")) == (1, 1)


def test_hr_partners_see_their_own_units(fallen: Sales) -> None:
    cast = fallen.cast

    view = overview(cast.actor(cast.he))

    assert view.people == 12
    assert [row.name for row in view.groups] == ["华东一部"]


def test_the_head_sees_to_a_fallen_group(fallen: Sales) -> None:
    cast = fallen.cast
    notice = Notice.objects.get(kind="market_fall")
    client = cast.client(cast.sun)

    assert "12人整体下行" in client.get("/insight/notices/").content.decode()
    assert client.post(f"/insight/notices/{notice.uid}/seen/").status_code == 302
    notice.refresh_from_db()
    assert (notice.state, notice.seen_by) == ("seen", cast.sun)
    assert cast.client(cast.zhao).post(f"/insight/notices/{notice.uid}/seen/").status_code == 404


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_pages_ask_as_often_for_three_signals_as_for_one(behind: Sales) -> None:
    cast = behind.cast
    addresses = ("/insight/signals/", f"/insight/signals/{Signal.objects.get().uid}/", "/insight/")
    client = cast.client(cast.bai)
    queries_of(client, "/insight/about/")  # the day's first request rebuilds the closures
    before = [queries_of(client, address) for address in addresses]

    behind.bend(["01401", "01402"], 0.7, 26)
    behind.send()
    behind.run()

    assert Signal.objects.count() == 3
    assert [queries_of(client, address) for address in addresses] == before
    assert max(before) <= 15


def test_broken_figures_are_named_for_the_plan_precheck(fallen: Sales) -> None:
    part = market_part(fallen.people["01405"].pk, TODAY)

    assert part is not None
    assert (part.label, part.faulty_metrics) == ("data_fault", ("新签订单",))


def test_the_manager_answers_on_the_page(behind: Sales) -> None:
    cast, uid = behind.cast, Signal.objects.get().uid
    client = cast.client(cast.zhao)

    refused = client.post(f"/insight/signals/{uid}/answer/", {"text": "", "step": "talk"})
    done = client.post(f"/insight/signals/{uid}/answer/", {"text": "她在交接新客户。", "step": "support"})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "她在交接新客户。" in cast.client(cast.lin).get(f"/insight/signals/{uid}/").content.decode()


def test_the_whole_objection_on_the_page(behind: Sales) -> None:
    cast, uid = behind.cast, Signal.objects.get().uid

    cast.client(cast.lin).post(f"/insight/signals/{uid}/contest/", {"statement": "漏记两单。"})
    hr = cast.client(cast.he)
    assert "漏记两单。" in hr.get(f"/insight/signals/{uid}/").content.decode()
    hr.post(
        f"/insight/contests/{Contest.objects.get().uid}/reply/",
        {"decision": "correct", "text": "已通知CRM更正。"},
    )

    assert (Signal.objects.get().state, Contest.objects.get().decision) == ("open", "correct")
    assert "已通知CRM更正。" in cast.client(cast.lin).get(f"/insight/signals/{uid}/").content.decode()


def test_beside_a_team_only_the_pane_is_sent(behind: Sales) -> None:
    client = behind.cast.client(behind.cast.zhao)
    address = f"/insight/signals/{Signal.objects.get().uid}/"

    text = client.get(address, headers={"HX-Request": "true", "HX-Target": "pane"}).content.decode()

    assert text.startswith('<aside class="pane" id="pane"')
    assert "<html" not in text


def test_an_hr_admin_switches_on_after_saying_what_employees_are_told(cast: Cast) -> None:
    client = cast.client(cast.bai)

    refused = client.post("/settings/signals/", {"enabled": "on", "notice": ""})
    done = client.post("/settings/signals/", {"enabled": "on", "notice": "每周一看一次数据。"})

    policy = SignalPolicy.objects.get()
    assert (refused.status_code, done.status_code) == (422, 302)
    assert Company.objects.get().signals_enabled
    assert [event.facts["enabled"] for event in events_of(policy.uid)] == [True]
    assert "每周一看一次数据。" in cast.client(cast.lin).get("/insight/about/").content.decode()


def test_switching_off_ends_every_signal(behind: Sales) -> None:
    client = behind.cast.client(behind.cast.bai)

    client.post("/settings/signals/", {"notice": "暂停。"})

    assert not Company.objects.get().signals_enabled
    assert (Signal.objects.get().state, Signal.objects.get().ending) == ("resolved", "off")
    assert behind.run() is None


def test_asking_for_a_judgement_leaves_it_to_the_worker(behind: Sales) -> None:
    assert behind.cast.client(behind.cast.bai).post("/settings/signals/run/").status_code == 302
    assert SignalRun.objects.count() == 1


def call(client: Client, path: str, body: object = None) -> tuple[int, Any]:
    response = client.post(f"/api/v1{path}", data=json.dumps(body or {}), content_type="application/json")
    return response.status_code, response.json()


def test_the_api_reads_and_does_what_the_pages_do(behind: Sales) -> None:
    cast, uid = behind.cast, Signal.objects.get().uid
    zhao, lin, he = (cast.client(person) for person in (cast.zhao, cast.lin, cast.he))

    listed = zhao.get("/api/v1/signals").json()["items"]
    detail = zhao.get(f"/api/v1/signals/{uid}").json()
    talked = call(zhao, f"/signals/{uid}/talk", {"on": "2024-11-20"})
    later = call(zhao, f"/signals/{uid}/later")
    answered = call(zhao, f"/signals/{uid}/answer", {"text": "交接客户。", "step": "wait"})
    seen = call(lin, f"/signals/{uid}/seen")
    contested = call(lin, f"/signals/{uid}/contest", {"statement": "漏记。"})
    replied = call(he, f"/contests/{contested[1]['uid']}/reply", {"decision": "withdraw", "text": "属实。"})

    assert [one["uid"] for one in listed] == [str(uid)]
    assert detail["explanation"]["parts"]["own"] < -15
    assert detail["advice"]["possible"] is False
    codes = [status for status, _body in (talked, later, answered, seen, contested, replied)]
    assert codes == [200] * 6
    assert Signal.objects.get().ending == "withdrawn"


def test_the_api_hides_from_others_what_the_pages_hide(behind: Sales) -> None:
    cast, uid = behind.cast, Signal.objects.get().uid
    qian, zhao, bai = (cast.client(person) for person in (cast.qian, cast.zhao, cast.bai))

    assert qian.get(f"/api/v1/signals/{uid}").status_code == 404
    assert qian.get("/api/v1/signals").json()["items"] == []
    assert call(qian, f"/signals/{uid}/answer", {"text": "a", "step": "wait"})[0] == 404
    assert [
        zhao.get(f"/api/v1{path}").status_code
        for path in ("/insight/overview", "/signal-settings", "/signal-runs")
    ] == [404] * 3
    assert [
        bai.get(f"/api/v1{path}").status_code
        for path in ("/insight/overview", "/signal-settings", "/signal-runs")
    ] == [200] * 3
    assert call(bai, f"/signal-runs/{SignalRun.objects.get().uid}/replay") == (200, {"differing": 0})


def test_what_happens_is_told_to_other_areas(behind: Sales) -> None:
    names = list(
        Event.objects.filter(name__startswith="signal").order_by("id").values_list("name", flat=True)
    )

    assert names == ["signals.switched_on", "signal.opened"]
    assert Signal.objects.get().opened_on == TODAY
