"""Each class of a verdict has one clear case made by hand, and nobody else is touched by it."""

import numpy as np
import pytest

from jingjin.insight.tests.detection.company import LINES, PEOPLE, REGIONS, WEEKS, Company, last, week

pytestmark = pytest.mark.slow


IN_SOUTH_HARDWARE = [
    person for number, person in enumerate(PEOPLE) if (number % 2, number // 2 % 2) == (0, 1)
]
IN_HARDWARE = [person for number, person in enumerate(PEOPLE) if number % 2 == 0]


def test_people_near_their_targets_are_all_normal() -> None:
    assert Company().labels() == {}


def test_a_person_far_below_comparable_people_all_along_is_low_persistent() -> None:
    company = Company()
    company.bend(["P05"], 0.6)

    assert company.labels() == {"P05": "low_persistent"}


def test_a_slow_slide_over_months_is_a_decline() -> None:
    company = Company()
    slide = np.interp(np.arange(WEEKS), [WEEKS - 24, WEEKS], [1.0, 0.5])
    company.bend(["P05"], slide)

    assert company.labels() == {"P05": "decline"}


def test_a_sudden_fall_five_weeks_ago_is_a_drop() -> None:
    company = Company()
    company.bend(["P05"], last(5, 0.6))

    verdict = company.verdict("P05")

    assert company.labels() == {"P05": "drop"}
    assert verdict.since is not None
    assert verdict.since.isoformat() == week(5)


def test_coming_back_after_finished_support_is_a_recovery() -> None:
    company = Company()
    low = (np.arange(WEEKS) >= WEEKS - 40) & (np.arange(WEEKS) < WEEKS - 18)
    company.bend(["P05"], np.where(low, 0.6, 1.0))
    company.pips.append(("P05", week(20), week(8), "completed"))

    assert company.labels() == {"P05": "recovery"}


def test_a_person_far_above_comparable_people_all_along_is_top() -> None:
    company = Company()
    company.bend(["P05"], 1.5)

    assert company.labels() == {"P05": "top"}


def test_when_a_line_falls_its_people_are_told_it_is_the_market() -> None:
    company = Company()
    company.bend(IN_HARDWARE, last(10, 0.6))

    assert company.labels() == dict.fromkeys(IN_HARDWARE, "market")


def test_when_one_region_of_a_line_falls_only_its_people_are_hit() -> None:
    company = Company()
    company.bend(IN_SOUTH_HARDWARE, last(10, 0.5))

    assert company.labels() == dict.fromkeys(IN_SOUTH_HARDWARE, "market")


def test_a_market_is_seen_among_many_metrics_that_it_does_not_move() -> None:
    company = Company()
    company.measure_too([f"steady_{number}" for number in range(14)])
    company.bend(IN_SOUTH_HARDWARE, last(10, 0.5))

    assert company.labels() == dict.fromkeys(IN_SOUTH_HARDWARE, "market")


def test_a_person_who_falls_far_beyond_a_fallen_market_is_still_seen() -> None:
    company = Company()
    company.bend(IN_HARDWARE, last(10, 0.6))
    company.bend([IN_HARDWARE[0]], last(5, 0.5))

    assert company.labels() == dict.fromkeys(IN_HARDWARE, "market") | {IN_HARDWARE[0]: "drop"}


def test_the_explanation_names_parts_peers_and_what_was_ruled_out() -> None:
    company = Company()
    company.bend(["P05"], 0.6)

    verdict = company.verdict("P05")

    assert verdict.parts is not None
    assert verdict.parts.own_low < verdict.parts.own < verdict.parts.own_high < 0
    assert (verdict.peers.role, verdict.peers.size, verdict.peers.close) == ("rep", 31, 7)
    assert (verdict.peers.line, verdict.peers.region) == (LINES[1], REGIONS[0])
    assert set(verdict.ruled_out) == {"market", "data_fault", "leave", "ramp_up", "target_change", "season"}
    assert [fact.metric for fact in verdict.series if fact.shows] == ["sales", "visits"]
    assert verdict.weeks_below == WEEKS
    assert verdict.reason.startswith("与31位同岗的常态相比为-")
