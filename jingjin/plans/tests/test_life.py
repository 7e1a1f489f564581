"""The whole life of a plan, from a draft to the seal, as one story."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jingjin.audit import public as audit
from jingjin.core.proof.chain import verify_chain
from jingjin.plans import public as plans
from jingjin.plans.models import CheckIn, PlanVersion
from jingjin.plans.tests.story import STATEMENT, at, open_story

if TYPE_CHECKING:
    from tests.cast import Cast


def test_a_plan_lives_from_draft_to_seal_and_every_step_is_proved(cast: Cast) -> None:
    story = open_story(cast)
    assert story.plan.state == "draft"

    story.written().checked().submitted()
    assert story.again().state == "hr_review"

    story.published()
    assert story.again().state == "published"
    assert story.plan.answer_by == date(2026, 11, 27)
    assert story.plan.locked_hash == PlanVersion.objects.get(plan=story.plan).hash

    story.answered("disagree", STATEMENT)
    assert story.again().state == "answered"
    assert plans.Answer.objects.get(plan=story.plan).reply_due == date(2026, 12, 1)

    plans.hr_reply(by=story.he, plan=story.plan.uid, decision="keep", text="交期另行跟进。", now=at(11, 27))
    story.started()
    assert story.again().state == "active"
    assert [row.due_on for row in CheckIn.objects.filter(plan=story.plan)][:2] == [
        date(2026, 12, 7),
        date(2026, 12, 14),
    ]

    plans.finish_support(by=story.zhao, support=story.support().uid, now=at(11, 30))
    plans.check_in(by=story.zhao, check_in=story.check_in().uid, note="看了三份报价", now=at(12, 7))
    plans.check_in(by=story.lin, check_in=story.check_in().uid, note="下周先确认交期", now=at(12, 7, 10))
    story.trained().assessing().marked().closed()

    assert (story.again().state, story.plan.outcome) == ("sealed", "met")
    kinds = [row.kind for row in audit.events_of(story.plan.uid)]
    assert kinds == [
        "plan.opened",
        *["plan.edited"] * 4,
        "plan.prechecked",
        "plan.submitted",
        "plan.published",
        "plan.answered",
        "plan.replied",
        "plan.started",
        "plan.support_given",
        *["plan.checked_in"] * 2,
        "plan.training_attended",
        "plan.training_tested",
        "plan.assessment_begun",
        *["plan.marked"] * 4,
        "plan.closed",
        "plan.sealed",
    ]
    assert verify_chain(audit.links_of(story.plan.uid)) is None


def test_the_chain_holds_no_personal_content(cast: Cast) -> None:
    story = open_story(cast).written().checked().submitted().published().answered("disagree", STATEMENT)

    facts = [row.facts for row in audit.events_of(story.plan.uid)]

    told = str(facts)
    assert "报价" not in told
    assert "丢单" not in told
    assert cast.lin.name not in told
