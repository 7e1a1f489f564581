"""Put every metric on a scale where people, groups and weeks add up."""

import numpy as np

from jingjin.insight.detection.limits import Limits
from jingjin.insight.detection.panel import Panel
from jingjin.insight.detection.robust import Array, Flags, median, spread

_OFFSET = 0.05
"""Share of the target added before the logarithm, so that a week without a deal stays finite."""
_TINY = 1e-9
_LARGEST_LOG = 5.0
"""exp(5) is a 150-fold value: beyond it nothing is drawn."""
_ANSCOMBE = 3 / 8
"""Anscombe (1948): sqrt(count + 3/8) has a nearly constant variance."""


def base_targets(panel: Panel, limits: Limits) -> Array:
    """The yardstick per series and period (S × T): the target without its sudden steps.

    A raised quota or a shorter week changes the target, not the work, so a step above
    `limits.target_step` is taken out and the first level carried on. Where a metric has no target,
    the median of its series stands in.
    """
    filled = _filled(panel.target)
    positive = np.where(filled > 0, filled, np.nan)
    steps = np.diff(np.log(positive), axis=1, prepend=np.nan)
    steps = np.where(np.abs(steps) > limits.target_step, 0.0, np.nan_to_num(steps))
    first = positive[:, :1]
    base = first * np.exp(np.cumsum(steps, axis=1))
    return np.where(np.isnan(base), _typical(panel)[:, None], base)


def _filled(target: Array) -> Array:
    """Gaps take the last known target; before the first one, the first."""
    known = ~np.isnan(target)
    columns = np.arange(target.shape[1])
    last = np.maximum.accumulate(np.where(known, columns, -1), axis=1)
    first = np.argmax(known, axis=1)
    return np.take_along_axis(target, np.where(last < 0, first[:, None], last), axis=1)


def _typical(panel: Panel) -> Array:
    own = median(panel.value, axis=1)
    typical = np.full(len(own), np.nan)
    for index in np.unique(panel.metric):
        rows = panel.metric == index
        typical[rows] = median(own[rows])
    return typical


def scale_units(panel: Panel, base: Array) -> Array:
    """Per series the unit in which differences of a score metric are told; NaN for ratio metrics."""
    units = np.full(len(base), np.nan)
    for index, metric in enumerate(panel.metrics):
        rows = panel.metric == index
        if rows.any() and (metric.kind == "score" or not median(base[rows]) > 0):
            typical = abs(float(np.nan_to_num(median(base[rows]))))
            units[rows] = max(typical, float(np.nan_to_num(spread(panel.value[rows]))), _TINY)
    return units


def to_scale(panel: Panel, base: Array) -> Array:
    """S x T scores against the yardstick, 0 = on target, higher is always better.

    Counts: twice the square root (variance-stabilised); other positive kinds: logarithm; both read
    like a relative difference near the target. Scores: difference over the typical target.
    """
    unit = scale_units(panel, base)[:, None]
    positive = np.where(base > 0, base, np.nan)
    count = 2 * (np.sqrt((np.maximum(panel.value, 0) + _ANSCOMBE) / (positive + _ANSCOMBE)) - 1)
    ratio = np.log((np.maximum(panel.value / positive, 0) + _OFFSET) / (1 + _OFFSET))
    score = (panel.value - base) / unit
    scaled = np.where(~np.isnan(unit), score, np.where(_counts(panel), count, ratio))
    return np.asarray(_direction(panel) * scaled)


def from_scale(panel: Panel, base: Array, scaled: Array) -> Array:
    """The values (S x T) that have these scores: the inverse of `to_scale`, never below 0 for ratios."""
    unit = scale_units(panel, base)[:, None]
    plain = _direction(panel) * scaled
    count = np.maximum(plain / 2 + 1, 0) ** 2 * (base + _ANSCOMBE) - _ANSCOMBE
    ratio = (np.exp(np.minimum(plain, _LARGEST_LOG)) * (1 + _OFFSET) - _OFFSET) * base
    positive = np.maximum(np.where(_counts(panel), count, ratio), 0)
    return np.asarray(np.where(~np.isnan(unit), base + plain * unit, positive))


def relative(panel: Panel, scaled: Array) -> Array:
    """Effects per series (S) on the scale as shares of the value, + is better, at most 100 %."""
    direction = _direction(panel)[:, 0]
    plain = direction * scaled
    score = np.isnan(plain) | np.array([m.kind == "score" for m in panel.metrics])[panel.metric]
    count = np.maximum(plain / 2 + 1, 0) ** 2 - 1
    ratio = np.exp(np.minimum(plain, _LARGEST_LOG)) - 1
    share = np.where(score, plain, np.where(_counts(panel)[:, 0], count, ratio))
    return np.asarray(direction * np.clip(share, -1.0, 1.0))


def doubling(score: Array, *, counts: Flags) -> Array:
    """By how much scores of higher-is-better metrics rise when the value is counted twice."""
    return np.asarray(np.where(counts, 2 * (np.sqrt(2) - 1) * np.maximum(score / 2 + 1, 0), np.log(2)))


def _counts(panel: Panel) -> Flags:
    return np.array([m.kind == "count" for m in panel.metrics])[panel.metric][:, None]


def _direction(panel: Panel) -> Array:
    return np.array([float(m.direction) for m in panel.metrics])[panel.metric][:, None]
