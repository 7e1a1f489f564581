"""A plan at work and at its end: one rule a test."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from jingjin.core.actor import system
from jingjin.core.errors import Denied, Invalid
from jingjin.org.models import Leave
from jingjin.plans import public as plans
from jingjin.plans.models import CheckIn, Extension, PlanVersion
from jingjin.plans.queries.extensions import entitled
from jingjin.plans.tests.story import (
    Story,
    at,
    concerns,
    expectations,
    open_story,
    story_until,
    supports,
    trainings,
)
from jingjin.plans.words.states import Condition

if TYPE_CHECKING:
    from tests.cast import Cast

WORKER = system("worker")


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
