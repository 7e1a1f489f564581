"""What must not be read as a person's shortfall."""

from datetime import date, timedelta

import numpy as np
import pytest

from jingjin.insight.detection.quality import Fault
from jingjin.insight.detection.run import detect
from jingjin.insight.tests.detection.company import FIRST, PEOPLE, TARGETS, WEEKS, Company, last, plain, week

pytestmark = pytest.mark.slow


def test_a_new_hire_who_ramps_up_is_not_blamed() -> None:
    company = Company()
    company.hired["P05"] = week(12)
    for metric in TARGETS:
        company.values["P05", metric][: WEEKS - 12] = np.nan
    company.bend(["P05"], np.interp(np.arange(WEEKS), [WEEKS - 12, WEEKS], [0.3, 0.9]))

    assert company.labels() == {}
    assert company.verdict("P05").reason == "入职12周，还在适应期，数据暂不用来比较。"


def test_someone_on_leave_is_not_blamed() -> None:
    company = Company()
    company.leaves.append(("P05", week(8), (FIRST + timedelta(weeks=WEEKS + 4)).isoformat()))
    company.bend(["P05"], last(8, 0.0), list(TARGETS))

    assert company.labels() == {}


def test_an_unlisted_absence_is_seen_from_silence_in_everything() -> None:
    company = Company()
    company.bend(["P05"], last(8, 0.0), list(TARGETS))

    assert company.labels() == {}
    assert company.verdict("P05").reason == "最近一期没有出勤数据或正在休假，回来并过了适应期再看。"


def test_the_weeks_after_a_long_leave_do_not_count() -> None:
    company = Company()
    company.leaves.append(("P05", week(18), week(6)))
    company.bend(["P05"], np.where(np.arange(WEEKS) >= WEEKS - 6, 0.6, 1.0))

    assert company.labels() == {}


def test_a_holiday_week_is_nobodys_fall() -> None:
    company = Company()
    company.workdays[1] = company.workdays[2] = 1
    company.bend(PEOPLE, last(2, 0.2))

    assert company.labels() == {}


def test_a_raised_target_is_not_a_fall() -> None:
    company = Company()
    company.targets["P05", "sales"] = company.targets["P05", "sales"] * last(8, 1.4)

    verdict = company.verdict("P05")

    assert company.labels() == {}
    assert verdict.parts is not None
    assert verdict.parts.target == pytest.approx(-100 * (1 - 1 / 1.4) * 0.5 / 1.1)


def test_a_dip_long_ago_is_over() -> None:
    company = Company()
    dip = (np.arange(WEEKS) >= 15) & (np.arange(WEEKS) < 27)
    company.bend(["P05"], np.where(dip, 0.6, 1.0))

    assert company.labels() == {}


def test_one_big_deal_is_not_a_trend() -> None:
    company = Company()
    company.values["P05", "sales"][WEEKS - 3] *= 8

    assert company.labels() == {}


@pytest.mark.parametrize(
    ("fault", "factor"),
    [(Fault.STOPPED, np.nan), (Fault.ZEROED, 0.0), (Fault.TOO_LARGE, 100.0), (Fault.TOO_SMALL, 0.01)],
)
def test_a_broken_feed_is_told_as_such(fault: Fault, factor: float) -> None:
    company = Company()
    company.bend(["P05"], last(4, factor), ["sales"])

    verdict = company.verdict("P05")

    assert company.labels() == {"P05": "data_fault"}
    assert [(note.fault, note.metric, note.periods) for note in verdict.notes] == [(fault, "sales", 4)]


def test_rows_that_arrive_twice_are_a_fault() -> None:
    company = Company()
    company.twice = [("P05", "sales", back) for back in (1, 2, 3)]

    assert company.labels() == {"P05": "data_fault"}


def test_amounts_counted_twice_are_a_fault() -> None:
    company = Company()
    company.bend(["P05"], last(4, 2.0), ["sales"])

    verdict = company.verdict("P05")

    assert company.labels() == {"P05": "data_fault"}
    assert [(note.fault, note.metric, note.periods) for note in verdict.notes] == [
        (Fault.DOUBLED_SUMS, "sales", 4)
    ]


def test_a_fault_that_is_over_is_left_out_and_forgotten() -> None:
    company = Company()
    company.values["P05", "sales"][40:44] = 0.0
    company.values["P06", "sales"][40:44] *= 100

    assert company.labels() == {}


def test_an_unfinished_last_week_is_left_out() -> None:
    company = Company(plain(12))
    company.bend(PEOPLE, last(1, 0.4))
    through = date.fromisoformat(week(1)) + timedelta(days=2)

    verdicts = detect(company.tables(), last=through)

    assert {verdict.label.value for verdict in verdicts} == {"normal"}
    assert {verdict.series[0].starts[-1].isoformat() for verdict in verdicts} == {week(2)}
