"""Robust statistics on arrays with gaps (NaN)."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

MAD_TO_SD = 1.4826
"""A normal distribution's standard deviation over its median absolute deviation."""


def median(values: Array, axis: int | None = None) -> Array:
    """Median that leaves out NaN; NaN where nothing is left."""
    if axis is None:
        values, axis = values.ravel(), 0
    ordered = np.sort(values, axis=axis)  # NaN sorts last
    count = np.expand_dims((~np.isnan(ordered)).sum(axis=axis), axis)
    if not ordered.shape[axis]:
        return np.full(count.shape, np.nan).squeeze(axis)
    low = np.take_along_axis(ordered, np.maximum(count - 1, 0) // 2, axis=axis)
    high = np.take_along_axis(ordered, np.minimum(count // 2, ordered.shape[axis] - 1), axis=axis)
    return np.asarray(np.where(count > 0, (low + high) / 2, np.nan).squeeze(axis))


def spread(values: Array, axis: int | None = None) -> Array:
    """Robust standard deviation: scaled median absolute deviation from the median."""
    centre = median(values, axis=axis)
    if axis is not None:
        centre = np.expand_dims(centre, axis)
    return MAD_TO_SD * median(np.abs(values - centre), axis=axis)


def weighted_median(values: Array, weights: Array) -> Array:
    """Per column, the value at half of the weight of the rows that are not NaN.

    `values` is rows × columns, `weights` has one entry per row. A column without values is NaN.
    """
    if not len(values):
        return np.full(values.shape[1], np.nan)
    order = np.argsort(values, axis=0)  # NaN sorts last
    ordered = np.take_along_axis(values, order, axis=0)
    mass = np.where(np.isnan(ordered), 0.0, weights[order])
    cumulated = np.cumsum(mass, axis=0)
    half = cumulated[-1] / 2
    row = np.argmax(cumulated >= half, axis=0)
    picked = np.take_along_axis(ordered, row[None, :], axis=0)[0]
    return np.where(cumulated[-1] > 0, picked, np.nan)


def running_median(values: Array, width: int) -> Array:
    """Median over a centred window of `width` columns (odd) along the last axis; edges are shorter."""
    half = width // 2
    padded = np.pad(values, [(0, 0)] * (values.ndim - 1) + [(half, half)], constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, width, axis=-1)
    return median(windows, axis=-1)
