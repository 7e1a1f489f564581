"""The rules of the field, one by one: what a plan must hold, and what it must never be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from jingjin.core.actor import system
from jingjin.core.errors import Conflict, Denied, Invalid
from jingjin.org.models import Leave, ProtectedPeriod
from jingjin.plans import public as plans
from jingjin.plans.models import CheckIn, Extension, PlanVersion, Precheck
from jingjin.plans.queries.conditions import Situation
from jingjin.plans.queries.extensions import entitled
from jingjin.plans.queries.precheck import findings_of
from jingjin.plans.tests.story import (
    NO_CONCERN,
    Story,
    at,
    concerns,
    diagnosis,
    expectations,
    open_story,
    story_until,
    supports,
    trainings,
)
from jingjin.plans.words.states import Check, Condition, Level

if TYPE_CHECKING:
    from tests.cast import Cast

WORKER = system("worker")


def lacking(story: Story) -> list[tuple[str, str]]:
    return Situation(story.again(), date(2026, 11, 16)).lacking


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_plan_has_two_or_three_concerns(cast: Cast, count: int) -> None:
    story = open_story(cast).written()
    given = [concerns()[0]] * count
    plans.save_concerns(by=story.zhao, plan=story.plan.uid, concerns=given, now=at(11, 16))

    assert "concerns" in [step for step, _sentence in lacking(story)]


@pytest.mark.parametrize(
    "change",
    [
        {"examples": ()},
        {"measure": ""},
        {"baseline": None},
        {"yardstick_value": None},
        {"yardstick_on": None},
        {"measured_from": None},
    ],
)
def test_each_concern_has_an_example_a_measure_and_a_yardstick_of_before(
    cast: Cast, change: dict[str, Any]
) -> None:
    story = open_story(cast).written()
    first, second = concerns()
    plans.save_concerns(
        by=story.zhao, plan=story.plan.uid, concerns=[replace(first, **change), second], now=at(11, 16)
    )

    assert [step for step, _sentence in lacking(story)] == ["concerns"]
    with pytest.raises(Invalid):
        story.checked().submitted()


@pytest.mark.parametrize(
    "text", ["绩效排名垫底", "季度考核末位", "Bottom of the team ranking", "排名倒数第二"]
)
def test_a_ranking_is_no_reason(cast: Cast, text: str) -> None:
    story = open_story(cast)
    with pytest.raises(Invalid) as error:
        plans.save_concerns(
            by=story.zhao,
            plan=story.plan.uid,
            concerns=[replace(concerns()[0], text=text)],
            now=at(11, 16),
        )

    assert list(error.value.fields) == ["0.text"]


@pytest.mark.parametrize("kind", ["target", "competence_line"])
def test_a_yardstick_is_fixed_before_the_period(cast: Cast, kind: str) -> None:
    story = open_story(cast)
    late = replace(concerns()[0], yardstick=kind, yardstick_on=date(2026, 7, 2))

    with pytest.raises(Invalid) as error:
        plans.save_concerns(by=story.zhao, plan=story.plan.uid, concerns=[late], now=at(11, 16))

    assert list(error.value.fields) == ["0.yardstick_on"]


@pytest.mark.parametrize("text", ["工作更主动一些", "提高沟通能力", "Be more proactive"])
def test_a_vague_goal_is_refused_with_a_repair(cast: Cast, text: str) -> None:
    story = open_story(cast)
    with pytest.raises(Invalid) as error:
        plans.save_expectations(
            by=story.zhao,
            plan=story.plan.uid,
            expectations=[replace(expectations()[0], text=text)],
            now=at(11, 16),
        )

    assert "85" in error.value.fields["0.text"]


@pytest.mark.parametrize("change", [{"baseline": None}, {"target": None}, {"due_on": None}, {"source": ""}])
def test_an_expectation_has_baseline_target_date_and_source(cast: Cast, change: dict[str, Any]) -> None:
    story = open_story(cast).written()
    first, *rest = expectations()
    _expect(story, [replace(first, **change), *rest])

    assert [step for step, _sentence in lacking(story)] == ["expectations"]


def _expect(story: Story, rows: list[plans.ExpectationInput], *judges: str) -> None:
    names = judges or ("sun", "tan")
    plans.save_expectations(
        by=story.zhao,
        plan=story.plan.uid,
        expectations=rows,
        assessors=[plans.AssessorInput(person=getattr(story.cast, name)) for name in names],
        now=at(11, 16),
    )


def test_weights_add_up_and_open_questions_stay_few(cast: Cast) -> None:
    story = open_story(cast).written()
    first, second, third = expectations()
    _expect(story, [first, second, replace(third, weight=Decimal(10))])
    assert [step for step, _sentence in lacking(story)] == ["expectations"]

    _expect(story, [first, replace(second, weight=10), replace(third, weight=40, open_question=True)])
    assert [step for step, _sentence in lacking(story)] == ["expectations"]


def test_two_assessors_neither_of_them_a_mentor(cast: Cast) -> None:
    story = open_story(cast).written()
    _expect(story, expectations(), "sun")
    assert [step for step, _sentence in lacking(story)] == ["expectations"]

    _expect(story, expectations(), "sun", "qian")
    assert [step for step, _sentence in lacking(story)] == ["expectations"]


def test_support_and_training_belong_to_every_plan(cast: Cast) -> None:
    story = open_story(cast).written()
    plans.save_support(by=story.zhao, plan=story.plan.uid, supports=[], trainings=[], now=at(11, 16))

    assert [step for step, _sentence in lacking(story)] == ["support", "support"]


def test_nobody_promises_support_to_themselves(cast: Cast) -> None:
    story = open_story(cast)
    own = plans.SupportInput(text="自学", owner=cast.lin, due_on=date(2026, 12, 1))

    with pytest.raises(Invalid):
        plans.save_support(by=story.zhao, plan=story.plan.uid, supports=[own], trainings=[], now=at(11, 16))


def test_the_environment_is_part_of_the_diagnosis(cast: Cast) -> None:
    story = open_story(cast).written()
    plans.save_diagnosis(
        by=story.zhao, plan=story.plan.uid, diagnosis=diagnosis(environment=" "), now=at(11, 16)
    )

    assert [step for step, _sentence in lacking(story)] == ["diagnosis"]


def test_a_threat_cannot_be_published(cast: Cast) -> None:
    story = open_story(cast).written()
    plans.save_otherwise(
        by=story.zhao,
        plan=story.plan.uid,
        if_not_met="如未达标，视为自愿离职。",
        extension_rule="每逾期一日，计划顺延一日。",
        extension_max_days=10,
        now=at(11, 16),
    )

    with pytest.raises(Invalid) as error:
        story.checked().submitted()

    assert "自愿离职" in error.value.message


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


def test_a_change_pauses_shows_the_difference_and_asks_again(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    kept = [
        replace(given, uid=row.uid)
        for given, row in zip(expectations(), story.plan.expectations.all(), strict=True)
    ]
    change = plans.PlanChange(expectations=(replace(kept[0], target=Decimal(22)), *kept[1:]))

    version = plans.change_after_publishing(
        by=story.he, plan=story.plan.uid, reason="交期写入环境后重算", change=change, now=at(12, 8)
    )

    assert (story.again().state, story.plan.pause_kind, story.plan.has_answer) == ("paused", "changed", False)
    assert (version.number, PlanVersion.objects.filter(plan=story.plan).count()) == (2, 2)
    plans.answer(by=story.lin, plan=story.plan.uid, kind="accept", now=at(12, 9))
    assert (story.again().state, story.plan.pause_reason, story.plan.paused_days) == ("active", "", 1)


def test_a_change_needs_a_difference_and_a_reason(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    for reason, change in (("", plans.PlanChange(title="新标题")), ("原因", plans.PlanChange())):
        with pytest.raises(Invalid):
            plans.change_after_publishing(
                by=story.he, plan=story.plan.uid, reason=reason, change=change, now=at(12, 8)
            )
    assert story.again().state == "active"


def test_a_locked_plan_is_not_edited(cast: Cast) -> None:
    story = story_until(cast, Story.published)

    with pytest.raises(Denied):
        plans.save_concerns(by=story.zhao, plan=story.plan.uid, concerns=concerns(), now=at(11, 24))


def test_a_missed_check_in_is_counted_once_and_stays_missed_when_held_late(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    assert plans.count_missed(by=WORKER, now=at(12, 7)) == 0
    assert plans.count_missed(by=WORKER, now=at(12, 8)) == 1
    assert plans.count_missed(by=WORKER, now=at(12, 8)) == 0

    row = plans.check_in(by=story.zhao, check_in=story.check_in().uid, note="补谈", now=at(12, 9))

    assert (row.state, row.missed_at) == ("held", at(12, 8))
    assert entitled(story.again(), today=date(2026, 12, 9)) == {
        plans.ExtensionCause.LATE_SUPPORT: 8,
        plans.ExtensionCause.MISSED_CHECK_IN: 1,
    }


def test_a_check_in_on_a_day_of_leave_is_not_missed(cast: Cast) -> None:
    story_until(cast, Story.started)
    Leave.objects.create(person=cast.lin, kind="annual", period=("2026-12-07", "2026-12-09"))

    assert plans.count_missed(by=WORKER, now=at(12, 9)) == 0


def test_each_side_writes_only_its_own_note(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    plans.check_in(by=story.lin, check_in=story.check_in().uid, note="需要交期", now=at(12, 6))

    row = plans.check_in(by=story.zhao, check_in=story.check_in().uid, note="已约供应链", now=at(12, 7))

    assert (row.person_note, row.manager_note) == ("需要交期", "已约供应链")


def test_an_extension_follows_the_printed_rule(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    key: dict[str, Any] = {"by": story.he, "plan": story.plan.uid, "cause": "late_support"}
    with pytest.raises(Invalid):
        plans.extend(days=9, now=at(12, 9), **key)

    plans.extend(days=4, now=at(12, 9), **key)

    extension = Extension.objects.get(plan=story.plan)
    assert (extension.old_end, extension.new_end) == (date(2027, 1, 22), date(2027, 1, 28))
    assert (story.again().state, story.plan.extension_days) == ("active", 4)
    assert PlanVersion.objects.filter(plan=story.plan).count() == 1
    with pytest.raises(Invalid):
        plans.extend(days=7, now=at(12, 18), **key)


def test_promised_support_is_marked_once(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    row = plans.finish_support(by=story.zhao, support=story.support().uid, note="已开通", now=at(12, 3))

    assert (row.done_on, row.done_note) == (date(2026, 12, 3), "已开通")
    with pytest.raises(Invalid):
        plans.finish_support(by=story.zhao, support=story.support().uid, now=at(12, 4))


def test_a_pause_has_a_reason_and_its_days_count(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    plans.pause(by=story.zhao, plan=story.plan.uid, reason="病假", now=at(12, 8))
    assert (story.again().state, story.plan.pause_reason) == ("paused", "病假")

    plans.resume(by=story.zhao, plan=story.plan.uid, now=at(12, 11))

    assert (story.again().state, story.plan.paused_days) == ("active", 3)


def test_the_line_manager_marks_no_test(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    row = story.plan.trainings.get()
    plans.record_attendance(
        by=story.zhao,
        training=row.uid,
        held_on=date(2026, 12, 4),
        hours=Decimal(6),
        attended=True,
        now=at(12, 4, 18),
    )

    with pytest.raises(Denied):
        plans.record_test(by=story.zhao, training=row.uid, score="90", result="passed", now=at(12, 5))

    done = plans.record_test(
        by=cast.actor(cast.bai), training=row.uid, score="90", result="passed", now=at(12, 5)
    )
    assert done.marked_by_id == cast.bai.pk


def test_no_test_without_attendance(cast: Cast) -> None:
    story = story_until(cast, Story.started)

    with pytest.raises(Invalid):
        plans.record_test(
            by=story.he, training=story.plan.trainings.get().uid, score="90", result="passed", now=at(12, 5)
        )


def test_no_assessment_without_training_or_before_the_end(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    with pytest.raises(Invalid) as error:
        story.assessing()
    assert error.value.message == str(Condition.TRAINED.label)
    story.trained()

    with pytest.raises(Invalid) as error:
        plans.begin_assessment(by=story.zhao, plan=story.plan.uid, now=at(1, 21, year=2027))

    assert error.value.message == str(Condition.PERIOD_OVER.label)


def test_the_criteria_are_those_of_the_answered_version(cast: Cast) -> None:
    story = story_until(cast, Story.assessing)

    assert (
        story.plan.assessment.criteria
        == PlanVersion.objects.get(plan=story.plan, number=1).content["expectations"]
    )


def test_a_plan_is_closed_when_everything_is_marked_and_each_mark_stands(cast: Cast) -> None:
    story = story_until(cast, Story.assessing)
    with pytest.raises(Invalid):
        story.closed("not_met")
    story.marked()
    with pytest.raises(Invalid):
        story.marked()

    story.closed("partly_met")

    assert (story.again().state, story.plan.outcome) == ("closed", "partly_met")


def test_an_assessed_plan_is_judged_or_withdrawn_on_purpose(cast: Cast) -> None:
    story = story_until(cast, Story.marked)

    with pytest.raises(Invalid):
        story.closed("withdrawn")

    plans.withdraw(by=story.he, plan=story.plan.uid, reason="数据有误", now=at(1, 28, year=2027))
    assert (story.again().state, story.plan.outcome) == ("closed", "withdrawn")


def test_one_open_plan_at_a_time(cast: Cast) -> None:
    open_story(cast)

    with pytest.raises(Invalid):
        open_story(cast)


def test_dropped_parts_keep_their_rows(cast: Cast) -> None:
    story = open_story(cast).written()
    plans.save_support(
        by=story.zhao,
        plan=story.plan.uid,
        supports=supports(cast)[:1],
        trainings=trainings(cast),
        now=at(11, 16),
    )

    assert [row.dropped_in for row in story.plan.supports.order_by("id")] == [0, 0, None]


def test_check_ins_stay_within_the_period(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    days = list(CheckIn.objects.filter(plan=story.plan).values_list("due_on", flat=True))

    assert (len(days), days[-1]) == (7, date(2027, 1, 18))
    assert {b - a for a, b in pairwise(days)} == {timedelta(days=7)}
