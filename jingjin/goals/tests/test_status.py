"""The state in one word: closed list, actual against expected, never red for a low number alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from jingjin.goals.scoring.status import Confidence, Status, is_late, is_less_sure, judged_on, status_of

TODAY = date(2026, 11, 24)
END = date(2027, 1, 1)
HALF = Decimal("0.5")


def test_the_list_is_closed() -> None:
    assert [str(status) for status in Status] == [
        *("on_track", "watch", "needs_help", "not_reported", "late", "not_measured", "reached"),
    ]


@pytest.mark.parametrize(
    ("progress", "expected", "status"),
    [
        ("0.5", "0.5", Status.ON_TRACK),
        ("0.499999", "0.5", Status.WATCH),
        ("0", "0.9", Status.WATCH),
        ("-0.2", "0.1", Status.WATCH),
        ("1", "0.5", Status.REACHED),
        ("1.12", "1", Status.REACHED),
        ("0.999999", "0.5", Status.ON_TRACK),
    ],
)
def test_actual_against_expected(progress: str, expected: str, status: Status) -> None:
    assert status_of(Decimal(progress), Decimal(expected)) is status


def test_a_limit_that_is_kept_is_on_track_and_not_reached() -> None:
    assert status_of(Decimal(1), Decimal(1), stays=True) is Status.ON_TRACK


def test_its_owner_says_that_help_is_needed() -> None:
    assert status_of(HALF, HALF, confidence=Confidence.NEEDS_HELP) is Status.NEEDS_HELP
    assert status_of(Decimal(1), HALF, confidence=Confidence.NEEDS_HELP) is Status.REACHED
    assert status_of(HALF, HALF, confidence=Confidence.AT_RISK) is Status.ON_TRACK


def test_no_value_is_not_reported_and_no_parts_is_not_measured() -> None:
    assert status_of(None, None) is Status.NOT_REPORTED
    assert status_of(None, None, measurable=False) is Status.NOT_MEASURED


def test_a_value_older_than_two_weeks_is_late() -> None:
    assert not is_late(TODAY - timedelta(days=14), TODAY, end=END)
    assert is_late(TODAY - timedelta(days=15), TODAY, end=END)
    assert status_of(HALF, HALF, late=True) is Status.LATE


def test_a_finished_goal_is_not_late() -> None:
    assert not is_late(date(2026, 12, 31), END + timedelta(days=90), end=END)


@pytest.mark.parametrize(
    ("through", "day"),
    [(TODAY, TODAY), (TODAY - timedelta(days=1), TODAY), (date(2026, 11, 22), date(2026, 11, 22))],
)
def test_a_late_value_is_held_against_its_own_day(through: date, day: date) -> None:
    assert judged_on(through, TODAY) == day


def test_being_less_sure_is_noticed() -> None:
    assert is_less_sure(Confidence.AT_RISK, Confidence.SURE)
    assert not is_less_sure(Confidence.SURE, Confidence.AT_RISK)
    assert not is_less_sure(Confidence.NEEDS_HELP, None)
