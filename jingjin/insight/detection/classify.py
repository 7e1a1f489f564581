"""From shape evidence, presence, data quality and the group's fall to one class per subject."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from jingjin.insight.detection.limits import Limits
from jingjin.insight.detection.panel import WEEK_DAYS
from jingjin.insight.detection.robust import Array, Flags
from jingjin.insight.detection.shapes import CANDIDATES, Path
from jingjin.insight.detection.verdict import PERSONAL, Label

_LABELS: Mapping[Path, Label] = {
    Path.STEADY: Label.NORMAL,
    Path.PAST_DIP: Label.NORMAL,
    Path.LOW: Label.LOW_PERSISTENT,
    Path.DECLINE: Label.DECLINE,
    Path.DROP: Label.DROP,
    Path.RECOVERY: Label.RECOVERY,
    Path.TOP: Label.TOP,
}
_FALL_BLUR = 0.05
"""How sharply a group's fall is known, on the log scale."""
_SURE = 0.97
"""Probability given to what is read off directly: a dead feed, a leave, a hire date."""


@dataclass(frozen=True)
class Circumstances:
    """What is known of each subject besides the path. All arrays have one entry per subject."""

    faulty: Flags
    new: Flags
    away: Flags
    pull: Array
    """Effect of the group on the subject's main metrics (log scale, negative: fallen)."""
    periods: Array
    """Usable periods of the longest series."""
    weeks: Array
    """The same in weeks."""
    peers: Array
    """Comparable series of the best-covered metric."""


def shape_posterior(evidence: Array, pips: pl.DataFrame, ids: list[str], end: date, limits: Limits) -> Array:
    """Subjects x shapes probabilities: prior odds times evidence; support makes recovery likelier."""
    count = {path: sum(shape.path is path for shape in CANDIDATES) for path in Path}
    odds = np.array([limits.prior[shape.path] / count[shape.path] for shape in CANDIDATES])
    logs = np.log(odds) + evidence
    recovery = np.array([shape.path is Path.RECOVERY for shape in CANDIDATES])
    logs[:, recovery] += np.log(_support(pips, ids, end, limits))[:, None]
    logs -= np.logaddexp.reduce(logs, axis=1)[:, None]
    return np.asarray(np.exp(logs))


def _support(pips: pl.DataFrame, ids: list[str], end: date, limits: Limits) -> Array:
    if pips.is_empty():
        return np.ones(len(ids))
    low, high = limits.support_window
    supported = {
        person
        for person, start, status in pips.select("employee_id", "start_week", "status").iter_rows()
        if start is not None and status == "completed" and low <= (end - start).days / WEEK_DAYS <= high
    }
    return np.array([limits.supported if person in supported else limits.unsupported for person in ids])


def label_probabilities(posterior: Array, around: Circumstances, limits: Limits) -> list[dict[Label, float]]:
    """Per subject the probability of every class; the largest one is the verdict."""
    fallen = 1 / (1 + np.exp((around.pull - limits.fallen) / _FALL_BLUR))
    out = []
    for row in range(len(posterior)):
        path = _by_label(posterior[row])
        path[Label.MARKET] = path[Label.NORMAL] * float(fallen[row])
        path[Label.NORMAL] -= path[Label.MARKET]
        out.append(_with_circumstances(path, row, around, limits))
    return out


def _by_label(shapes: Array) -> dict[Label, float]:
    path = dict.fromkeys(Label, 0.0)
    for shape, chance in zip(CANDIDATES, shapes, strict=True):
        path[_LABELS[shape.path]] += float(chance)
    return path


def _with_circumstances(
    path: dict[Label, float], row: int, around: Circumstances, limits: Limits
) -> dict[Label, float]:
    if around.faulty[row]:
        return _mostly(Label.DATA_FAULT, path)
    if around.new[row]:
        return _mostly(Label.NORMAL, path)
    if around.periods[row] < limits.least_periods:
        return _mostly(Label.NOT_ENOUGH_DATA, path)
    if around.away[row]:
        return _mostly(Label.TOP if path[Label.TOP] > 1 / 2 else Label.NORMAL, path)
    if _too_thin(path, row, around, limits):
        return _mostly(Label.NOT_ENOUGH_DATA, path)
    return path


def _too_thin(path: dict[Label, float], row: int, around: Circumstances, limits: Limits) -> bool:
    """A short history says nothing without peers, and must be surer before a person needs support."""
    if around.weeks[row] >= limits.thin_weeks and around.periods[row] >= limits.thin_periods:
        return False
    label, _, confidence = verdict_of(path)
    unsure = label in PERSONAL and confidence < limits.thin_confidence
    return bool(unsure or around.peers[row] < limits.least_peers)


def _mostly(label: Label, path: dict[Label, float]) -> dict[Label, float]:
    rest = {other: chance * (1 - _SURE) for other, chance in path.items()}
    rest[label] += _SURE
    return rest


def verdict_of(path: Mapping[Label, float]) -> tuple[Label, float, float]:
    """Label, score (probability that support is needed) and confidence (probability of the label)."""
    label = max(Label, key=lambda candidate: path[candidate])
    return label, sum(path[personal] for personal in sorted(PERSONAL)), path[label]
