"""What the closest people did beyond their group: same role, line and region, without the person.

The group effect of `groups.py` is shared by all roles of a cell; one role may be hit harder there.
"""

import numpy as np

from jingjin.insight.detection.limits import Limits
from jingjin.insight.detection.robust import Array, Ints, median, running_median

_WIDTH = 5
"""Odd width of the running median: what close people share lasts longer than a week."""


def close_effects(moved: Array, key: Ints, cell: Ints, limits: Limits) -> Array:
    """S x T: median of the other series of the same role-metric and cell, believed by their number.

    `moved` is what is left of each series without its own level; the result is smoothed over time.
    """
    out = np.zeros_like(moved)
    for pair in np.unique(np.stack([key, cell]), axis=1).T:
        rows = np.flatnonzero((key == pair[0]) & (cell == pair[1]))
        others = len(rows) - 1
        if others:
            trust = others / (others + limits.group_prior)
            out[rows] = trust * _others(moved[rows], limits)
    return out


def _others(rows: Array, limits: Limits) -> Array:
    """Leave-one-out median per row; in a large group one row does not move the median."""
    if len(rows) > limits.large_group:
        return np.tile(_smooth(median(rows, axis=0)), (len(rows), 1))
    return np.stack([_smooth(median(np.delete(rows, row, axis=0), axis=0)) for row in range(len(rows))])


def _smooth(path: Array) -> Array:
    return np.nan_to_num(running_median(path, _WIDTH))
