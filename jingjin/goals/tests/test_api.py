"""The API of goals does what the pages do, with versions and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import time_machine

from jingjin.goals.actions.data import MilestoneData
from jingjin.goals.models import Goal, Period
from jingjin.goals.tests.build import NOW, confirmed, draft, fresh, quarter, running, say
from jingjin.goals.words import State
from tests.cast import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.cast import Cast

API = "/api/v1/goals"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def send(
    client: Client,
    url: str,
    body: dict[str, Any] | None = None,
    *,
    put: bool = False,
    version: int | None = None,
    key: str = "",
) -> Any:
    call = client.put if put else client.post
    headers = {"If-Match": "" if version is None else str(version), "Idempotency-Key": key}
    return call(url, body or {}, content_type="application/json", headers=headers)


def test_a_goal_from_draft_to_closed(cast: Cast) -> None:
    lin, zhao = cast.client(cast.lin), cast.client(cast.zhao)
    body = {
        "level": "person",
        "person": str(cast.lin.uid),
        "kind": "kpi",
        "period": str(quarter().uid),
        "title": "新签订单",
        "measure": "increase",
        "baseline": "80",
        "target": "100",
        "weight": "1",
    }

    made = send(zhao, API, body).json()
    url = f"{API}/{made['uid']}"
    proposed = send(zhao, f"{url}/propose").json()
    (receipt,) = send(lin, f"{API}/accept", {"goals": [made["uid"]]}).json()
    checked = send(lin, f"{url}/check-ins", {"value": "90", "confidence": "sure"}).json()
    shown = lin.get(url).json()
    closed = send(zhao, f"{url}/close", {"reason": "提前结束"}).json()

    assert (made["state"], proposed["state"], receipt["state"]) == ("draft", "proposed", "confirmed")
    assert (len(receipt["hash"]), checked["backwards"]) == (64, False)
    assert (shown["progress"], shown["status"], shown["weight"]) == ("0.500000000000", "watch", "1.000000")
    assert (closed["state"], closed["end_reason"]) == ("closed", "提前结束")


def test_an_old_version_is_told_the_new_one(cast: Cast) -> None:
    goal = draft(cast.lin)
    client, url = cast.client(cast.lin), f"{API}/{goal.uid}"
    body = {"title": "新签订单", "measure": "reach", "target": "120"}

    first = send(client, url, body, put=True, version=goal.version)
    second = send(client, url, {**body, "target": "130"}, put=True, version=goal.version)

    assert (first.status_code, second.status_code) == (200, 409)
    assert second.headers["Content-Type"] == "application/problem+json"
    assert second.json()["version"] == goal.version + 1
    assert fresh(goal).target == 120


def test_impossible_input_is_named_by_field(cast: Cast) -> None:
    goal = draft(cast.lin)
    body = {"title": "新签订单", "measure": "reach", "target": "0"}

    answer = send(cast.client(cast.lin), f"{API}/{goal.uid}", body, put=True)

    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["target"])


def test_a_circle_is_refused(cast: Cast) -> None:
    top = running(None, kind="objective", measure="", target=None)
    below = running(None, kind="objective", measure="", target=None, parent=top)

    answer = send(
        cast.client(cast.bai), f"{API}/{top.uid}", {"title": "上", "parent": str(below.uid)}, put=True
    )

    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["parent"])


def test_the_list_holds_what_its_reader_may_see(cast: Cast) -> None:
    confirmed(cast, cast.lin)
    running(cast.units["east_one"], "部门目标")

    seen = {
        name: sorted(row["title"] for row in cast.client(getattr(cast, name)).get(API).json()["items"])
        for name in ("lin", "qian")
    }
    asked = cast.client(cast.lin).get(API, {"level": "unit", "on": TODAY.isoformat()}).json()["items"]

    assert seen == {"lin": ["新签订单", "部门目标"], "qian": ["部门目标"]}
    assert [row["title"] for row in asked] == ["部门目标"]


def test_weights_week_milestones_and_withdrawal(cast: Cast) -> None:
    parts = (MilestoneData(title="样机", due=TODAY),)
    one = draft(cast.lin, measure="milestone", target=None, milestones=parts)
    two = draft(cast.lin, "回款")
    lin, zhao = cast.client(cast.lin), cast.client(cast.zhao)

    weighed = send(lin, f"{API}/weights", {"weights": {str(one.uid): "0.7", str(two.uid): "0.3"}})
    send(lin, f"{API}/{one.uid}/propose")
    send(lin, f"{API}/{two.uid}/propose")
    part = one.milestones.get().uid
    ticked = send(lin, f"{API}/{one.uid}/milestones/{part}", {"done": True}).json()
    week = send(lin, f"{API}/updates", {"confidence": "sure", "values": {str(two.uid): "10"}}).json()
    sent_back = send(zhao, f"{API}/{two.uid}/decline", {"statement": "口径不对"}).json()
    withdrawn = send(zhao, f"{API}/{one.uid}/withdraw", {"reason": "重复"}).json()

    assert [row["weight"] for row in weighed.json()] == ["0.700000", "0.300000"]
    assert (ticked["progress"], week["week"]) == ("1.000000000000", "2026-11-23")
    assert (sent_back["state"], withdrawn["state"]) == ("draft", "withdrawn")


def test_team_why_and_history(cast: Cast) -> None:
    goal = running(cast.lin)
    say(goal, 40)
    zhao = cast.client(cast.zhao)

    (member,) = zhao.get(f"{API}/team").json()
    why = zhao.get(f"{API}/{goal.uid}/why").json()
    steps = zhao.get(f"{API}/{goal.uid}/history").json()

    assert (member["person"], member["to_confirm"]) == (str(cast.lin.uid), [str(goal.uid)])
    assert (why["total"], why["figures"]) == ("40%", "40 ÷ 100")
    assert [step["what"] for step in steps] == ["更新了进展", "提交了目标", "写了草稿"]


def test_periods_are_hrs(cast: Cast) -> None:
    body = {"name": "2027年第一季度", "start": "2027-01-01", "end": "2027-04-01"}

    refused = send(cast.client(cast.lin), f"{API}/periods", body)
    made = send(cast.client(cast.bai), f"{API}/periods", body).json()
    url = f"{API}/periods/{made['uid']}"
    send(cast.client(cast.bai), url, {**body, "lock_on": "2027-02-01"}, put=True, version=1)

    assert refused.status_code == 403
    assert str(Period.objects.get().lock_on) == "2027-02-01"


def test_the_same_key_writes_once(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    client, url = cast.client(cast.lin), f"{API}/{goal.uid}/check-ins"

    first = send(client, url, {"value": "40"}, key="k1").json()
    again = send(client, url, {"value": "40"}, key="k1").json()

    assert (first["uid"], Goal.objects.get().check_ins.count()) == (again["uid"], 1)
    assert fresh(goal).state == State.CONFIRMED
