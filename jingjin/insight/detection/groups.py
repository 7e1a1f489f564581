"""What happened to comparable people: calendar, market and area, taken apart from the person.

The model is additive on the scale of `scale.py`:

    score = own level + working days + exposure x group effect + closest people + the metric's week + rest

The group effect belongs to a line x region (and its margins line and region) and is shared by all
metrics in proportion to their exposure, which is learned: a market moves sales, not punctuality.
All of it is estimated by medians, and a small group leans on its wider groups.
"""

from dataclasses import dataclass

import numpy as np

from jingjin.insight.detection.close import close_effects
from jingjin.insight.detection.limits import Limits
from jingjin.insight.detection.panel import Panel
from jingjin.insight.detection.robust import (
    Array,
    Flags,
    Ints,
    median,
    running_median,
    spread,
    weighted_median,
)

_ROUNDS = 4
"""Alternating estimates settle within three rounds; one more costs little."""
_VOLUME = ("amount", "count", "hours")
_LEAST_NOISE = 0.02
"""Two per cent of the target: no human number is steadier than that."""
_ORDINARY_SHARE = 0.6
_MOVED = 0.15
"""Only weeks in which a group moved tell how strongly a metric follows it."""
_START_WIDTH = 5
_START_ROUNDS = 8
_START_PRIOR = 2.0
_FOLLOWS = 0.25
"""A role-metric follows its groups when it moves at least this share of what the strongest one does."""
_LARGEST_EXPOSURE = 1.5
_TINY = 1e-9
_STEADY = 0.2
"""No metric counts as steadier than this when metrics vote on what their group did."""


@dataclass(frozen=True)
class Group:
    """Estimates. S series, T periods, C cells (line x region), K role-metrics."""

    key: Ints
    """S: role-metric of each series."""
    noise: Array
    """K: standard deviation of a week's rest."""
    exposure: Array
    """K: how strongly the role-metric follows the group effect; 1 like a typical volume."""
    cell: Ints
    """S: line x region of each series."""
    effect: Array
    """C x T: the group effect, 0 = the cell's usual."""
    week: Array
    """K x T: calendar and what else the role-metric did everywhere."""
    shift: Array
    """S x T: what the group and the closest people (leave-one-out) bring to each series."""
    rest: Array
    """S x T: what is left, the person's own level included."""


def fit_groups(panel: Panel, scaled: Array, usable: Flags, limits: Limits) -> Group:
    """Alternate between person level, week effect, group effect and exposure."""
    scores = np.where(usable, scaled, np.nan)
    key, cell = role_metrics(panel), cells(panel)
    volume = np.array([m.kind in _VOLUME and m.direction > 0 for m in panel.metrics])
    keys = int(key.max()) + 1
    guess = np.zeros(keys)
    guess[key] = volume[panel.metric].astype(float)
    centred = scores - median(scores, axis=1)[:, None]
    calendar = week = _calendar(panel, centred, key, keys)
    exposure, effect = _first_factor(centred - calendar[key], guess, key, cell)
    for _ in range(_ROUNDS):
        pulled = scores - exposure[key][:, None] * effect[cell]
        level = median(pulled - week[key], axis=1)
        rest = scores - level[:, None] - exposure[key][:, None] * effect[cell]
        noise = _noise(rest - week[key], key, keys)
        moved = scores - level[:, None] - week[key]
        effect = _effects(panel, moved, exposure[key], noise[key], cell, limits)
        exposure = _exposures(moved, effect[cell], noise, exposure, key, limits)
        effect, exposure = _normalised(effect, exposure)
        rest = scores - level[:, None] - exposure[key][:, None] * effect[cell]
        week = calendar + _week_effects(rest - calendar[key], key, keys, limits)
    shift = exposure[key][:, None] * effect[cell]
    rest = scores - shift - week[key]
    close = close_effects(rest - median(rest, axis=1)[:, None], key, cell, limits)
    return Group(key, noise, exposure, cell, effect, week, shift + close, rest - close)


def _first_factor(moved: Array, guess: Array, key: Ints, cell: Ints) -> tuple[Array, Array]:
    """Start values: the one common factor of all role-metrics' movements per cell (rank-1 fit).

    Every role-metric counts by its people, not by its steadiness: a steady one that no market moves
    would otherwise hide the market.
    """
    keys, count = len(guess), int(cell.max()) + 1
    moves = np.zeros((keys, count, moved.shape[1]))
    people = np.zeros((keys, count, 1))
    for k in range(keys):
        for c in np.unique(cell[key == k]):
            rows = moved[(key == k) & (cell == c)]
            moves[k, c] = np.nan_to_num(running_median(np.nan_to_num(median(rows, axis=0)), _START_WIDTH))
            people[k, c] = len(rows)
    exposure = guess.copy()
    for _ in range(_START_ROUNDS):
        pull = (people * exposure[:, None, None] ** 2).sum(axis=0)
        effect = (people * exposure[:, None, None] * moves).sum(axis=0) / np.maximum(pull, _TINY)
        power = (people * effect**2).sum(axis=(1, 2))
        fit = (people * moves * effect).sum(axis=(1, 2)) + _START_PRIOR * guess
        exposure = np.clip(fit / (power + _START_PRIOR), 0.0, None)
        effect, exposure = _normalised(effect, exposure)
    return exposure, effect


def _normalised(effect: Array, exposure: Array) -> tuple[Array, Array]:
    """Call a typical follower's exposure 1, and scale the effect to match.

    What no market moves is left out: with many such metrics the yardstick would be next to nothing, all
    followers would meet `_LARGEST_EXPOSURE`, and a market's fall would look like its people's own.
    """
    followers = exposure[exposure >= _FOLLOWS * exposure.max()]
    typical = max(float(np.median(followers)), _TINY)
    return effect * typical, np.clip(exposure / typical, 0.0, _LARGEST_EXPOSURE)


def role_metrics(panel: Panel) -> Ints:
    """Code per series of subject's role x metric, in order of first appearance by metric and role."""
    roles = {role: index for index, role in enumerate(sorted(set(panel.people.role)))}
    role = np.array([roles[r] for r in panel.people.role])[panel.subject]
    return np.unique(panel.metric * len(roles) + role, return_inverse=True)[1].astype(np.int64)


def cells(panel: Panel) -> Ints:
    """Code per series of the subject's line x region."""
    names = list(zip(panel.people.line, panel.people.region, strict=True))
    codes = {name: index for index, name in enumerate(sorted(set(names)))}
    return np.array([codes[name] for name in names], dtype=np.int64)[panel.subject]


def _calendar(panel: Panel, centred: Array, key: Ints, keys: int) -> Array:
    """Median per role-metric over all weeks with the same number of working days."""
    out = np.zeros((keys, centred.shape[1]))
    days = np.nan_to_num(panel.workdays, nan=-1.0)
    for code in range(keys):
        rows = centred[key == code]
        for value in np.unique(days):
            out[code, days == value] = np.nan_to_num(median(rows[:, days == value]))
    return out


def _noise(rest: Array, key: Ints, keys: int) -> Array:
    """Robust, but never far below the ordinary deviation: many equal values fool the median."""
    out = np.full(keys, _LEAST_NOISE)
    for k in range(keys):
        rows = rest[key == k]
        known = rows[~np.isnan(rows)]
        if len(known):
            out[k] = max(_LEAST_NOISE, float(spread(known)), _ORDINARY_SHARE * float(known.std()))
    return out


def _week_effects(rest: Array, key: Ints, keys: int, limits: Limits) -> Array:
    out = np.zeros((keys, rest.shape[1]))
    for code in range(keys):
        rows = rest[key == code]
        count = (~np.isnan(rows)).sum(axis=0)
        out[code] = np.nan_to_num(median(rows, axis=0)) * count / (count + limits.week_prior)
    return out


def _effects(panel: Panel, moved: Array, exposure: Array, noise: Array, cell: Ints, limits: Limits) -> Array:
    """Effect per cell and period: own weighted median, shrunk towards company + line + region.

    Each step adds what its members did beyond the wider group, believed in proportion to their
    number; the result is smoothed over time.
    """
    used = exposure >= limits.exposed
    votes = _Votes(
        relative=moved[used] / exposure[used, None],
        weights=(exposure[used] / np.maximum(noise[used], _STEADY)) ** 2,
        prior=limits.group_prior,
    )
    line, region = _codes(panel.people.line)[panel.subject], _codes(panel.people.region)[panel.subject]
    company = votes.effect(np.ones(int(used.sum()), dtype=np.bool_), np.zeros(moved.shape[1]))
    out = np.tile(company, (int(cell.max()) + 1, 1))
    for code in np.unique(cell[used]):
        member = int(np.argmax(cell == code))
        of_line = votes.effect((line == line[member])[used], company)
        of_region = votes.effect((region == region[member])[used], company)
        out[code] = votes.effect((cell == code)[used], of_line + of_region - company)
    return np.nan_to_num(running_median(out, limits.smooth_periods))


@dataclass(frozen=True)
class _Votes:
    """What each used series says about its group (rows x T), with its weight."""

    relative: Array
    weights: Array
    prior: float

    def effect(self, rows: Flags, wider: Array) -> Array:
        """Weighted median of the rows, shrunk towards the wider group's effect."""
        chosen = self.relative[rows]
        count = (~np.isnan(chosen)).sum(axis=0)
        trust = count / (count + self.prior)
        own = np.nan_to_num(weighted_median(chosen, self.weights[rows]))
        return np.asarray(trust * own + (1 - trust) * wider)


def _codes(names: list[str]) -> Ints:
    codes = {name: index for index, name in enumerate(sorted(set(names)))}
    return np.array([codes[name] for name in names], dtype=np.int64)


def _exposures(moved: Array, effect: Array, noise: Array, guess: Array, key: Ints, limits: Limits) -> Array:
    """Regression of what a role-metric did on what its group did, from the first guess."""
    out = guess.copy()
    strong = (np.abs(effect) > _MOVED) & ~np.isnan(moved)
    bound = limits.outlier * noise[key][:, None]
    x = np.where(strong, effect, 0.0) / noise[key][:, None]
    expected = guess[key][:, None] * effect
    y = np.where(strong, np.clip(moved, expected - bound, expected + bound), 0.0) / noise[key][:, None]
    for code in range(len(guess)):
        rows = key == code
        prior = limits.exposure_prior
        out[code] = (np.sum(x[rows] * y[rows]) + prior * guess[code]) / (np.sum(x[rows] ** 2) + prior)
    return np.clip(out, 0.0, _LARGEST_EXPOSURE)
