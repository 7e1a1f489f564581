"""The figures that the pages of the story show, and fitting the made-up numbers to them.

Amounts are told as a ratio to what the quota asks until today; rates and scores as the value itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jingjin.workflows.demo.people import PersonPlan

MILLION = 1_000_000
THOUSAND = 1_000
QUOTES_OF_A_CYCLE = 300  # so that a whole percent is a whole number of orders
USUAL_QUOTA, SENIOR, QUOTA_STEP = 7.0 * MILLION, 1.2, 100_000
CASH_SHARE = 0.78

# Quotas of the running cycle in millions: new orders, cash.
QUOTAS = {
    "zhou": (5.5, 5.0),
    "zheng": (5.5, 5.5),
    "xu": (4.5, 4.5),
    "lin": (12.0, 6.6),
    "chen": (8.0, 7.0),
    "shen": (14.0, 10.5),
    "lu": (19.0, 14.0),
    "han": (1.0, 0.5),
    "luo": (2.5, 2.4),
}


@dataclass(frozen=True)
class Aim:
    """What a span of periods comes to. `span`: the running cycle, the one before, or from–to weeks ago.

    `slope` lets the values rise over the span by so much below and above their mean. `sudden`: the time before
    keeps its own level; otherwise it is brought to the same one.
    """

    value: float
    span: str | tuple[int, int] = "cycle"
    slope: float = 0.0
    sudden: bool = False


def _rising(*values: float) -> tuple[Aim, ...]:
    """One value a week, the last of them for last week."""
    return tuple(
        Aim(value, (weeks, weeks)) for weeks, value in zip(range(len(values), 0, -1), values, strict=True)
    )


AIMS: dict[tuple[str, str], tuple[Aim, ...]] = {
    ("zhou", "new_orders"): (Aim(0.82),),
    ("zhou", "quote_rate"): (Aim(22.7),),
    ("zhou", "cash_in"): (Aim(0.94),),
    ("zhou", "satisfaction"): (Aim(4.5),),
    ("zhou", "teamwork"): (Aim(4.08, (14, 0)),),
    ("zhou", "follow_up"): _rising(80, 76, 72, 68, 64, 60),
    ("zheng", "new_orders"): (Aim(0.90),),
    ("zheng", "quote_rate"): (Aim(25.3),),
    ("zheng", "cash_in"): (Aim(0.93),),
    ("zheng", "satisfaction"): (Aim(4.46),),
    ("zheng", "teamwork"): (Aim(4.24, (14, 0)),),
    ("zheng", "follow_up"): (Aim(58, (60, 4)), *_rising(79, 79, 79)),
    ("xu", "new_orders"): (Aim(0.86),),
    ("xu", "quote_rate"): (Aim(23.3),),
    ("xu", "cash_in"): (Aim(0.92),),
    ("xu", "satisfaction"): (Aim(4.55),),
    ("xu", "teamwork"): (Aim(4.16, (14, 0)),),
    ("xu", "follow_up"): (Aim(45, (24, 6)), *_rising(50, 56, 60, 66, 73)),
    ("lin", "new_orders"): (Aim(1.13188),),
    ("lin", "quote_rate"): (Aim(17, "before"), Aim(19, "cycle", slope=0.16)),
    ("lin", "cash_in"): (Aim(1.01519),),
    ("lin", "satisfaction"): (Aim(4.6),),
    ("lin", "teamwork"): (Aim(4.36, (14, 0)),),
    ("lin", "follow_up"): (Aim(43, "before"), Aim(41)),
    ("chen", "new_orders"): (Aim(1.08),),
    ("chen", "quote_rate"): (Aim(25.7),),
    ("chen", "cash_in"): (Aim(1.03),),
    ("chen", "satisfaction"): (Aim(4.3, "before"), Aim(4.68)),
    ("chen", "teamwork"): (Aim(4.28, (14, 0)),),
    ("shen", "new_orders"): (Aim(1.21),),
    ("shen", "quote_rate"): (Aim(26),),
    ("shen", "cash_in"): (Aim(1.01),),
    ("shen", "satisfaction"): (Aim(4.59),),
    ("shen", "teamwork"): (Aim(4.0, (14, 0)),),
    ("lu", "new_orders"): (Aim(1.26),),
    ("lu", "quote_rate"): (Aim(29.3),),
    ("lu", "cash_in"): (Aim(1.11),),
    ("lu", "satisfaction"): (Aim(4.64),),
    ("lu", "teamwork"): (Aim(4.52, (14, 0)),),
    ("han", "new_orders"): (Aim(0.75),),
    ("han", "cash_in"): (Aim(0.20),),
    ("han", "satisfaction"): (Aim(4.55),),
    ("luo", "new_orders"): (Aim(1.8801, sudden=True),),
    ("luo", "cash_in"): (Aim(1.35085, sudden=True),),
}  # fmt: skip
LAST_MONTH = {("lin", "visits"): 21.0}  # before it was corrected
CALM = {"zhou": 0.4}  # whose figures scatter less, so that their path can be seen
# What is asked of them where it isn't what is asked of everybody.
OWN_TARGETS = {("lin", "quote_rate"): 20.0}


def quota_of(person: PersonPlan, dice: np.random.Generator) -> tuple[float, float]:
    """What is asked of a seller in a cycle: new orders and cash. Draws one number for everybody."""
    draw = float(dice.normal())
    if person.key in QUOTAS:
        orders, cash = QUOTAS[person.key]
        return orders * MILLION, cash * MILLION
    usual = USUAL_QUOTA * (SENIOR if person.title.startswith("高级") else 1.0) * float(np.exp(0.18 * draw))
    return _round(usual, QUOTA_STEP), _round(usual * CASH_SHARE, QUOTA_STEP)


def fit_sum(values: NDArray[np.float64], total: float) -> NDArray[np.float64]:
    """Whole thousands that come to `total`, in the proportions of `values`; empty periods stay empty."""
    there = ~np.isnan(values)
    if not there.any():
        return values
    scaled = np.round(values * (total / np.nansum(values)) / THOUSAND) * THOUSAND
    largest = int(np.nanargmax(scaled))
    scaled[largest] += total - float(np.nansum(scaled))
    return scaled


def fit_counts(
    values: NDArray[np.float64], counts: NDArray[np.float64], percent: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Percentages and the counts behind them, with whole hits in each period and `percent` over all.

    The counts are stretched to `QUOTES_OF_A_CYCLE` where the span is long enough for that.
    """
    there = np.flatnonzero(~np.isnan(values) & (counts > 0))
    if not len(there):
        return values, counts
    counts = counts.copy()
    if len(there) > 1:
        counts[there] = np.maximum(np.round(counts[there] * QUOTES_OF_A_CYCLE / counts[there].sum()), 1)
        counts[there[len(there) // 2]] += QUOTES_OF_A_CYCLE - counts[there].sum()
    mean = float((values[there] * counts[there]).sum() / counts[there].sum())
    hits = np.round(values[there] * percent / mean * counts[there] / 100)
    missing = int(round(percent * counts[there].sum() / 100) - hits.sum())
    order = np.argsort(-counts[there])
    for step in range(abs(missing)):
        hits[order[step % len(order)]] += np.sign(missing)
    fitted = values.copy()
    fitted[there] = 100 * np.clip(hits, 0, counts[there]) / counts[there]
    return fitted, counts


def fit_mean(values: NDArray[np.float64], mean: float) -> NDArray[np.float64]:
    """Scores with two decimals whose mean is `mean`."""
    there = np.flatnonzero(~np.isnan(values))
    if not len(there):
        return values
    fitted = np.round(values + (mean - np.nanmean(values)), 2)
    fitted[there[len(there) // 2]] += round(mean * len(there) - float(np.nansum(fitted)), 2)
    return np.asarray(np.round(np.clip(fitted, 1.0, 5.0), 2), np.float64)


def _round(value: float, step: float) -> float:
    return round(value / step) * step
