"""The API does what the pages do, with the same permissions: one life of a plan through it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from jingjin.plans.models import Expectation
from jingjin.plans.queries.content import assessors_of, supports_of, trainings_of
from jingjin.plans.tests.story import Story, story_until

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast


class Caller:
    """Somebody who uses the API."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def send(self, method: str, path: str, body: Any = None, *, expect: int = 200, version: int = 0) -> Any:
        """Call, check the status, give the answer's JSON."""
        headers = {"If-Match": str(version)} if version else {}
        answer = self.client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers=headers,
        )
        assert (answer.status_code, answer.content.decode()[:900]) == (
            expect,
            answer.content.decode()[:900],
        )
        return json.loads(answer.content) if answer.content else None


def caller(cast: Cast, name: str) -> Caller:
    return Caller(cast.client(getattr(cast, name)))


def body_of_the_draft(cast: Cast) -> dict[str, Any]:
    """Everything a draft needs, as JSON."""
    concern = {
        "text": "报价后跟进慢。",
        "measure": "3个工作日内跟进率",
        "unit": "%",
        "baseline": "41",
        "yardstick_value": "85",
        "yardstick_on": "2025-06-20",
        "measured_from": "2025-07-01",
        "examples": [{"on": "2025-10-29", "text": "客户第8天来电询问"}],
    }
    end = "2099-01-22"
    return {
        "diagnosis": {
            "title": "把报价变成订单",
            "environment": "区域无变动",
            "talks_on": ["2026-11-03"],
            "starts_on": "2099-01-05",
            "ends_on": end,
        },
        "concerns": [concern, {**concern, "text": "转订单率低于达标值。"}],
        "expectations": {
            "expectations": [
                {
                    "text": "3个工作日内跟进率",
                    "unit": "%",
                    "baseline": "41",
                    "target": "85",
                    "due_on": end,
                    "source": "CRM",
                    "weight": "100",
                }
            ],
            "assessors": [],
        },
        "help": {
            "supports": [{"text": "开通权限", "owner": str(cast.zhao.uid), "due_on": end}],
            "trainings": [
                {
                    "gap": "跟进",
                    "course": "从报价到签约",
                    "trainer": str(cast.bai.uid),
                    "hours": "6",
                    "due_on": end,
                }
            ],
        },
        "otherwise": {
            "if_not_met": "公司将与员工当面沟通，决定前听取员工意见。",
            "extension_rule": "每逾期一日，计划顺延一日。",
            "extension_max_days": 10,
        },
    }


def test_a_plan_is_written_reviewed_and_answered_through_the_api(cast: Cast) -> None:
    zhao, he, lin = (caller(cast, name) for name in ("zhao", "he", "lin"))
    made = zhao.send("POST", "/plans", {"person": str(cast.lin.uid), "title": "把报价变成订单"})
    base = f"/plans/{made['uid']}"
    for part, body in body_of_the_draft(cast).items():
        zhao.send("PUT", f"{base}/{part}", body)
    zhao.send("POST", f"{base}/precheck", expect=204)
    zhao.send("POST", f"{base}/submit", {})
    he.send("POST", f"{base}/publish", {})
    read = lin.send("GET", base)
    assert (read["state"], read["side"]) == ("published", "person")
    assert read["acts"] == ["answer", "ask_time", "decline"]

    lin.send("POST", f"{base}/more-time", {"statement": "出差"})
    refused = lin.send("POST", f"{base}/more-time", {}, expect=422)
    assert refused["type"] == "urn:jingjin:invalid"
    answer = {"kind": "disagree", "statement": "交期不在本人职责之内。", "support_wanted": ["确认交期"]}
    lin.send("POST", f"{base}/answer", answer)
    he.send("POST", f"{base}/reply", {"decision": "keep", "text": "另行跟进"})

    told = he.send("GET", base)["answer"]
    assert (told["statement"], told["reply_text"]) == ("交期不在本人职责之内。", "另行跟进")
    assert he.send("GET", f"{base}/chain")["whole"] is True


def test_a_stale_version_is_a_conflict(cast: Cast) -> None:
    story = story_until(cast, Story.published)

    told = caller(cast, "lin").send(
        "POST", f"/plans/{story.plan.uid}/decline", version=story.plan.version - 1, expect=409
    )

    assert told["version"] == story.plan.version


def test_a_change_through_the_api_shows_its_difference(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    he, lin = caller(cast, "he"), caller(cast, "lin")
    base = f"/plans/{story.plan.uid}"

    he.send("POST", f"{base}/change", {"reason": "区域调整", "environment": "11月起少一个区"})

    versions = lin.send("GET", f"{base}/versions")
    assert [row["number"] for row in versions] == [2, 1]
    assert [line["new"] for line in versions[0]["changes"]] == ["11月起少一个区"]
    assert lin.send("POST", f"{base}/answer", {"kind": "accept"})["state"] == "active"


def test_helpers_and_assessors_have_their_own_items(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    mentor, trainer = supports_of(story.plan)[1], trainings_of(story.plan)[0]
    qian, bai = caller(cast, "qian"), caller(cast, "bai")
    (own,) = qian.send("GET", "/support-items")
    assert (own["uid"], "plan" in json.dumps(own)) == (str(mentor.uid), False)
    qian.send("POST", f"/support-items/{mentor.uid}/done", {"note": "8次"})
    there = {"held_on": "2026-11-20", "hours": "6", "attended": True}
    bai.send("POST", f"/trainings/{trainer.uid}/attendance", there)
    bai.send("POST", f"/trainings/{trainer.uid}/test", {"score": "86", "result": "passed"})

    story.assessing()

    judge = assessors_of(story.plan)[0]
    sun = caller(cast, "sun")
    (criterion,) = sun.send("GET", f"/markings/{judge.uid}")
    given = {"expectation": criterion["uid"], "value": "6", "comment": "六次都有记录"}
    sun.send("POST", f"/markings/{judge.uid}", given, expect=204)
    sun.send("POST", f"/markings/{judge.uid}", given, expect=422)
    system = Expectation.objects.filter(plan=story.plan, basis="system")
    for row in system:
        reading = {"expectation": str(row.uid), "value": "90", "source": "CRM"}
        caller(cast, "he").send("POST", f"/plans/{story.plan.uid}/readings", reading, expect=204)
    found = caller(cast, "he").send("GET", f"/plans/{story.plan.uid}/assessment")
    assert (found["missing"], len(found["criteria"])) == (1, 3)


@pytest.mark.parametrize("name", ["qian", "gao", "sun", "mo", "tan"])
def test_strangers_get_not_found(cast: Cast, name: str) -> None:
    story = story_until(cast, Story.started)
    stranger = caller(cast, name)
    base = f"/plans/{story.plan.uid}"
    assert stranger.send("GET", "/plans") == {"items": [], "next": None}
    for method, path, body in (
        ("GET", base, None),
        ("GET", f"{base}/versions", None),
        ("GET", f"{base}/chain", None),
        ("GET", f"{base}/assessment", None),
        ("POST", f"{base}/withdraw", {"reason": "…"}),
        ("POST", f"{base}/answer", {"kind": "accept"}),
        ("POST", f"{base}/evidence", {"view": "hr", "language": "zh"}),
        ("POST", f"/plans/sealed/{story.plan.uid}/open", {"reason": "…"}),
        ("POST", f"/check-ins/{story.check_in().uid}", {"note": "…"}),
    ):
        stranger.send(method, path, body, expect=404)


def test_counts_go_to_managers_further_up(cast: Cast) -> None:
    story_until(cast, Story.published)

    rows = caller(cast, "gao").send("GET", f"/plans/counts/{cast.units['top'].uid}")

    assert {row["running"] for row in rows} == {None}
    assert caller(cast, "qian").send("GET", f"/plans/counts/{cast.units['top'].uid}") == []
