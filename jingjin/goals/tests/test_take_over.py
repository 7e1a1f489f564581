"""Goals that were agreed elsewhere come in with their history, or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from jingjin.audit.public import links_of, verify_all
from jingjin.core.actor import system
from jingjin.core.errors import Denied, Invalid
from jingjin.goals.actions.data import GoalData, Owner
from jingjin.goals.actions.many import AgreedGoal, Said, take_over
from jingjin.goals.actions.periods import PeriodData, create_period
from jingjin.goals.models import Goal, Period
from jingjin.goals.words import Kind, Level, State
from tests.cast import TODAY

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
BY = system("test")
NOW = datetime(2026, 9, 18, 2, 0, tzinfo=UTC)


@pytest.fixture
def period(cast: Cast) -> Period:
    data = PeriodData(name="2026年第四季度", start=date(2026, 10, 1), end=date(2027, 1, 1))
    return create_period(by=BY, data=data, now=NOW)


def of_lin(cast: Cast, period: Period, title: str, weight: int, **more: object) -> AgreedGoal:
    fields: dict[str, object] = {
        "uid": uuid4(),
        "owner": Owner(level=Level.PERSON, person=cast.lin),
        "kind": Kind.KPI,
        "period": period,
        "data": GoalData(title=title, measure="reach", target=Decimal(100), weight=Decimal(weight) / 100),
        "written": Said(by=cast.actor(cast.zhao), at=NOW),
        "proposed": Said(by=cast.actor(cast.zhao), at=NOW),
        "accepted": Said(by=cast.actor(cast.lin), at=NOW),
    }
    return AgreedGoal(**(fields | more))  # type: ignore[arg-type]  # fields of the class


def top(cast: Cast, period: Period, uid: UUID) -> AgreedGoal:
    return AgreedGoal(
        uid=uid,
        owner=Owner(level=Level.COMPANY, responsible=cast.gao),
        kind=Kind.OBJECTIVE,
        period=period,
        data=GoalData(title="成为首选", weight=Decimal(1)),
        written=Said(by=cast.actor(cast.gao), at=NOW),
        proposed=Said(by=cast.actor(cast.gao), at=NOW),
    )


def test_goals_come_in_confirmed_with_their_chain(cast: Cast, period: Period) -> None:
    above = uuid4()
    goals = [
        of_lin(cast, period, "新签", 60, parent=above),
        of_lin(cast, period, "回款", 40, parent=above),
        top(cast, period, above),
    ]

    first, _second, objective = take_over(by=BY, goals=goals, today=TODAY)

    assert [goal.state for goal in (first, objective)] == [State.CONFIRMED, State.CONFIRMED]
    assert Goal.objects.get(pk=first.pk).path == first.path == [objective.pk]
    assert first.snapshot is not None
    assert [link.kind for link in links_of(first.uid)] == ["goal.created", "goal.proposed", "goal.accepted"]
    assert [link.at[:10] for link in links_of(first.uid)] == ["2026-09-18"] * 3
    assert verify_all([]).faults == ()


def test_what_was_not_agreed_stays_open(cast: Cast, period: Period) -> None:
    waiting = of_lin(cast, period, "新签", 100, accepted=None)
    draft = of_lin(cast, period, "拜访", 0, proposed=None, accepted=None)

    states = [goal.state for goal in take_over(by=BY, goals=[waiting, draft], today=TODAY)]

    assert states == [State.PROPOSED, State.DRAFT]


def test_a_closed_goal_below_its_target_needs_a_reason(cast: Cast, period: Period) -> None:
    closed = Said(by=cast.actor(cast.zhao), at=NOW)

    with pytest.raises(Invalid):
        take_over(by=BY, goals=[of_lin(cast, period, "新签", 100, closed=closed)], today=TODAY)
    (goal,) = take_over(
        by=BY, goals=[of_lin(cast, period, "新签", 100, closed=closed, reason="周期结束")], today=TODAY
    )

    assert (goal.state, goal.end_reason) == (State.CLOSED, "周期结束")


@pytest.mark.parametrize("weights", [(60, 30), (60, 50)])
def test_weights_that_do_not_fit_refuse_all(cast: Cast, period: Period, weights: tuple[int, int]) -> None:
    goals = [of_lin(cast, period, f"目标{weight}", weight) for weight in weights]

    with pytest.raises(Invalid):
        take_over(by=BY, goals=goals, today=TODAY)


def test_a_circle_is_refused(cast: Cast, period: Period) -> None:
    one, two = uuid4(), uuid4()
    goals = [
        of_lin(cast, period, "一", 50, uid=one, parent=two),
        of_lin(cast, period, "二", 50, uid=two, parent=one),
    ]

    with pytest.raises(Invalid):
        take_over(by=BY, goals=goals, today=TODAY)


def test_only_who_configures_goals_may(cast: Cast, period: Period) -> None:
    goals = [of_lin(cast, period, "新签", 100)]

    with pytest.raises(Denied):
        take_over(by=cast.actor(cast.zhao), goals=goals, today=TODAY)

    assert len(take_over(by=cast.actor(cast.bai), goals=goals, today=TODAY)) == 1
