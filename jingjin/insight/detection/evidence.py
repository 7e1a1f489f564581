"""How well each shape explains a series, against "steady": Bayes factors in closed form.

Per series the weekly rest z (in standard deviations) is modelled as

    z(t) = ability + amplitude x shape(t) + noise,   ability ~ N(0, spread of comparable people)

The ability is integrated out exactly (a rank-one Gaussian), the amplitude over a fixed grid, and
each metric of a person shows the effect or does not (`shown`), so that one metric may stay sound.
"""

from dataclasses import dataclass

import numpy as np

from jingjin.insight.detection.groups import Group
from jingjin.insight.detection.limits import Limits
from jingjin.insight.detection.panel import Panel
from jingjin.insight.detection.robust import Array, Flags, Ints, median, spread
from jingjin.insight.detection.shapes import CANDIDATES, profiles

_LEAST_SPREAD = 0.15
_NODES = 7
_NOTHING = 0.0
"""Log Bayes factor of a series that is too short to say anything."""
_UNKNOWN_SPREAD = 5.0
"""Ability spread where too few peers exist: a level then says nothing, only changes do."""


@dataclass(frozen=True)
class Own:
    """The person's own part. S series, T periods.

    `z` is in noise standard deviations around the comparable people's usual (NaN: not usable);
    `centre` and `noise` take it back to the scale of `scale.py`; `peers` counts the comparable series.
    """

    z: Array
    centre: Array
    noise: Array
    ability: Array
    peers: Ints
    enough: Flags


def own_part(group: Group, limits: Limits) -> Own:
    """Centre each series on its comparable peers (leave-one-out) and measure it in their noise."""
    count = (~np.isnan(group.rest)).sum(axis=1)
    enough = count >= limits.least_periods
    level = _levels(group, limits)
    centre, peers = _centres(level, enough, group, limits)
    bound = limits.outlier * group.noise[group.key]
    around = np.clip(group.rest - level[:, None], -bound[:, None], bound[:, None])
    noise = np.maximum(group.noise, _key_deviation(around, group.key, len(group.noise)))[group.key]
    z = (group.rest - centre[:, None]) / noise[:, None]
    ability = _ability(level - centre, noise, count, enough & (peers >= limits.least_peers), group.key)
    return Own(
        z=np.clip(z, -limits.outlier, limits.outlier),
        centre=centre,
        noise=noise,
        ability=np.where(peers >= limits.least_peers, ability, _UNKNOWN_SPREAD),
        peers=peers,
        enough=enough,
    )


def _levels(group: Group, limits: Limits) -> Array:
    """Mean of each series, far values pulled in: unlike the median it moves with rare counts."""
    middle = median(group.rest, axis=1)[:, None]
    bound = limits.outlier * group.noise[group.key][:, None]
    pulled = np.clip(group.rest, middle - bound, middle + bound)
    count = (~np.isnan(pulled)).sum(axis=1)
    return np.where(count > 0, np.nansum(pulled, axis=1) / np.maximum(count, 1), np.nan)


def _centres(level: Array, enough: Flags, group: Group, limits: Limits) -> tuple[Array, Ints]:
    """Leave-one-out median of the same role-metric, in the same cell as far as the cell is large."""
    centre, peers = np.zeros(len(level)), np.zeros(len(level), dtype=np.int64)
    for k in range(len(group.noise)):
        rows = np.flatnonzero((group.key == k) & enough)
        wide = _without_self(level[rows])
        close, size = wide.copy(), np.zeros(len(rows))
        for c in np.unique(group.cell[rows]):
            same = group.cell[rows] == c
            close[same], size[same] = _without_self(level[rows][same]), same.sum() - 1
        trust = size / (size + limits.group_prior)
        centre[rows] = trust * np.nan_to_num(close) + (1 - trust) * np.nan_to_num(wide)
        peers[rows] = len(rows) - 1
    return centre, peers


def _without_self(values: Array) -> Array:
    """Median of all the others, for each entry."""
    order = np.sort(values)
    count = len(values)
    if count <= 1:
        return np.full(count, np.nan)
    rank = np.argsort(np.argsort(values, kind="stable"), kind="stable")
    low, high = (count - 2) // 2, (count - 1) // 2
    return np.asarray((order[low + (rank <= low)] + order[high + (rank <= high)]) / 2)


def _key_deviation(around: Array, key: Ints, keys: int) -> Array:
    out = np.zeros(keys)
    for k in range(keys):
        rows = around[key == k]
        known = rows[~np.isnan(rows)]
        out[k] = float(np.sqrt(np.mean(known**2))) if len(known) else 0.0
    return out


def _ability(off: Array, noise: Array, count: Array, known: Flags, key: Ints) -> Array:
    """Robust spread of peers' levels in noise units, the sampling error taken out."""
    out = np.full(len(off), _LEAST_SPREAD)
    relative = off / noise
    for k in np.unique(key[known]):
        rows = known & (key == k)
        sampling = float(np.mean(np.pi / 2 / count[rows]))
        variance = float(spread(relative[rows])) ** 2 - sampling
        out[key == k] = max(_LEAST_SPREAD, float(np.sqrt(max(variance, 0.0))))
    return out


def subject_evidence(panels: list[tuple[Panel, Own]], subjects: int, limits: Limits) -> Array:
    """Subjects x shapes: log Bayes factor of each shape against steady.

    People who are good at one thing tend to be good at others: a shared part of the ability is
    integrated by Gauss-Hermite quadrature. Given it, the metrics are independent, and each shows the
    effect with chance `limits.shown`. A light metric has a say, but cannot decide alone.
    """
    nodes, masses = np.polynomial.hermite_e.hermegauss(_NODES)
    logs = np.log(masses / masses.sum())
    parts = []
    for node, log_mass in zip(nodes, logs, strict=True):
        steady = np.zeros((subjects, 1))
        shaped = np.zeros((subjects, len(CANDIDATES)))
        for panel, own in panels:
            base, affected = series_factors(panel, own, float(node), limits)
            mixed = np.logaddexp(np.log1p(-limits.shown), np.log(limits.shown) + affected)
            loudest = np.where(_is_light(panel, limits), limits.light_voice, np.inf)[:, None]
            np.add.at(steady, panel.subject, base[:, None])
            np.add.at(shaped, panel.subject, np.minimum(mixed, loudest))
        parts.append((log_mass + steady, log_mass + steady + shaped))
    reference = np.logaddexp.reduce(np.stack([steady for steady, _ in parts]), axis=0)
    return np.asarray(np.logaddexp.reduce(np.stack([both for _, both in parts]), axis=0) - reference)


def series_factors(panel: Panel, own: Own, node: float, limits: Limits) -> tuple[Array, Array]:
    """Log likelihood of each series being steady (S), and of each shape against that (S x shapes).

    `node` is the shared ability in standard deviations. Both are relative to a series at its
    comparable people's usual, and integrate the series' own part of the ability exactly.
    """
    shape = profiles(CANDIDATES, panel.ages, panel.weeks_per_period)
    sign = np.array([candidate.sign for candidate in CANDIDATES])
    seen = (~np.isnan(own.z)).astype(float)
    z = np.nan_to_num(own.z)
    shared = np.where(_is_light(panel, limits), 0.0, limits.shared_ability)
    mean = (node * np.sqrt(shared) * own.ability)[:, None]
    variance = ((1 - shared) * own.ability**2)[:, None]
    total, count = z.sum(axis=1)[:, None], seen.sum(axis=1)[:, None]
    shrink = variance / (1 + count * variance)
    keep = 1 - shrink * count
    steady = mean * total * keep - mean**2 / 2 * count * keep
    once, square, cross = seen @ shape.T, seen @ (shape**2).T, z @ shape.T
    gain = sign * (cross - shrink * once * total - mean * once * keep)
    power = square - shrink * once**2
    terms = np.stack([a * gain - a**2 / 2 * power for a in limits.amplitudes])
    factor = np.logaddexp.reduce(terms, axis=0) - np.log(len(limits.amplitudes))
    usable = own.enough
    return np.where(usable, steady[:, 0], 0.0), np.where(usable[:, None], factor, _NOTHING)


def _is_light(panel: Panel, limits: Limits) -> Flags:
    """Series whose weight is a small share of the same subject's largest."""
    weight = np.array([m.weight for m in panel.metrics])[panel.metric]
    largest = np.zeros(int(panel.subject.max()) + 1)
    np.maximum.at(largest, panel.subject, weight)
    return np.asarray(weight < limits.light * largest[panel.subject])
