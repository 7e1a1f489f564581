"""Amounts counted twice: a sudden step of exactly x2 that comparable people do not have.

Likelihood ratio of "twice since k periods" against "as before". The level before is the higher of
the series' whole and latest past, so that a return to the old level is not taken for a doubling;
medians keep one or two big deals from looking like one.
"""

import numpy as np

from jingjin.insight.detection.evidence import Own
from jingjin.insight.detection.groups import Group
from jingjin.insight.detection.limits import Limits
from jingjin.insight.detection.panel import Panel
from jingjin.insight.detection.quality import Fault, Finding
from jingjin.insight.detection.robust import Array, Flags, Ints, median
from jingjin.insight.detection.scale import doubling

_ADDITIVE = ("amount", "count", "hours")
_FAR = 2.5
"""A step that misses x2 by more standard errors than this is something else."""


def find_doubling(panel: Panel, group: Group, own: Own, limits: Limits) -> list[Finding]:
    """Series whose last two to eight usable periods are twice what they were."""
    additive = np.array([m.kind in _ADDITIVE and m.direction > 0 for m in panel.metrics])[panel.metric]
    counts = np.array([m.kind == "count" for m in panel.metrics])[panel.metric]
    enough = (~np.isnan(group.rest)).sum(axis=1) >= limits.doubled_past + limits.most_doubled_periods
    rows = np.flatnonzero(additive & enough)
    periods = _doubled_periods(_compact(group.rest[rows]), counts[rows], own.noise[rows], limits)
    return [
        Finding(int(row), Fault.DOUBLED_SUMS, int(length))
        for row, length in zip(rows, periods, strict=True)
        if length
    ]


def _compact(rest: Array) -> Array:
    """Usable values moved to the right end of each row, in their order; NaN before them."""
    order = np.argsort(~np.isnan(rest), axis=1, kind="stable")
    return np.take_along_axis(rest, order, axis=1)


def _doubled_periods(path: Array, counts: Flags, noise: Array, limits: Limits) -> Ints:
    """Per row the most likely number of doubled periods at the end; 0 when not convincing."""
    whole = median(path[:, : -limits.most_doubled_periods], axis=1)
    best, answer = np.full(len(path), limits.doubled_evidence), np.zeros(len(path), dtype=np.int64)
    for length in range(limits.least_fault_periods, limits.most_doubled_periods + 1):
        latest = median(path[:, -length - limits.doubled_past : -length], axis=1)
        level = np.maximum(whole, latest)
        step = doubling(level, counts=counts) / noise
        rise = (median(path[:, -length:], axis=1) - level) / noise
        evidence = length * step * (rise - step / 2)
        better = (evidence > best) & (np.abs(rise - step) * np.sqrt(length) <= _FAR)
        best, answer = np.where(better, evidence, best), np.where(better, length, answer)
    return answer
