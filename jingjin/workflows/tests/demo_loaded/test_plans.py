"""Plans and signals of the loaded demo company: the states there are, and the plans of the story."""

from __future__ import annotations

import pytest

from jingjin.plans.public import Plan, State

pytestmark = pytest.mark.slow


def test_the_plan_of_the_story_waits_for_an_answer() -> None:
    plan = Plan.objects.get(person__name="林知夏")

    assert (plan.title, plan.state) == ("把报价变成订单", State.PUBLISHED)


def test_a_promise_of_the_story_is_late() -> None:
    plan = Plan.objects.get(person__name="许知远")

    assert plan.state == State.ACTIVE
    assert plan.supports.filter(done_on=None, text__contains="售后").count() == 1
