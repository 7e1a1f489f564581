"""When the weekly judgement is due."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from jingjin.insight.models import SignalRun
from jingjin.insight.tasks import run_if_due
from jingjin.insight.tests.company import LAST, make_sales

if TYPE_CHECKING:
    from jingjin.insight.tests.company import Sales
    from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MONDAY_0100 = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)  # in Shanghai
MONDAY_0207 = datetime(2026, 11, 22, 18, 7, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 24, 2, 7, tzinfo=UTC)


def test_it_runs_once_on_monday_after_two_company_time(sales: Sales) -> None:
    sales.send()

    assert [run_if_due(now) for now in (MONDAY_0100, MONDAY_0207, TUESDAY)] == [False, True, False]
    assert SignalRun.objects.get().last == LAST


def test_a_missed_monday_is_made_up(sales: Sales) -> None:
    sales.send()

    assert run_if_due(TUESDAY)


def test_nothing_is_due_while_signals_are_off(cast: Cast) -> None:
    make_sales(cast, on=False)

    assert not run_if_due(MONDAY_0207)
