"""What waits for whom, at each step of a plan, and by when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingjin.plans import public as plans
from jingjin.plans.tests.story import STATEMENT, Story, at, open_story, story_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Cast


def keys(cast: Cast, name: str, today: date) -> list[tuple[str, date | None]]:
    """Kind of line (without its uid) and its day."""
    lines = plans.waiting_for(cast.actor(getattr(cast, name)), today)
    return [(line.key.rsplit("-", 5)[0], line.due) for line in lines]


@pytest.mark.parametrize(
    ("step", "today", "expected"),
    [
        (Story.checked, date(2026, 11, 16), {"zhao": [("plan-draft", None)]}),
        (Story.submitted, date(2026, 11, 17), {name: [("plan-review", None)] for name in ("he", "bai")}),
        (
            Story.published,
            date(2026, 11, 24),
            {
                "lin": [("plan-answer", date(2026, 11, 27))],
                "zhao": [("support", date(2026, 11, 27))],
            },
        ),
        (
            Story.published,
            date(2026, 11, 30),
            {
                "lin": [("plan-answer", date(2026, 11, 27))],
                "zhao": [("support", date(2026, 11, 27))],
                "he": [
                    ("plan-refusal", date(2026, 11, 27)),
                    ("support-late", date(2026, 11, 27)),
                ],
                "bai": [("training", date(2026, 12, 4))],
            },
        ),
        (
            Story.started,
            date(2026, 12, 4),
            {
                "lin": [("plan-check-in", date(2026, 12, 7))],
                "zhao": [("support", date(2026, 11, 27)), ("plan-check-in", date(2026, 12, 7))],
                "he": [("support-late", date(2026, 11, 27))],
                "bai": [("training", date(2026, 12, 4))],
            },
        ),
    ],
)
def test_each_step_waits_for_somebody(
    cast: Cast,
    step: Callable[[Story], Story],
    today: date,
    expected: dict[str, list[tuple[str, date | None]]],
) -> None:
    story_until(cast, step)

    found = {
        name: [(_kind(key), due) for key, due in lines]
        for name in ("lin", "zhao", "he", "bai", "qian", "sun", "gao")
        if (lines := keys(cast, name, today))
    }

    assert found == expected


def _kind(key: str) -> str:
    """The kind without a check-in's number."""
    return "plan-check-in" if key.startswith("plan-check-in") else key


def test_a_published_plan_says_what_it_asks_and_what_it_gives(cast: Cast) -> None:
    story = story_until(cast, Story.published)

    (line,) = plans.waiting_for(cast.actor(cast.lin), date(2026, 11, 24))

    assert [(fact.label, fact.value, fact.note) for fact in line.facts] == [
        ("报价转订单率，8周累计", "17%", ""),
        ("达标值，到2027年1月22日", "24%以上", ""),
        ("公司承诺提供的支持", "3项", "第一项11月27日到位"),
    ]
    assert line.url.endswith(f"/plans/{story.plan.uid}/")


def test_a_disagreement_waits_for_hr_until_it_is_settled(cast: Cast) -> None:
    story = story_until(cast, Story.published).answered("disagree", STATEMENT)
    assert ("plan-reply", date(2026, 12, 1)) in keys(cast, "he", date(2026, 11, 25))

    plans.hr_reply(by=story.he, plan=story.plan.uid, decision="change", text="会写入环境", now=at(11, 26))
    assert ("plan-promised-change", date(2026, 12, 1)) in keys(cast, "he", date(2026, 11, 26))

    change = plans.PlanChange(environment="10月两次丢单因交期，已剔除。")
    plans.change_after_publishing(
        by=story.he, plan=story.plan.uid, reason="写入环境", change=change, now=at(11, 26, 11)
    )
    assert keys(cast, "lin", date(2026, 11, 26)) == [("plan-change", date(2026, 12, 3))]
    assert [key for key, _due in keys(cast, "he", date(2026, 11, 26))] == []


def test_once_a_partner_took_a_plan_it_waits_for_no_other_hr(cast: Cast) -> None:
    story_until(cast, Story.published).answered("disagree", STATEMENT)

    assert [key for key, _due in keys(cast, "bai", date(2026, 11, 25))] == []


def test_a_returned_draft_says_why(cast: Cast) -> None:
    story = story_until(cast, Story.submitted)
    plans.return_to_manager(by=story.he, plan=story.plan.uid, reason="补充环境", now=at(11, 17))

    (line,) = plans.waiting_for(story.zhao, date(2026, 11, 17))

    assert "补充环境" in line.text


def test_hr_sees_what_changed_since_a_return(cast: Cast) -> None:
    from jingjin.plans.queries.returned import changes_since_return

    story = story_until(cast, Story.submitted)
    assert changes_since_return(story.plan) == []
    plans.return_to_manager(by=story.he, plan=story.plan.uid, reason="写明上限", now=at(11, 17))
    plans.save_otherwise(
        by=story.zhao,
        plan=story.plan.uid,
        if_not_met=story.plan.if_not_met,
        extension_rule=story.plan.extension_rule,
        extension_max_days=15,
        now=at(11, 18),
    )

    (change,) = changes_since_return(story.again())

    assert (change.old, change.new) == ("10", "15")


def test_nobody_without_a_plan_costs_more_than_two_queries(cast: Cast) -> None:
    open_story(cast)
    actor = cast.actor(cast.qian)
    with CaptureQueriesContext(connection) as found:
        assert plans.waiting_for(actor, date(2026, 11, 24)) == []

    assert len(found) <= 2
