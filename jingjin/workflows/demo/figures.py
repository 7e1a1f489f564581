"""The numbers of one indicator for everybody it concerns, as arrays (people × periods)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from jingjin.metrics.public import Aggregation, Direction, Kind, Period
from jingjin.workflows.demo import aims
from jingjin.workflows.demo.calendar_grid import Grid
from jingjin.workflows.demo.days import months_on
from jingjin.workflows.demo.effects import SETTLING_WEEKS, effects_of, market_of, ramp
from jingjin.workflows.demo.indicators import FEEDS, IndicatorPlan

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from jingjin.workflows.demo.aims import Aim
    from jingjin.workflows.demo.people import PersonPlan, Staff
    from jingjin.workflows.demo.settings import Settings

# How strongly a person's story and their first months show in an indicator of this kind.
REACH = {Kind.AMOUNT: 1.0, Kind.COUNT: 0.5, Kind.RATE: 0.7, Kind.SCORE: 0.15, Kind.DURATION: 0.8}
RAMP_REACH = {Kind.AMOUNT: 1.0, Kind.COUNT: 0.6, Kind.RATE: 0.1, Kind.SCORE: 0.02, Kind.DURATION: 0.1}
COMMON, OWN = 0.6, 0.8  # how much of the difference between people is the same in all indicators
GROWTH_OF_A_WEEK, LITTLE = 0.0015, 0.4
WORKDAYS = {Period.WEEK: 5, Period.MONTH: 21}
DECIMALS = {Kind.SCORE: 2, Kind.DURATION: 1, Kind.COUNT: 0, Kind.AMOUNT: -3}


@dataclass
class Figures:
    """Values, targets and the counts behind ratios; NaN where there is nothing. `quotas` of the running cycle.

    `split` (0 to 1) says into which days a week of a daily indicator falls.
    """

    plan: IndicatorPlan
    people: list[PersonPlan]
    grid: Grid
    value: NDArray[np.float64]
    target: NDArray[np.float64]
    base: NDArray[np.float64]
    quotas: NDArray[np.float64]
    split: NDArray[np.float64]


def last_day(settings: Settings, plan: IndicatorPlan) -> date:
    """The last day that the indicator's source speaks of today."""
    feed = next(feed for feed in FEEDS if feed.key == plan.feed)
    if feed.rhythm_days > 1:  # a weekly source: its last Friday
        return settings.today - timedelta(days=(settings.today.weekday() - 4) % 7 or 7)
    return settings.today - timedelta(days=feed.lag)


def make_figures(settings: Settings, staff: Staff, plan: IndicatorPlan) -> Figures:
    """All numbers of an indicator; the same settings always give the same."""
    people = [person for person in staff.people if person.family in plan.families and not person.leads]
    grid = Grid.of(settings, plan.rhythm, last_day(settings, plan))
    dice = settings.dice(plan.key)
    present = grid.present(people)
    quotas = _quotas(settings, staff, people, plan)
    pace = _pace(settings, grid, plan, quotas, present)
    usual = pace * present if plan.is_sum else np.full(present.shape, float(plan.level))
    value = usual * _shape(settings, staff, people, plan, grid) * _skill(settings, staff, people, plan, dice)
    calm = np.array([aims.CALM.get(person.key, 1.0) for person in people])[:, None]
    value *= np.exp(plan.noise * calm * dice.normal(size=value.shape))
    base = _base(plan, present, dice)
    targets, split = _targets(plan, people, grid, usual), dice.random(value.shape)
    figures = Figures(plan, people, grid, value, targets, base, quotas, split)
    value[present <= 0] = np.nan
    _finish(figures, dice)
    _fit_story(settings, figures)
    return figures


def _quotas(
    settings: Settings, staff: Staff, people: list[PersonPlan], plan: IndicatorPlan
) -> NDArray[np.float64]:
    """What the running cycle asks of each person; NaN for indicators without an amount of money."""
    if plan.kind != Kind.AMOUNT:
        return np.full(len(people), np.nan)
    dice = settings.dice("quotas")
    asked = {person.number: aims.quota_of(person, dice) for person in staff.people}
    which = 0 if plan.key == "new_orders" else 1
    return np.array([asked[person.number][which] for person in people])


def _pace(
    settings: Settings,
    grid: Grid,
    plan: IndicatorPlan,
    quotas: NDArray[np.float64],
    present: NDArray[np.float64],
) -> NDArray[np.float64]:
    """What a working day brings (people × periods): the quota's straight path for the running cycle, a little
    less the further back; counts have one level for all."""
    weeks_back = np.array([(settings.today - start).days / 7 for start in grid.starts])
    growth = (1 - GROWTH_OF_A_WEEK) ** weeks_back
    daily = np.full(len(quotas), float(plan.level))
    if plan.kind == Kind.AMOUNT:
        cycle = settings.days.cycle
        now = grid.first_index(cycle.start)
        there, whole = present[:, now:].sum(axis=1), grid.days[now:].sum()
        passed = np.where(there > LITTLE * whole, there, whole)  # who was hardly there keeps the usual pace
        daily = quotas * cycle.elapsed(_reckoned(settings, grid)) / passed
        growth[grid.first_index(cycle.start) :] = 1.0
    return np.outer(daily, growth)


def _reckoned(settings: Settings, grid: Grid) -> date:
    """The day against which the running cycle is held: today, unless the source is late."""
    return settings.today if (settings.today - grid.through).days <= 1 else grid.through


def _skill(
    settings: Settings, staff: Staff, people: list[PersonPlan], plan: IndicatorPlan, dice: np.random.Generator
) -> NDArray[np.float64]:
    common = dict(
        zip(staff.by_number, settings.dice("ability").normal(size=len(staff.by_number)), strict=True)
    )
    drawn = COMMON * np.array([common[person.number] for person in people]) + OWN * dice.normal(
        size=len(people)
    )
    better = np.exp(plan.spread * np.clip(drawn, -2, 2))[:, None]
    return better if plan.direction == Direction.HIGHER else 1 / better


def _shape(
    settings: Settings, staff: Staff, people: list[PersonPlan], plan: IndicatorPlan, grid: Grid
) -> NDArray[np.float64]:
    """Market, story and first months as one factor (people × periods)."""
    weeks_ago = np.array([(settings.today - start).days / 7 for start in grid.starts])
    shape = ramp(grid.weeks_since_hire(people)) ** RAMP_REACH[Kind(plan.kind)]
    effects = effects_of(settings, staff)
    for row, person in enumerate(people):
        if (market := market_of(person)) is not None:
            shape[row] *= market.path(weeks_ago) ** plan.market
        if person.number in effects:
            shape[row] *= effects[person.number].path(weeks_ago) ** (REACH[Kind(plan.kind)] * plan.reach)
    return shape if plan.direction == Direction.HIGHER else 1 / shape


def _targets(
    plan: IndicatorPlan, people: list[PersonPlan], grid: Grid, usual: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What was asked of each person in each period; nothing while somebody settles in."""
    if plan.target is None:
        return np.full(usual.shape, np.nan)
    target = usual * (plan.target / plan.level) if plan.is_sum else np.full(usual.shape, float(plan.target))
    for row, person in enumerate(people):
        target[row] = aims.OWN_TARGETS.get((person.key, plan.key), target[row])
    target[grid.weeks_since_hire(people) < SETTLING_WEEKS] = np.nan
    if plan.is_sum:
        target = np.round(target, min(DECIMALS[Kind(plan.kind)], 0))
        target[target <= 0] = np.nan
    return target


def _base(
    plan: IndicatorPlan, present: NDArray[np.float64], dice: np.random.Generator
) -> NDArray[np.float64]:
    if plan.aggregation != Aggregation.RATIO:
        return np.full(present.shape, np.nan)
    if plan.feed == "attendance":
        return present.copy()
    return dice.poisson(plan.base * present / WORKDAYS[plan.rhythm]).astype(np.float64)


def _finish(figures: Figures, dice: np.random.Generator) -> None:
    """Round as the source would: whole hits behind a percentage, thousands of money, decimals of a score."""
    plan, value, base = figures.plan, figures.value, figures.base
    if plan.lowest is not None:
        np.clip(value, plan.lowest, plan.highest, out=value)
    if plan.aggregation == Aggregation.RATIO:
        hits = np.floor(value * base / 100 + dice.random(value.shape))
        with np.errstate(divide="ignore", invalid="ignore"):
            value[:] = np.where(base > 0, 100 * np.minimum(hits, base) / base, np.nan)
        base[np.isnan(value)] = np.nan
    else:
        value[:] = np.round(value, DECIMALS[Kind(plan.kind)])


def _fit_story(settings: Settings, figures: Figures) -> None:
    for row, person in enumerate(figures.people):
        fits = aims.AIMS.get((person.key, figures.plan.key), ())
        if len(fits) == 1 and not fits[0].sudden:
            _level(settings, figures, row, fits[0])
        for aim in fits:
            _fit(settings, figures, row, aim)
        if (person.key, figures.plan.key) in aims.LAST_MONTH:
            month = months_on(settings.today.replace(day=1), -1)
            figures.value[row, figures.grid.first_index(month)] = aims.LAST_MONTH[
                person.key, figures.plan.key
            ]


def _level(settings: Settings, figures: Figures, row: int, aim: Aim) -> None:
    """Bring the whole past to the level of the span, so that nothing jumps where it begins."""
    span = _span(settings, figures.grid, aim)
    value, base = figures.value[row], figures.base[row]
    wanted = aim.value * np.nansum(figures.target[row, span]) if figures.plan.is_sum else aim.value
    now = np.nansum(value[span]) if figures.plan.is_sum else np.nanmean(value[span])
    value *= wanted / now if wanted and now else 1.0
    if figures.plan.aggregation == Aggregation.RATIO:
        value[:] = 100 * np.minimum(np.round(value * base / 100), base) / base
    else:
        value[:] = np.round(value, DECIMALS[Kind(figures.plan.kind)])
    if figures.plan.lowest is not None:
        np.clip(value, figures.plan.lowest, figures.plan.highest, out=value)


def _fit(settings: Settings, figures: Figures, row: int, aim: Aim) -> None:
    span = _span(settings, figures.grid, aim)
    values = figures.value[row, span] * (1 + aim.slope * np.linspace(-1, 1, span.stop - span.start))
    if figures.plan.is_sum:
        asked = figures.quotas[row] * settings.days.cycle.elapsed(_reckoned(settings, figures.grid))
        figures.value[row, span] = aims.fit_sum(values, round(aim.value * asked, -4))
    elif figures.plan.aggregation == Aggregation.RATIO:
        fitted = aims.fit_counts(values, figures.base[row, span], aim.value)
        figures.value[row, span], figures.base[row, span] = fitted
    else:
        figures.value[row, span] = aims.fit_mean(values, aim.value)


def _span(settings: Settings, grid: Grid, aim: Aim) -> slice:
    """The periods an aim speaks of."""
    cycle = settings.days.cycle
    if aim.span == "cycle":
        return slice(grid.first_index(cycle.start), len(grid.starts))
    if aim.span == "before":
        return slice(grid.first_index(cycle.before().start), grid.first_index(cycle.start))
    since, until = (settings.this_week - timedelta(weeks=int(weeks)) for weeks in aim.span)
    return slice(grid.first_index(since), grid.first_index(until + timedelta(days=1)))
