"""Every page of plans, in every state that has one: who opens it, in both languages, with how many queries."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingjin.plans.queries.content import assessors_of, supports_of, trainings_of
from jingjin.plans.queries.writing import STEPS
from jingjin.plans.tests.story import STATEMENT, Story, at, open_story, story_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Cast

CATALOGUE = Path(__file__).parents[1] / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
Pages = dict[str, list[str]]


def of_plan(story: Story, *names: str) -> list[str]:
    return [f"/plans/{story.plan.uid}/{name}" for name in names]


def draft(cast: Cast) -> Pages:
    story = story_until(cast, Story.checked)
    steps = [f"write/{step}/" for step in STEPS]
    return {"zhao": ["/plans/", *of_plan(story, "", "checks/", "versions/", "verify/", *steps)]}


def review(cast: Cast) -> Pages:
    story = story_until(cast, Story.submitted)
    return {"he": ["/plans/", *of_plan(story, "", "review/", "write/otherwise/")], "zhao": of_plan(story, "")}


def published(cast: Cast) -> Pages:
    story = story_until(cast, Story.published)
    return {
        "lin": [
            "/plans/",
            "/plans/how-to-check/",
            *of_plan(story, "", "respond/", "checks/", "verify/", "versions/", "evidence/"),
        ],
        "zhao": of_plan(story, "", "evidence/"),
        "he": of_plan(story, "", "refusal/", "change/", "evidence/"),
    }


def contested(cast: Cast) -> Pages:
    story = story_until(cast, Story.published).answered("disagree", STATEMENT)
    return {"lin": of_plan(story, ""), "he": of_plan(story, "")}


def running(cast: Cast) -> Pages:
    story = story_until(cast, Story.started)
    return {
        "lin": of_plan(story, "", "assessment/"),
        "zhao": of_plan(story, ""),
        "he": [*of_plan(story, "", "change/"), f"/teaching/{trainings_of(story.plan)[0].uid}/"],
        "qian": [f"/help/{supports_of(story.plan)[1].uid}/"],
        "bai": [f"/teaching/{trainings_of(story.plan)[0].uid}/"],
    }


def assessing(cast: Cast) -> Pages:
    story = story_until(cast, Story.assessing)
    return {
        "sun": [f"/marking/{assessors_of(story.plan)[0].uid}/"],
        "he": of_plan(story, "", "assessment/"),
        "lin": of_plan(story, "", "assessment/"),
    }


def ended(cast: Cast) -> Pages:
    story = story_until(cast, Story.marked).closed("partly_met")
    return {name: ["/plans/", *of_plan(story, "", "assessment/")] for name in ("lin", "zhao", "he")}


def sealed(cast: Cast) -> Pages:
    story = story_until(cast, Story.closed)
    return {
        "lin": of_plan(story, "", "assessment/", "evidence/"),
        "he": ["/plans/", "/plans/sealed/", f"/plans/sealed/{story.plan.uid}/"],
    }


def nothing(cast: Cast) -> Pages:
    return {
        "lin": ["/plans/"],
        "gao": ["/plans/"],
        "zhao": ["/plans/", f"/plans/for/{cast.lin.uid}/", "/plans/people/?q=lin"],
    }


STATES = [draft, review, published, contested, running, assessing, ended, sealed, nothing]


def untranslated(page: str, language: str, allowed: str) -> list[str]:
    """Texts of the other language's catalogue that stand in the page."""
    text = html.unescape(re.sub(r"<[^>]+>", "\n", page))
    found = []
    for entry in polib.pofile(str(CATALOGUE)):
        chinese = entry.msgstr or entry.msgstr_plural.get(0, "")
        wrong = entry.msgid if language == "zh-hans" else chinese
        if len(wrong) > 3 and "%" not in wrong and wrong not in allowed and re.search(_whole(wrong), text):
            found.append(wrong)
    return found


def _whole(text: str) -> str:
    """The text as a line of its own."""
    return rf"(?m)^\s*{re.escape(text)}\s*$"


@pytest.mark.parametrize("pages", STATES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens_and_is_translated(
    cast: Cast, pages: Callable[[Cast], Pages], language: str
) -> None:
    for name, addresses in pages(cast).items():
        client = cast.client(getattr(cast, name), language)
        for address in addresses:
            response = client.get(address)
            body = response.content.decode()
            assert (response.status_code, address) == (200, address)
            assert untranslated(body, language, ALLOWED) == []


# What the story wrote itself, which stays as it was written.
ALLOWED = (
    (Path(__file__).parent / "story.py").read_text()
    + """
承诺的支持每晚一个工作日、约定的检查每缺一次、计划每暂停一个工作日，计划顺延一个工作日。
到期未达成的，公司将与员工当面沟通，可延长一次、调整岗位或作其他合规安排，决定前听取员工意见。
"""
)


def test_strangers_find_nothing(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    addresses = [
        *of_plan(story, "", "evidence/", "verify/", "assessment/", "respond/", "change/", "review/"),
        f"/help/{supports_of(story.plan)[0].uid}/",
        f"/marking/{assessors_of(story.plan)[0].uid}/",
    ]
    for name in ("qian", "gao", "sun", "mo", "tan"):
        client = cast.client(getattr(cast, name))
        assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)


def test_helpers_and_assessors_read_no_word_of_a_plan(cast: Cast) -> None:
    story = story_until(cast, Story.assessing)
    for name, address in (
        ("qian", f"/help/{supports_of(story.plan)[1].uid}/"),
        ("sun", f"/marking/{assessors_of(story.plan)[0].uid}/"),
    ):
        body = cast.client(getattr(cast, name)).get(address).content.decode()
        main = body[body.index("<main") : body.index("</main>")]
        assert "计划" not in main
        assert "/plans/" not in main
        assert 'href="/plans/" aria-current' not in body


def queries(cast: Cast, name: str, address: str) -> int:
    client = cast.client(getattr(cast, name))
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        client.get(address)
    return len(found)


def test_a_list_asks_as_much_for_three_plans_as_for_one(cast: Cast) -> None:
    from jingjin.org import public as org
    from tests.cast import SETUP, SINCE, TODAY, _person

    open_story(cast)
    once = queries(cast, "zhao", "/plans/")
    for number in range(2):
        person = _person(
            cast.entity, f"x{number}", "周子昂", f"0090{number}", cast.units["east_one"], "客户经理", ""
        )
        org.set_manager(by=SETUP, person=person, manager=cast.zhao, since=SINCE)
        org.rebuild_closures(day=TODAY)
        person.refresh_from_db()
        open_story(cast, person)

    assert queries(cast, "zhao", "/plans/") == once


@pytest.mark.parametrize(("step", "most"), [(Story.published, 15), (Story.started, 16)])
def test_the_plans_page_stays_within_its_queries(
    cast: Cast, step: Callable[[Story], Story], most: int
) -> None:
    story = story_until(cast, step)

    assert queries(cast, "lin", f"/plans/{story.plan.uid}/") <= most


def test_somebody_elses_reading_stands_in_the_access_log(cast: Cast) -> None:
    from jingjin.audit.public import access_log

    story = story_until(cast, Story.published)
    for name in ("lin", "zhao", "he"):
        cast.client(getattr(cast, name)).get(f"/plans/{story.plan.uid}/")

    readers = {(row.reader, row.what) for row in access_log(cast.lin.uid)}
    assert {(cast.zhao.uid, "plan"), (cast.he.uid, "plan")} == readers


def test_the_response_is_given_on_the_page(cast: Cast) -> None:
    story = story_until(cast, Story.published)
    client = cast.client(cast.lin)
    address = f"/plans/{story.plan.uid}/answer/"

    refused = client.post(address, {"kind": "disagree", "statement": " ", "version": story.plan.version})
    assert refused.status_code == 422
    assert "请写明对哪些内容有异议" in refused.content.decode()

    given = {
        "kind": "disagree",
        "statement": STATEMENT,
        "support_1": "报价前和供应链确认一次交期",
        "version": story.plan.version,
    }
    assert client.post(address, given).status_code == 302
    page = client.get(f"/plans/{story.plan.uid}/").content.decode()
    assert STATEMENT in page
    assert "已签收，部分有异议" in page
    assert "报价前和供应链确认一次交期" in page


def test_promised_support_is_marked_as_given_by_its_owner_alone(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    promise = supports_of(story.plan)[1]
    sent = {"note": "每周三旁听一次", "version": promise.version}
    address = f"/help/{promise.uid}/"

    assert cast.client(cast.lin).post(f"{address}given/", sent).status_code == 403
    helper = cast.client(cast.qian)
    assert helper.post(f"{address}given/", {**sent, "note": "x" * 5000}).status_code == 422
    assert helper.post(f"{address}given/", sent).status_code == 302
    page = helper.get(address).content.decode()
    assert "每周三旁听一次" in page
    assert ">已提供<" not in page


def test_a_second_tab_meets_a_conflict(cast: Cast) -> None:
    story = story_until(cast, Story.published)
    client = cast.client(cast.lin)
    story_version = story.plan.version
    client.post(f"/plans/{story.plan.uid}/answer/", {"kind": "more_time", "version": story_version})

    again = client.post(f"/plans/{story.plan.uid}/answer/", {"kind": "accept", "version": story_version})

    assert again.status_code == 409


def test_the_wizard_saves_step_by_step(cast: Cast) -> None:
    story = open_story(cast)
    client = cast.client(cast.zhao)
    base = f"/plans/{story.plan.uid}/write/"
    sent = client.post(
        f"{base}diagnosis/",
        {
            "title": "把报价变成订单",
            "environment": "市场下降3个百分点，已扣除",
            "talk_1": "2026-11-03",
            "starts_on": "2026-11-30",
            "ends_on": "2027-01-22",
            "check_in_weeks": "2",
            "version": story.plan.version,
        },
    )
    assert sent.headers["Location"] == f"{base}concerns/"
    assert (str(story.again().starts_on), story.plan.check_in_weeks) == ("2026-11-30", 2)
    lines = {"c-TOTAL_FORMS": "1", "c-INITIAL_FORMS": "0", "version": story.plan.version}

    vague = client.post(f"{base}concerns/", {**lines, "c-0-text": "季度排名垫底", "c-0-yardstick": "target"})

    assert vague.status_code == 422
    assert "排名不能作为制定计划的理由" in vague.content.decode()


def test_hr_opens_a_sealed_plan_from_its_page(cast: Cast) -> None:
    story = story_until(cast, Story.closed)
    client = cast.client(cast.he)
    address = f"/plans/sealed/{story.plan.uid}/"
    assert client.post(address, {"reason": ""}).status_code == 422

    opened = client.post(address, {"reason": "劳动仲裁2027第12号"})

    page = client.get(opened.headers["Location"]).content.decode()
    assert "劳动仲裁2027第12号" in page
    assert "把报价变成订单" in page
    assert cast.client(cast.bai).get(opened.headers["Location"]).status_code == 404


def test_closing_day_is_shown_in_the_company_zone(cast: Cast) -> None:
    """An instant after midnight in Shanghai belongs to the new day there."""
    from datetime import timedelta

    from jingjin.plans import public as plans

    story = story_until(cast, Story.submitted)
    late = at(11, 20, 8) + timedelta(hours=17)
    plans.approve_and_publish(by=story.he, plan=story.plan.uid, now=late)

    body = cast.client(cast.lin).get(f"/plans/{story.plan.uid}/").content.decode()

    assert "11月21日" in body
