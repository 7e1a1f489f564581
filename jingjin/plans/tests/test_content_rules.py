"""What a plan must hold before anybody sees it, and what it must never be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from jingjin.core.errors import Invalid
from jingjin.plans import public as plans
from jingjin.plans.queries.conditions import Situation
from jingjin.plans.tests.story import (
    Story,
    at,
    concerns,
    diagnosis,
    expectations,
    open_story,
)

if TYPE_CHECKING:
    from tests.cast import Cast


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
