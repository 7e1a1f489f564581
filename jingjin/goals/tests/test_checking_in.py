"""Check-ins: the latest day wins, a step back is explained, the same token counts once, nothing impossible is kept."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from jingjin.core.errors import Denied, Invalid, NotFound
from jingjin.goals.actions.checking_in import complete_milestone, update_week
from jingjin.goals.actions.data import MilestoneData
from jingjin.goals.models import CheckIn, ValuePoint, WeeklyUpdate
from jingjin.goals.queries.history import history
from jingjin.goals.tests.build import TEST, WHEN, confirmed, draft, fresh, objective, progress, running, say
from tests.cast import TODAY

if TYPE_CHECKING:
    from tests.cast import Cast

YESTERDAY = TODAY - timedelta(days=1)


def test_a_value_moves_the_goal(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)

    say(goal, 68, by=cast.actor(cast.lin), confidence="sure")

    goal = fresh(goal)
    assert (goal.value, goal.value_through, goal.confidence) == (Decimal(68), TODAY, "sure")
    assert (progress(goal), goal.version) == (Decimal("0.68"), confirmed_version(goal))


def confirmed_version(goal: Any) -> int:
    """A check-in is no edit: who has the form open keeps a version that fits."""
    return 4  # made, proposed, confirmed by one side and by the other


def test_the_latest_day_wins_and_not_the_latest_word(cast: Cast) -> None:
    goal = running(cast.lin)
    say(goal, 60)

    say(goal, 40, day=YESTERDAY)

    assert fresh(goal).value == 60
    assert [row.day for row in CheckIn.objects.filter(goal=goal).order_by("-day")] == [TODAY, YESTERDAY]


def test_a_step_back_asks_for_a_sentence_and_shows_in_the_history(cast: Cast) -> None:
    goal = running(cast.lin)
    say(goal, 60)

    with pytest.raises(Invalid) as caught:
        say(goal, 50)
    say(goal, 50, note="一单退货")

    assert list(caught.value.fields) == ["note"]
    step = history(cast.actor(cast.lin), fresh(goal))[0]
    assert (step.value, step.words, step.backwards) == ("50", "一单退货", True)


def test_being_less_sure_asks_for_a_sentence(cast: Cast) -> None:
    goal = running(cast.lin)
    say(goal, 60, confidence="sure")

    with pytest.raises(Invalid) as caught:
        say(goal, 61, confidence="at_risk")

    assert list(caught.value.fields) == ["note"]


def test_more_of_a_bad_thing_is_a_step_back(cast: Cast) -> None:
    goal = running(cast.lin, measure="decrease", baseline=10, target=5)
    say(goal, 8)

    with pytest.raises(Invalid):
        say(goal, 9)


def test_the_same_token_counts_once(cast: Cast) -> None:
    goal = running(cast.lin)

    first = say(goal, 60, token="card-7")
    again = say(goal, 60, token="card-7")

    assert (again.pk, CheckIn.objects.count()) == (first.pk, 1)


def test_a_token_of_another_goal_is_not_answered(cast: Cast) -> None:
    say(running(cast.lin), 60, token="card-7")

    with pytest.raises(NotFound):
        say(running(cast.qian), 60, token="card-7")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"value": None}, "value"),
        ({"value": "NaN"}, "value"),
        ({"value": "1e15"}, "value"),
        ({"value": 1, "day": TODAY + timedelta(days=1)}, "day"),
        ({"value": 1, "day": date(2026, 9, 30)}, "day"),
        ({"value": 1, "confidence": "fine"}, "confidence"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, said: dict[str, Any], field: str) -> None:
    goal = running(cast.lin)

    with pytest.raises(Invalid) as caught:
        say(goal, **said)

    assert list(caught.value.fields) == [field]
    assert not CheckIn.objects.exists()


def test_a_draft_and_an_objective_take_no_value(cast: Cast) -> None:
    with pytest.raises(Denied):
        say(draft(cast.lin, weight=1), 10, by=cast.actor(cast.lin))
    with pytest.raises(Invalid):
        say(running(cast.qian, kind=objective(cast.lin, weight=0).kind, measure="", target=None), 10)


def test_yes_or_no_takes_nothing_else(cast: Cast) -> None:
    goal = running(cast.lin, measure="yes_no", target=None)

    with pytest.raises(Invalid):
        say(goal, "0.5")
    say(goal, 1)

    assert progress(goal) == 1


def test_milestones_count_by_weight_and_taking_one_back_is_explained(cast: Cast) -> None:
    parts = tuple(
        MilestoneData(title=title, due=TODAY, weight=Decimal(weight))
        for title, weight in (("一", 3), ("二", 1))
    )
    goal = running(cast.lin, measure="milestone", target=None, milestones=parts)
    first = goal.milestones.get(title="一")
    step: dict[str, Any] = {"by": TEST, "uid": goal.uid, "milestone": first.uid, **WHEN}

    complete_milestone(done=True, **step)
    done = progress(goal)
    with pytest.raises(Invalid):
        complete_milestone(done=False, **step)
    complete_milestone(done=False, note="验收没过", **step)

    assert (done, progress(goal)) == (Decimal("0.75"), Decimal(0))
    assert [row.backwards for row in CheckIn.objects.order_by("id")] == [False, True]


def test_a_day_keeps_its_latest_value_as_a_point(cast: Cast) -> None:
    goal = running(cast.lin)
    say(goal, 40, day=YESTERDAY)
    say(goal, 50)
    say(goal, 60)

    assert list(ValuePoint.objects.order_by("day").values_list("day", "value")) == [
        (YESTERDAY, Decimal(40)),
        (TODAY, Decimal(60)),
    ]


def test_the_week_is_said_once_and_can_be_said_better(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    lin = cast.actor(cast.lin)

    update_week(by=lin, confidence="sure", note="", values={str(goal.uid): Decimal(30)}, **WHEN)
    update_week(by=lin, confidence="at_risk", note="等院里批预算", **WHEN)

    row = WeeklyUpdate.objects.get()
    assert (row.week, row.confidence, row.note) == (date(2026, 11, 23), "at_risk", "等院里批预算")
    assert fresh(goal).value == 30


def test_one_wrong_value_keeps_the_whole_week_unsaid(cast: Cast) -> None:
    goal = confirmed(cast, cast.lin)
    other = running(cast.qian)

    with pytest.raises(NotFound):
        update_week(
            by=cast.actor(cast.lin),
            confidence="sure",
            note="",
            values={str(goal.uid): Decimal(30), str(other.uid): Decimal(1)},
            **WHEN,
        )

    assert (WeeklyUpdate.objects.count(), fresh(goal).value) == (0, None)


def test_a_week_less_sure_than_the_last_asks_for_a_sentence(cast: Cast) -> None:
    lin = cast.actor(cast.lin)
    confirmed(cast, cast.lin)
    update_week(by=lin, confidence="sure", note="", now=WHEN["now"], today=TODAY - timedelta(days=7))

    with pytest.raises(Invalid) as caught:
        update_week(by=lin, confidence="needs_help", note="", **WHEN)

    assert list(caught.value.fields) == ["note"]
