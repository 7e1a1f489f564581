"""Pre-check, review, and the person's answer: one rule a test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from jingjin.core.actor import system
from jingjin.core.errors import Conflict, Denied, Invalid
from jingjin.org.models import Leave, ProtectedPeriod
from jingjin.plans import public as plans
from jingjin.plans.queries.precheck import findings_of
from jingjin.plans.tests.story import (
    NO_CONCERN,
    Story,
    at,
    open_story,
    story_until,
)
from jingjin.plans.words.states import Check, Level

if TYPE_CHECKING:
    from jingjin.plans.models import Precheck
    from tests.cast import Cast

WORKER = system("worker")


def findings(run: Precheck | None) -> dict[Check, Level]:
    return {found.check: found.level for found in findings_of(run)}


def test_the_precheck_is_frozen_and_unknown_is_not_fine(cast: Cast) -> None:
    story = open_story(cast)
    run = plans.run_precheck(by=story.zhao, plan=story.plan.uid, facts=plans.PrecheckFacts(), now=at(11, 16))

    assert findings(run) == {
        Check.ONBOARDING: Level.OK,
        Check.LEAVE: Level.OK,
        Check.MARKET: Level.UNKNOWN,
        Check.FEED: Level.UNKNOWN,
        Check.WORKLOAD: Level.UNKNOWN,
        Check.RAISED_QUOTA: Level.UNKNOWN,
        Check.NO_EARLIER_TALK: Level.OK,
        Check.PROTECTED: Level.OK,
    }


def test_the_precheck_speaks_against_a_plan(cast: Cast) -> None:
    story = open_story(cast)
    person = cast.lin
    person.probation_until = date(2026, 12, 31)
    person.save()
    Leave.objects.create(person=person, kind="sick", period=("2026-11-10", "2026-12-10"))
    ProtectedPeriod.objects.create(person=person, kind="pregnancy", period=("2026-08-01", "2027-08-01"))
    facts = plans.PrecheckFacts(
        environment_share=Decimal(60),
        broken_feeds=("ERP",),
        workload=plans.Workload(own=Decimal(30), peers=Decimal(14)),
        raised_quota=plans.RaisedQuota(on=date(2026, 10, 1), old="900万", new="1,200万"),
    )
    story.plan.talks_on = []
    story.plan.save()

    run = plans.run_precheck(by=story.zhao, plan=story.plan.uid, facts=facts, now=at(11, 16))

    assert set(findings(run).values()) == {Level.BLOCKER}
    protected = next(row for row in run.findings if row["check"] == "protected")
    assert protected == {"check": "protected", "level": "blocker", "facts": {}}


def test_a_blocker_needs_the_managers_reason_and_hrs_decision(cast: Cast) -> None:
    story = open_story(cast).written()
    story.checked(replace(NO_CONCERN, broken_feeds=("ERP",)))
    with pytest.raises(Invalid):
        story.submitted()
    plans.submit_to_hr(by=story.zhao, plan=story.plan.uid, reason="数据已补齐", now=at(11, 17))
    with pytest.raises(Invalid):
        story.published()

    plans.approve_and_publish(
        by=story.he, plan=story.plan.uid, precheck_decision="数据补齐后仍低于达标值", now=at(11, 20)
    )

    assert story.again().state == "published"


def test_who_wrote_the_plan_cannot_approve_it(cast: Cast) -> None:
    story = story_until(cast, Story.submitted)
    story.plan.manager = cast.he
    story.plan.save()

    with pytest.raises(Denied):
        story.published()


def test_hr_returns_a_plan_with_a_reason(cast: Cast) -> None:
    story = story_until(cast, Story.submitted)
    with pytest.raises(Invalid):
        plans.return_to_manager(by=story.he, plan=story.plan.uid, reason=" ", now=at(11, 17))

    plans.return_to_manager(by=story.he, plan=story.plan.uid, reason="补充环境", now=at(11, 17))

    assert (story.again().state, story.plan.returned_for) == ("draft", "补充环境")


def test_a_stale_version_is_refused(cast: Cast) -> None:
    story = story_until(cast, Story.published)

    with pytest.raises(Conflict):
        plans.answer(
            by=story.lin, plan=story.plan.uid, kind="accept", now=at(11, 24), version=story.plan.version - 1
        )


def test_a_disagreement_needs_words_and_keeps_them(cast: Cast) -> None:
    story = story_until(cast, Story.published)
    with pytest.raises(Invalid):
        story.answered("disagree")
    words = "  10月两次丢单的原因是交期。\n本人接受达标值。 "

    given = plans.answer(
        by=story.lin,
        plan=story.plan.uid,
        kind="disagree",
        statement=words,
        support_wanted=["报价前和供应链确认一次交期", " "],
        now=at(11, 24),
    )

    assert (given.statement, given.support_wanted) == (words, ["报价前和供应链确认一次交期"])
    assert given.content_hash == story.again().locked_hash


def test_more_time_is_given_once_for_five_working_days(cast: Cast) -> None:
    story = story_until(cast, Story.published)
    plans.answer(by=story.lin, plan=story.plan.uid, kind="more_time", now=at(11, 24))

    assert (story.again().state, story.plan.answer_by) == ("published", date(2026, 12, 4))
    with pytest.raises(Invalid):
        plans.answer(by=story.lin, plan=story.plan.uid, kind="more_time", now=at(11, 25))


def test_the_refusal_path_needs_a_witness_and_the_delivery(cast: Cast) -> None:
    story = story_until(cast, Story.published)
    key: dict[str, Any] = {"by": story.he, "plan": story.plan.uid, "now": at(11, 25)}
    with pytest.raises(Invalid):
        plans.record_refusal(witness="孙立", delivery="当面送达", **key)
    plans.decline(by=story.lin, plan=story.plan.uid, now=at(11, 24))
    with pytest.raises(Invalid):
        plans.record_refusal(witness="", delivery="当面送达", **key)

    plans.record_refusal(witness="孙立", delivery="11月25日9:30在3号会议室当面送达", **key)

    assert story.again().state == "answered"


def test_a_plan_starts_when_the_disagreement_is_settled_and_the_day_has_come(cast: Cast) -> None:
    story = story_until(cast, Story.published).answered("disagree", "交期不在本人职责之内。")
    with pytest.raises(Invalid):
        story.started()
    plans.hr_reply(by=story.he, plan=story.plan.uid, decision="keep", text="另行跟进", now=at(11, 26))
    with pytest.raises(Invalid):
        plans.start(by=story.zhao, plan=story.plan.uid, now=at(11, 27))

    assert plans.start_due(by=WORKER, now=at(11, 30)) == 1
    assert story.again().state == "active"


def test_hr_may_withdraw_in_the_reply(cast: Cast) -> None:
    story = story_until(cast, Story.published).answered("disagree", "交期不在本人职责之内。")
    plans.hr_reply(by=story.he, plan=story.plan.uid, decision="withdraw", text="依据不足", now=at(11, 26))

    assert (story.again().state, story.plan.outcome) == ("closed", "withdrawn")
