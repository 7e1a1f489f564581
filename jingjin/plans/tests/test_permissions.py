"""Who sees and does what with a plan: the cast, and those who must find nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jingjin.core.errors import Denied, NotFound
from jingjin.org import public as org
from jingjin.plans import public as plans
from jingjin.plans.access import get_marking, get_sealed, get_training, opened_plan
from jingjin.plans.queries.content import assessors_of, supports_of, trainings_of
from jingjin.plans.queries.summary import counts, has_running_plan, plan_of
from jingjin.plans.queries.waiting import waiting_for
from jingjin.plans.tests.story import NO_CONCERN, Story, at, open_story, story_until
from tests.cast import SETUP, TODAY

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

EVERYBODY = ("lin", "zhao", "sun", "he", "gao", "qian", "bai", "mo", "tan")


def readers(cast: Cast, story: Story) -> list[str]:
    """Those of the cast who may read the plan."""
    actors = {name: cast.actor(getattr(cast, name)) for name in EVERYBODY}
    return [name for name in EVERYBODY if plans.plans_for(actors[name]).filter(pk=story.plan.pk).exists()]


def test_before_publishing_the_person_sees_nothing(cast: Cast) -> None:
    assert readers(cast, open_story(cast)) == ["zhao", "he", "bai"]


def test_a_published_plan_is_read_by_person_manager_and_hr_only(cast: Cast) -> None:
    story = story_until(cast, Story.published)

    assert readers(cast, story) == ["lin", "zhao", "he", "bai"]
    for name in ("sun", "gao", "qian", "mo", "tan"):
        with pytest.raises(NotFound):
            plans.get_plan(cast.actor(getattr(cast, name)), story.plan.uid)


def test_a_sealed_plan_is_the_persons_alone(cast: Cast) -> None:
    story = story_until(cast, Story.closed)

    assert readers(cast, story) == ["lin"]


def test_a_plan_that_missed_its_target_stays_with_those_who_led_it(cast: Cast) -> None:
    story = story_until(cast, Story.marked).closed("not_met")

    assert readers(cast, story) == ["lin", "zhao", "he", "bai"]


def test_a_draft_that_was_withdrawn_is_never_shown_to_the_person(cast: Cast) -> None:
    story = story_until(cast, Story.submitted)
    plans.withdraw(by=story.he, plan=story.plan.uid, reason="不需要计划", now=at(11, 17))

    assert readers(cast, story) == ["zhao", "he", "bai"]


def test_a_former_manager_loses_the_plan_the_same_day(cast: Cast) -> None:
    story = story_until(cast, Story.published)
    org.set_manager(by=SETUP, person=cast.lin, manager=cast.sun, since=TODAY)
    org.rebuild_closures(day=TODAY)

    assert readers(cast, story) == ["lin", "sun", "he", "bai"]
    with pytest.raises(NotFound):
        plans.withdraw(by=story.zhao, plan=story.plan.uid, reason="…", now=at(11, 24))


def test_a_second_level_manager_counts_and_reads_nothing(cast: Cast) -> None:
    story_until(cast, Story.published)
    _fill(cast, "east_one", "south_one", "hr")
    gao = cast.actor(cast.gao)

    found = {row.unit.name: row.running for row in counts(gao, cast.units["top"])}

    assert found == {"华东大区": 1, "华南大区": 0, "人力资源部": 0}
    assert list(plans.plans_for(gao)) == []
    assert plan_of(gao, cast.lin) is None
    assert has_running_plan([cast.lin.pk, cast.zhao.pk]) == {cast.lin.pk}


def test_a_small_group_is_hidden_and_another_with_it(cast: Cast) -> None:
    story_until(cast, Story.published)
    _fill(cast, "east_one", "south_one")
    gao = cast.actor(cast.gao)

    found = {row.unit.name: row.running for row in counts(gao, cast.units["top"])}

    assert found == {"华东大区": None, "华南大区": 0, "人力资源部": None}


def test_the_count_costs_the_same_for_any_number_of_units(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    gao = cast.actor(cast.gao)
    assert len(counts(gao, cast.units["east"])) == 1

    with django_assert_num_queries(4):
        assert len(counts(gao, cast.units["top"])) > 1


def test_who_is_nobodys_manager_counts_nothing(cast: Cast) -> None:
    story_until(cast, Story.published)
    _fill(cast, "east_one", "south_one", "hr")

    assert counts(cast.actor(cast.qian), cast.units["top"]) == []


def _fill(cast: Cast, *units: str) -> None:
    """Five more people in each unit."""
    for unit in units:
        for number in range(5):
            org.create_person(
                by=SETUP,
                entity=cast.entity,
                number=f"9{number}{unit}",
                name="周宁",
                position=org.Position(unit=cast.units[unit]),
                since=date(2024, 1, 1),
            )
    org.rebuild_closures(day=TODAY)


def test_a_helper_gets_the_own_item_and_no_word_of_a_plan(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    mine = supports_of(story.plan)[1]
    qian = cast.actor(cast.qian)

    assert plans.get_support(qian, mine.uid).text == "每周一次谈判陪练，共8次"
    with pytest.raises(NotFound):
        plans.get_support(qian, supports_of(story.plan)[0].uid)
    with pytest.raises(NotFound):
        get_training(qian, trainings_of(story.plan)[0].uid)
    (line,) = waiting_for(qian, date(2027, 1, 18))
    told = f"{line.title}{line.text}{line.url}{line.action}{line.key}"
    assert "计划" not in told
    assert "plan" not in told
    assert line.url == f"/help/{mine.uid}/"


def test_an_assessor_sees_the_assessment_while_it_runs(cast: Cast) -> None:
    story = story_until(cast, Story.trained)
    judge = assessors_of(story.plan)[0]
    sun = cast.actor(cast.sun)
    with pytest.raises(NotFound):
        get_marking(sun, judge.uid)

    story.assessing()

    assert get_marking(sun, judge.uid).pk == judge.pk
    with pytest.raises(NotFound):
        get_marking(cast.actor(cast.tan), judge.uid)
    with pytest.raises(NotFound):
        get_marking(story.zhao, judge.uid)


@pytest.mark.parametrize("name", ["sun", "gao", "qian", "mo", "tan", "lin"])
def test_only_the_direct_manager_or_hr_opens_a_plan(cast: Cast, name: str) -> None:
    with pytest.raises((Denied, NotFound)):
        plans.open_plan(by=cast.actor(getattr(cast, name)), person=cast.lin, title="…", now=at(11, 13))


def test_nobody_answers_for_the_person(cast: Cast) -> None:
    story = story_until(cast, Story.published)

    for by in (story.zhao, story.he):
        with pytest.raises(Denied):
            plans.answer(by=by, plan=story.plan.uid, kind="accept", now=at(11, 24))


def test_the_manager_neither_publishes_nor_replies_nor_closes(cast: Cast) -> None:
    story = story_until(cast, Story.submitted)
    with pytest.raises(Denied):
        plans.approve_and_publish(by=story.zhao, plan=story.plan.uid, now=at(11, 20))
    story.published().answered("disagree", "交期不在本人职责之内。")
    with pytest.raises(Denied):
        plans.hr_reply(by=story.zhao, plan=story.plan.uid, decision="keep", text="…", now=at(11, 25))


def test_hr_of_another_unit_has_no_part(cast: Cast) -> None:
    plan = plans.open_plan(by=cast.actor(cast.sun), person=cast.qian, title="稳定回访", now=at(11, 13))
    plans.run_precheck(by=cast.actor(cast.sun), plan=plan.uid, facts=NO_CONCERN, now=at(11, 13))

    with pytest.raises(NotFound):
        plans.get_plan(cast.actor(cast.he), plan.uid)


def test_hr_opens_a_sealed_plan_for_a_day_with_a_reason(cast: Cast) -> None:
    story = story_until(cast, Story.closed)
    with pytest.raises(NotFound):
        plans.get_plan(story.he, story.plan.uid)
    assert get_sealed(story.he, story.plan.uid).pk == story.plan.pk

    opening = plans.open_sealed(
        by=story.he, plan=story.plan.uid, reason="劳动仲裁2027第12号", now=at(3, 1, year=2027)
    )

    today = date(2027, 3, 1)
    assert opened_plan(story.he, opening.uid, today=today).plan.pk == story.plan.pk
    for by, day in ((story.he, date(2027, 3, 2)), (story.zhao, today), (cast.actor(cast.bai), today)):
        with pytest.raises(NotFound):
            opened_plan(by, opening.uid, today=day)
