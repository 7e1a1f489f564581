"""The stories hold in the numbers that are generated."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest

from jingjin.workflows.demo.aims import MILLION
from jingjin.workflows.demo.deliveries import deliveries, rows_of
from jingjin.workflows.demo.effects import LASTING, OUTSTANDING, effects_of, market_of
from jingjin.workflows.demo.figures import Figures, last_day, make_figures
from jingjin.workflows.demo.indicators import FEEDS, INDICATORS
from jingjin.workflows.demo.people import PersonPlan, Staff, make_staff
from jingjin.workflows.demo.settings import Settings
from jingjin.workflows.demo.words import EAST, UNIVERSITY

TODAY = date(2026, 11, 24)
SETTINGS = Settings(TODAY)
PLANS = {plan.key: plan for plan in INDICATORS}


@cache
def staff() -> Staff:
    return make_staff(SETTINGS)


@cache
def figures(key: str) -> Figures:
    return make_figures(SETTINGS, staff(), PLANS[key])


def row(key: str, name: str) -> int:
    return next(n for n, person in enumerate(figures(key).people) if person.name == name)


def of_cycle(key: str) -> slice:
    return slice(figures(key).grid.first_index(SETTINGS.days.cycle.start), None)


def total(key: str, name: str) -> float:
    """The cycle so far: a sum, or a mean weighted by the counts behind it."""
    made, span = figures(key), of_cycle(key)
    value, base = made.value[row(key, name), span], made.base[row(key, name), span]
    if made.plan.is_sum:
        return float(np.nansum(value))
    if np.isnan(base).all():
        return float(np.nanmean(value))
    return float(np.nansum(value * base) / np.nansum(base))


def against_target(key: str, people: list[PersonPlan], weeks: slice) -> float:
    """The median of people's values against their targets."""
    made = figures(key)
    asked = np.nansum(made.target[:, weeks], axis=1) > 0
    rows = [n for n, person in enumerate(made.people) if person in people and asked[n]]
    shares = np.nansum(made.value[rows, weeks], axis=1) / np.nansum(made.target[rows, weeks], axis=1)
    return float(np.median(shares))


def test_the_same_settings_give_the_same_numbers() -> None:
    again = make_figures(SETTINGS, make_staff(SETTINGS), PLANS["new_orders"])

    np.testing.assert_array_equal(again.value, figures("new_orders").value)


def test_the_figures_of_the_employees_page() -> None:
    assert total("new_orders", "林知夏") == 8_120_000
    assert round(total("quote_rate", "林知夏"), 6) == 19
    assert round(total("satisfaction", "林知夏"), 6) == 4.6
    assert total("cash_in", "林知夏") == 3_860_000
    assert round(total("follow_up", "林知夏")) == 41


def test_her_quote_rate_has_risen_from_the_cycle_before() -> None:
    made = figures("quote_rate")
    line = row("quote_rate", "林知夏")
    now = made.grid.first_index(SETTINGS.days.cycle.start)
    before = slice(made.grid.first_index(SETTINGS.days.cycle.before().start), now)
    rate = np.nansum(made.value[line, before] * made.base[line, before]) / np.nansum(made.base[line, before])

    assert round(rate) == 17


def test_the_team_comes_to_what_the_strategy_map_shows() -> None:
    orders, cash = figures("new_orders"), figures("cash_in")
    team = [n for n, person in enumerate(orders.people) if person.unit == "east_one"]

    assert np.nansum(orders.value[team, of_cycle("new_orders")]) == pytest.approx(48.96 * MILLION, abs=20_000)
    assert np.nansum(cash.value[team, of_cycle("cash_in")]) == pytest.approx(33.04 * MILLION, abs=20_000)
    assert sum(orders.quotas[team]) == 72 * MILLION
    assert sum(cash.quotas[team]) == 56 * MILLION


def test_the_market_fell_for_universities_in_the_east_alone() -> None:
    sellers = [person for person in figures("new_orders").people if person.left_on is None and not person.key]
    hit = [person for person in sellers if (person.region, person.line) == (EAST, UNIVERSITY)]
    others = [
        person for person in sellers if market_of(person) is None and (TODAY - person.hired_on).days > 400
    ]
    now, before = slice(-7, -1), slice(-20, -12)

    assert len(hit) >= 5
    assert 0.83 < against_target("new_orders", hit, now) / against_target("new_orders", hit, before) < 0.94
    assert against_target("new_orders", others, now) / against_target("new_orders", others, before) > 0.95


def test_somebody_is_below_target_mostly_by_the_market() -> None:
    made, line = figures("new_orders"), row("new_orders", "周子昂")

    assert total("new_orders", "周子昂") / made.quotas[line] == pytest.approx(0.82 * 55 / 92, abs=0.005)
    assert (made.value[line, -7:] < made.target[line, -7:]).all()
    assert np.nanmean(made.value[line, -20:-10] / made.target[line, -20:-10]) == pytest.approx(1, abs=0.1)


def test_somebody_recovers_within_a_plan() -> None:
    made, line = figures("follow_up"), row("follow_up", "许知远")
    weeks = made.value[line, -6:-1]

    assert (np.diff(weeks) > 0).all()
    assert np.nanmean(made.value[line, -20:-6]) < 50
    assert np.nansum(weeks * made.base[line, -6:-1]) / np.nansum(made.base[line, -6:-1]) == pytest.approx(
        61, abs=1
    )


def test_somebody_is_far_above_and_somebody_lastingly_below() -> None:
    effects = effects_of(SETTINGS, staff())
    lasting = [person for person in staff().people if effects.get(person.number) == LASTING]
    outstanding = [
        person for person in staff().people if effects.get(person.number) == OUTSTANDING and not person.key
    ]

    assert (
        total("new_orders", "陆一鸣") / figures("new_orders").quotas[row("new_orders", "陆一鸣")]
        > 1.2 * 55 / 92
    )
    assert lasting
    assert outstanding
    for person in lasting:
        assert _lately(person) < 0.88
    for person in outstanding:
        assert _lately(person) > 1.1


def _lately(person: PersonPlan) -> float:
    """The main indicator of this person's family, against its target, over 12 weeks."""
    made = next(
        figures(plan.key)
        for plan in INDICATORS
        if person.family in plan.families and plan.kind in {"amount", "rate"}
    )
    line = made.people.index(person)
    return float(np.nanmean(made.value[line, -13:-1]) / np.nanmean(made.target[line, -13:-1]))


def test_somebody_new_has_no_target_yet_and_somebody_away_no_numbers() -> None:
    made = figures("new_orders")
    han, luo = row("new_orders", "韩雪"), row("new_orders", "罗伊")

    assert np.isnan(made.target[han]).all()
    assert np.isnan(made.value[han, :-7]).all()
    assert not np.isnan(made.value[han, -7:]).any()
    assert np.isnan(made.value[luo, -4:]).all()


def test_the_broken_source_ends_the_day_before_yesterday() -> None:
    assert last_day(SETTINGS, PLANS["cash_in"]) == date(2026, 11, 22)
    assert last_day(SETTINGS, PLANS["new_orders"]) == date(2026, 11, 23)
    assert last_day(SETTINGS, PLANS["satisfaction"]) == date(2026, 11, 20)


@pytest.mark.parametrize("today", [TODAY, date(2027, 1, 12), date(2026, 12, 6), date(2026, 11, 23)])
def test_every_period_is_delivered_once(today: date) -> None:
    settings = Settings(today, people=40, weeks=20)
    made = make_staff(settings)
    for plan in INDICATORS:
        numbers = make_figures(settings, made, plan)
        feed = next(feed for feed in FEEDS if feed.key == plan.feed)
        sent = [
            (item.person, item.period_start, float(item.value or 0))
            for delivery in deliveries(settings, feed)
            for item in rows_of(settings, numbers, delivery)
        ]

        assert len(sent) == len({(person, start) for person, start, _value in sent}), plan.key
        assert sum(value for _person, _start, value in sent) == pytest.approx(np.nansum(numbers.value)), (
            plan.key
        )
        assert all(
            settings.days.is_working(date.fromisoformat(str(start)))
            for _person, start, _value in sent
            if plan.period == "day"
        )
        assert all(delivery.day <= today for delivery in deliveries(settings, feed))


@pytest.mark.parametrize("today", [date(2027, 1, 12), date(2026, 9, 8)])
def test_the_story_looks_alike_on_any_day(today: date) -> None:
    settings = Settings(today)
    made = make_figures(settings, make_staff(settings), PLANS["new_orders"])
    lin = next(n for n, person in enumerate(made.people) if person.name == "林知夏")
    span = slice(made.grid.first_index(settings.days.cycle.start), None)
    due = 12 * MILLION * settings.days.cycle.elapsed(today)

    assert np.nansum(made.value[lin, span]) / due == pytest.approx(1.13, abs=0.01)


def test_values_stay_within_what_the_indicator_allows() -> None:
    for plan in INDICATORS:
        value = figures(plan.key).value
        assert np.nanmin(value) >= (plan.lowest or 0)
        assert plan.highest is None or np.nanmax(value) <= plan.highest


def test_indicators_have_english() -> None:
    assert [plan.key for plan in INDICATORS if not (plan.name_en and plan.formula_en)] == []
    assert [plan.key for plan in INDICATORS if bool(plan.unit) != bool(plan.unit_en)] == []
