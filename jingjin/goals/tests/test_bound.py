"""A goal bound to an indicator moves by itself; late is not missing; nothing is spread or invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from jingjin.core import events
from jingjin.core.errors import Invalid
from jingjin.goals.actions.bound import refresh_bound, refresh_due
from jingjin.goals.actions.data import MilestoneData
from jingjin.goals.models import ValuePoint
from jingjin.goals.queries.judgement import judge
from jingjin.goals.queries.lines import goals_of
from jingjin.goals.scoring.status import Status
from jingjin.goals.tests.build import NOW, TEST, draft, fresh, progress, running, say
from jingjin.goals.words import Kind
from jingjin.metrics.public import MetricData, SampleRow, create_metric, ingest
from tests.cast import TODAY

if TYPE_CHECKING:
    from jingjin.goals.models import Goal
    from jingjin.metrics.public import Metric
    from tests.cast import Cast

MONDAYS = [date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]


@pytest.fixture
def sales(db: None) -> Metric:
    data: dict[str, Any] = {"key": "sales", "name": "销售额", "kind": "amount", "aggregation": "sum"}
    return create_metric(by=TEST, data=MetricData(**data, period="week", unit="元", currency="CNY"))


def take(*values: tuple[date, int], person: str = "00201", now: datetime = NOW) -> None:
    rows = [SampleRow(metric="sales", period_start=day, value=Decimal(n), person=person) for day, n in values]
    ingest(by=TEST, rows=rows, now=now)
    events.handle_all()


@pytest.fixture
def mine(cast: Cast, sales: Metric) -> Goal:
    above = running(cast.units["east_one"], kind=Kind.OBJECTIVE)
    return running(cast.lin, parent=above, metric=sales, target=1000)


def test_new_numbers_move_the_goal_and_everything_above(mine: Goal, cast: Cast) -> None:
    take((MONDAYS[0], 200), (MONDAYS[1], 100))

    refresh_bound(metric_id=mine.metric_id or 0, today=TODAY)

    goal = fresh(mine)
    assert (goal.value, goal.value_through) == (Decimal(300), date(2026, 11, 15))
    assert (progress(goal), progress(goal.parent)) == (Decimal("0.3"), Decimal("0.3"))  # type: ignore[arg-type]
    assert ValuePoint.objects.get().value == 300


def test_an_event_of_the_numbers_is_enough(mine: Goal) -> None:
    take((MONDAYS[2], 400))

    assert fresh(mine).value == 400


def test_the_same_numbers_again_move_nothing(mine: Goal) -> None:
    take((MONDAYS[2], 400))

    assert refresh_bound(metric_id=mine.metric_id or 0, today=TODAY) == 0


def test_it_speaks_in_the_units_of_its_indicator(mine: Goal) -> None:
    assert (mine.measured_in, mine.currency) == ("元", "CNY")


def test_no_number_is_not_reported_and_never_zero(mine: Goal) -> None:
    goal = fresh(mine)

    assert (goal.value, goal.progress, judge(goal, TODAY).status) == (None, None, Status.NOT_REPORTED)


def test_a_proposed_goal_has_its_number_at_once(cast: Cast, sales: Metric) -> None:
    take((MONDAYS[2], 400))

    assert fresh(running(cast.lin, metric=sales, target=1000)).value == 400


def test_a_draft_does_not_move(cast: Cast, sales: Metric) -> None:
    goal = draft(cast.lin, metric=sales, target=1000)
    take((MONDAYS[2], 400))

    assert fresh(goal).value is None


def test_nobody_types_over_an_indicator(mine: Goal) -> None:
    with pytest.raises(Invalid) as caught:
        say(mine, 500)

    assert list(caught.value.fields) == ["value"]


def test_a_late_number_counts_up_to_its_own_day(mine: Goal, cast: Cast) -> None:
    take((MONDAYS[0], 460), now=datetime(2026, 11, 9, 2, tzinfo=UTC))

    later = date(2026, 11, 20)
    refresh_bound(metric_id=mine.metric_id or 0, today=later)

    judgement = judge(fresh(mine), later)
    assert (judgement.day, judgement.status) == (date(2026, 11, 8), Status.ON_TRACK)
    (line,) = goals_of(cast.actor(cast.lin), cast.lin, later)
    assert line.origin is not None
    assert "11月8日" in line.origin.text
    assert line.lineage_url.startswith("/metrics/")


def test_a_number_older_than_two_weeks_is_called_late(mine: Goal) -> None:
    take((MONDAYS[0], 460), now=datetime(2026, 11, 9, 2, tzinfo=UTC))

    assert judge(fresh(mine), date(2026, 11, 30)).status is Status.LATE


def test_the_night_moves_what_is_due_by_the_calendar(cast: Cast) -> None:
    above = running(cast.units["east_one"], kind=Kind.OBJECTIVE)
    parts = (MilestoneData(title="一", due=TODAY), MilestoneData(title="二", due=date(2026, 12, 1)))
    running(cast.lin, parent=above, measure="milestone", target=None, milestones=parts)
    before = fresh(above).expected

    refresh_due(today=date(2026, 12, 1))

    assert (before, fresh(above).expected) == (Decimal("0.5"), Decimal(1))
