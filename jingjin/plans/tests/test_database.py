"""What the database itself refuses, whatever the code does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import Error, IntegrityError, transaction

from jingjin.plans import public as plans
from jingjin.plans.models import Answer, CheckIn, HrReply, Mark, Plan, PlanVersion
from jingjin.plans.tests.story import Story, at, open_story, story_until

if TYPE_CHECKING:
    from tests.cast import Cast


def refused(plan: Plan, **fields: Any) -> bool:
    """Whether the database refuses to write these fields."""
    try:
        with transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(**fields)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "state", ["published", "answered", "active", "paused", "assessment", "closed", "sealed"]
)
def test_a_draft_cannot_simply_become_something_else(cast: Cast, state: str) -> None:
    assert refused(open_story(cast).plan, state=state)


@pytest.mark.parametrize(
    "fields",
    [
        {"approved_by": None},
        {"approved_at": None},
        {"locked_hash": ""},
        {"locked_hash": "not a hash"},
        {"content_version": 0},
        {"published_at": None},
        {"state": "draft"},
        {"state": "answered"},
        {"state": "active", "has_answer": True},
        {"state": "paused"},
        {"state": "closed", "outcome": "met", "closed_at": at(11, 24)},
        {"state": "closed", "outcome": "", "closed_at": at(11, 24)},
        {"has_answer": True},
        {"extension_days": 11},
        {"ends_on": "2026-11-30"},
        {"check_in_weeks": 0},
        {"state": "unheard of"},
    ],
)
def test_a_published_plan_keeps_its_facts_paired(cast: Cast, fields: dict[str, Any]) -> None:
    assert refused(story_until(cast, Story.published).plan, **fields)


@pytest.mark.parametrize(
    "fields", [{"outcome": "not_met"}, {"sealed_at": None}, {"closed_at": None}, {"state": "closed"}]
)
def test_only_a_plan_that_was_met_is_sealed(cast: Cast, fields: dict[str, Any]) -> None:
    assert refused(story_until(cast, Story.closed).plan, **fields)


@pytest.mark.parametrize("model", [Answer, PlanVersion, Mark, HrReply])
def test_what_was_signed_is_never_changed_or_removed(cast: Cast, model: Any) -> None:
    story = story_until(cast, Story.published).answered("disagree", "交期不在本人职责之内。")
    plans.hr_reply(by=story.he, plan=story.plan.uid, decision="keep", text="另行跟进", now=at(11, 26))
    story.started().trained().assessing().marked()
    with pytest.raises(Error), transaction.atomic():
        model.objects.update(version=9)
    with pytest.raises(Error), transaction.atomic():
        model.objects.order_by("id")[:1].get().delete()


def test_a_held_check_in_has_its_moment(cast: Cast) -> None:
    story = story_until(cast, Story.started)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.filter(plan=story.plan).update(state="held")
