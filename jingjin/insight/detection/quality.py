"""Numbers that cannot be trusted: feeds that stop, fall to zero, change unit or count twice."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from jingjin.insight.detection.limits import Limits
from jingjin.insight.detection.panel import Panel
from jingjin.insight.detection.robust import Array, Flags, Ints, median

_BAD_WEEK = 0.5
"""A bad but possible week of a counting metric, as share of its usual: zeros must be rare even then."""
_LEAST_CHANCE = 0.01
"""Nothing is believed rarer than one week in a hundred, however clean the past was."""
_LEAST_USUAL = 0.3
"""Someone's usual is at least this share of the metric's: near zero every ratio would look huge."""


class Fault(StrEnum):
    """What is wrong with a series."""

    STOPPED = "stopped"
    ZEROED = "zeroed"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    DOUBLED_ROWS = "doubled_rows"
    DOUBLED_SUMS = "doubled_sums"


@dataclass(frozen=True)
class Finding:
    """A fault that is present now: in which series, and for how many periods."""

    series: int
    fault: Fault
    periods: int


@dataclass(frozen=True)
class Quality:
    """`bad` (S × T) marks values to leave out; `findings` are the faults present now."""

    bad: Flags
    findings: list[Finding]


@dataclass(frozen=True)
class _Run:
    """The stretch of suspicious periods that reaches the last period, per series."""

    length: Ints
    start: Ints
    """First column of the stretch."""


def judge_quality(panel: Panel, idle: Flags, limits: Limits) -> Quality:
    """Look at each series against its own past.

    `idle` (S × T) are periods in which the subject was away or the company closed: they neither
    start nor end a fault.
    """
    value = np.where(idle, np.nan, panel.value)
    seen = ~np.isnan(value)
    gone = ~seen & ~idle & _since_first(seen)
    zero = value == 0
    large, small = _unit_errors(panel, value, limits)
    twice = seen & (panel.rows > 1)
    rare_zero = _chance_of_zero(panel, value)
    rare_gap = np.maximum(
        _per_metric(panel, gone.sum(axis=1) / np.maximum((seen | gone).sum(axis=1), 1)), 0.01
    )
    zeros, gaps = _trailing(zero, seen & ~zero), _trailing(gone, seen)
    tests = [
        (Fault.TOO_LARGE, _trailing(large, seen & ~large & ~zero), None),
        (Fault.TOO_SMALL, _trailing(small, seen & ~small & ~zero), None),
        (Fault.DOUBLED_ROWS, _trailing(twice, seen & ~twice), None),
        (Fault.ZEROED, zeros, rare_zero**zeros.length),
        (Fault.STOPPED, gaps, _chance_of_gap(panel, gaps, rare_gap, limits)),
    ]
    findings = _findings(tests, limits)
    bad = large | small | _dead(zero, rare_zero, limits)
    return Quality(bad=bad, findings=findings)


def _findings(tests: list[tuple[Fault, _Run, Array | None]], limits: Limits) -> list[Finding]:
    """The first fault of each series that lasts long enough and is rarer than chance allows."""
    found: dict[int, Finding] = {}
    for fault, run, chance in tests:
        lasting = run.length >= limits.least_fault_periods
        if chance is not None:
            lasting &= chance <= limits.fault_chance
        for series in np.flatnonzero(lasting):
            found.setdefault(int(series), Finding(int(series), fault, int(run.length[series])))
    return [found[series] for series in sorted(found)]


def _since_first(seen: Flags) -> Flags:
    return np.logical_or.accumulate(seen, axis=1)


def _trailing(suspicious: Flags, sound: Flags) -> _Run:
    """Count suspicious periods after the last sound one; others in between are passed over."""
    columns = np.arange(sound.shape[1])
    last_sound = np.where(sound, columns, -1).max(axis=1, initial=-1)
    tail = suspicious & (columns > last_sound[:, None])
    return _Run(length=tail.sum(axis=1), start=last_sound + 1)


def _unit_errors(panel: Panel, value: Array, limits: Limits) -> tuple[Flags, Flags]:
    own = np.abs(median(value, axis=1))
    typical = np.array([median(own[panel.metric == index]) for index in range(len(panel.metrics))])
    usual = np.maximum(own, _LEAST_USUAL * typical[panel.metric])[:, None]
    size = np.abs(value)
    with np.errstate(invalid="ignore"):
        large = (usual > 0) & (size >= limits.unit_factor * usual)
        small = (size > 0) & (size * limits.unit_factor <= usual)
    return large, small


def _per_metric(panel: Panel, share: Array) -> Array:
    """The average of `share` over the series of the same metric."""
    total = np.bincount(panel.metric, weights=share, minlength=len(panel.metrics))
    count = np.bincount(panel.metric, minlength=len(panel.metrics))
    return np.asarray((total / np.maximum(count, 1))[panel.metric])


def _chance_of_zero(panel: Panel, value: Array) -> Array:
    """How often a zero may come honestly: seen share, and for counts a bad week's Poisson chance."""
    seen = np.maximum((~np.isnan(value)).sum(axis=1), 1)
    own = (value == 0).sum(axis=1) / seen
    usual = np.nan_to_num(median(value, axis=1))
    counts = np.array([m.kind == "count" for m in panel.metrics])[panel.metric]
    poisson = np.where(counts, np.exp(-_BAD_WEEK * np.maximum(usual, 0)), 0.0)
    return np.asarray(np.clip(np.maximum(_per_metric(panel, own), poisson), _LEAST_CHANCE, 1.0))


def _chance_of_gap(panel: Panel, gaps: _Run, rare_gap: Array, limits: Limits) -> Array:
    """Chance of the gap at the end; series of one subject and source that stop together count together."""
    sources = {source: index for index, source in enumerate(sorted({m.source for m in panel.metrics}))}
    source = np.array([sources[m.source] for m in panel.metrics])[panel.metric]
    group = panel.subject * len(sources) + source
    long_enough = gaps.length >= limits.least_fault_periods
    surprise = np.where(long_enough, gaps.length * np.log(rare_gap), 0.0)
    together = np.bincount(group, weights=surprise)[group]
    return np.asarray(np.exp(together))


def _dead(zero: Flags, rare_zero: Array, limits: Limits) -> Flags:
    """Stretches of zeros too long for chance, wherever they lie."""
    dead = np.zeros_like(zero)
    run = np.zeros(len(zero), dtype=np.int64)
    for column in range(zero.shape[1] + 1):
        now = zero[:, column] if column < zero.shape[1] else np.zeros(len(zero), dtype=np.bool_)
        ended = ~now & (run >= limits.least_fault_periods) & (rare_zero**run <= limits.fault_chance)
        for series in np.flatnonzero(ended):
            dead[series, column - run[series] : column] = True
        run = np.where(now, run + 1, 0)
    return dead
