"""Goals of the loaded demo company: the tree of the story, agreed, with what was said about it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from jingjin.goals import public as goals
from jingjin.goals.public import Goal, State
from jingjin.org.public import Person
from jingjin.workflows.demo.stage import ZONE

if TYPE_CHECKING:
    from jingjin.workflows.demo.settings import Settings

pytestmark = pytest.mark.slow


def goal(title: str, **more: object) -> Goal:
    return Goal.objects.get(title=title, state=State.CONFIRMED, **more)


def test_the_employee_has_the_four_goals_of_the_story(demo: Settings) -> None:
    lin = Person.objects.get(name="林知夏")
    rows = Goal.objects.filter(person=lin, state=State.CONFIRMED).order_by("-weight")

    assert [(row.title, row.weight, row.value, row.target) for row in rows] == [
        ("华东区新签订单", Decimal("0.4"), 8_120_000, 12_000_000),
        ("报价转订单率", Decimal("0.3"), 19, 24),
        ("客户满意度", Decimal("0.2"), Decimal("4.6"), Decimal("4.5")),
        ("回款", Decimal("0.1"), 3_860_000, 6_600_000),
    ]
    assert all(row.employee_confirmed_at and row.manager_confirmed_at for row in rows)
    assert all(goals.is_yardstick(row) for row in rows)


def test_the_team_comes_to_two_thirds(demo: Settings) -> None:
    objective = goal("华东新签与客户稳定")
    parts = Goal.objects.filter(parent=objective).order_by("-weight")

    assert [(row.title, row.weight) for row in parts] == [
        ("新签订单7,200万", Decimal("0.4")),
        ("报价转订单率到27%", Decimal("0.3")),
        ("客户满意度到4.7", Decimal("0.2")),
        ("回款5,600万", Decimal("0.1")),
    ]
    assert round((parts[0].value or Decimal(0)) / 10_000) == 4_896
    assert Decimal("0.58") < (objective.progress or 0) < Decimal("0.70")


def test_strategy_reaches_down_to_people() -> None:
    lin = goal("华东区新签订单", person__name="林知夏")
    with translation.override("zh-hans"):
        path = [Goal.objects.get(pk=pk).title for pk in lin.path]

    assert path == ["成为高校实验室首选", "华东新签与客户稳定", "新签订单7,200万"]


def test_weights_make_a_hundred_everywhere() -> None:
    objectives = Goal.objects.filter(kind="objective")
    for objective in objectives:
        weights = Goal.objects.filter(parent=objective).values_list("weight", flat=True)
        assert sum(weights) == 1, objective.title
    for person in Person.objects.all():
        own = Goal.objects.filter(person=person)
        for period in {row.period_id for row in own}:
            assert sum(row.weight for row in own if row.period_id == period) == 1, person.name


def test_the_cycle_before_is_closed(demo: Settings) -> None:
    rows = Goal.objects.filter(period__name="2026年第三季度")

    assert rows.count() > 50
    assert set(rows.values_list("state", flat=True)) == {State.CLOSED}
    assert rows.exclude(value=None).count() == rows.count()


def test_everything_has_english_and_no_goal_is_without_a_value(demo: Settings) -> None:
    rows = Goal.objects.all()

    assert list(rows.filter(title_en="")) == []
    running = rows.filter(state=State.CONFIRMED, kind="kpi").exclude(person__name="罗伊")
    away = {person.name for person in Person.objects.all() if _is_away(demo, person)}
    assert {
        row.title for row in running.filter(value=None) if not row.person or row.person.name not in away
    } == set()


def _is_away(demo: Settings, person: Person) -> bool:
    return person.leaves.filter(period__contains=demo.today).exists()


def test_people_have_said_how_it_goes() -> None:
    margin = goal("服务毛利率到42%")
    universities = goal("重点高校进入率")

    assert margin.confidence == goals.Confidence.NEEDS_HELP
    assert universities.value == 13
    assert universities.check_ins.count() == 5
    updates = goals.WeeklyUpdate.objects.filter(person__name="林知夏").order_by("-week")
    assert updates[0].note == "苏州医院二期签下来了，交期是和供应链一起确认的。"
    assert goals.WeeklyUpdate.objects.filter(person__name="陈可").order_by("-week")[0].confidence == "at_risk"


def test_everything_was_said_on_a_working_day(demo: Settings) -> None:
    moments = [
        *Goal.objects.exclude(proposed_at=None).values_list("proposed_at", flat=True),
        *Goal.objects.exclude(employee_confirmed_at=None).values_list("employee_confirmed_at", flat=True),
        *Goal.objects.exclude(ended_at=None).values_list("ended_at", flat=True),
        *goals.CheckIn.objects.values_list("at", flat=True),
        *goals.WeeklyUpdate.objects.values_list("at", flat=True),
    ]

    days = {at.astimezone(ZONE).date() for at in moments if at}
    assert [day for day in days if not demo.days.is_working(day) or day > demo.today] == []
