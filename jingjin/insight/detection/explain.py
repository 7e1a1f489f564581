"""Turn a study into the numbers people read: parts in percent, since when, what was ruled out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from jingjin.insight.detection.classify import Circumstances
from jingjin.insight.detection.evidence import series_factors
from jingjin.insight.detection.limits import Limits
from jingjin.insight.detection.panel import WEEK_DAYS, next_start
from jingjin.insight.detection.robust import Array, Flags, Ints, running_median
from jingjin.insight.detection.scale import from_scale, relative
from jingjin.insight.detection.shapes import CANDIDATES, Path, Shape
from jingjin.insight.detection.study import Study
from jingjin.insight.detection.verdict import Cause, Label, Note, Parts, Peers, SeriesFacts

_PERCENT = 100.0
_Z90 = 1.645
"""Half width of a 90 % interval in standard deviations."""
_QUARTILE = 0.6745
"""A normal distribution's quartile in standard deviations."""
_SHOWS = 1.0
"""Log Bayes factor above which a metric is said to show the pattern."""
_BELOW = -0.3
"""A week is below usual when the weighted own part is under this many standard deviations."""
_BELOW_WIDTH = 5
_TARGET_CHANGED = 0.01
_PATHS = {
    Label.LOW_PERSISTENT: Path.LOW,
    Label.DECLINE: Path.DECLINE,
    Label.DROP: Path.DROP,
    Label.RECOVERY: Path.RECOVERY,
    Label.TOP: Path.TOP,
}


@dataclass(frozen=True)
class Effects:
    """Recent relative effects per series (S), + is better; NaN where nothing recent is usable."""

    gap: Array
    usual: Array
    market: Array
    area: Array
    target: Array
    own: Array
    own_low: Array
    own_high: Array
    expected: Array
    """S x T values comparable people would have, with `low` and `high` as their middle half."""
    low: Array
    high: Array
    factors: Array
    """S x shapes: how well each shape explains the series."""


def measure(study: Study, limits: Limits) -> Effects:
    """All recent effects of a panel's series at once."""
    panel, group, own, now = study.panel, study.group, study.own, study.recent
    level = _mean(own.z * own.noise[:, None], study.latest)
    error = _Z90 * own.noise / np.sqrt(np.maximum(study.latest.sum(axis=1), 1))
    exposure = group.exposure[group.key]
    company = _company_effect(group.effect, group.cell)
    common = exposure * company[now].mean()
    felt = group.shift[:, now].mean(axis=1)
    scores = own.centre[:, None] + group.shift + group.week[group.key]
    band = _QUARTILE * (own.noise * np.sqrt(1 + own.ability**2))[:, None]
    edges = (from_scale(panel, study.base, scores - band), from_scale(panel, study.base, scores + band))
    return Effects(
        gap=_gap(study),
        usual=relative(panel, own.centre),
        market=relative(panel, common),
        area=relative(panel, felt - common),
        target=_target_effect(study),
        own=relative(panel, level),
        own_low=relative(panel, level - error),
        own_high=relative(panel, level + error),
        expected=from_scale(panel, study.base, scores),
        low=np.minimum(*edges),
        high=np.maximum(*edges),
        factors=series_factors(panel, own, 0.0, limits)[1],
    )


def _company_effect(effect: Array, cell: Ints) -> Array:
    """Per period the mean over cells by their series."""
    weight = np.bincount(cell, minlength=len(effect)).astype(float)
    return np.asarray(weight @ effect / max(weight.sum(), 1.0))


def _gap(study: Study) -> Array:
    target = np.where(np.isnan(study.panel.target), study.base, study.panel.target)
    actual, wanted = _mean(study.panel.value, study.latest), _mean(target, study.latest)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(wanted != 0, (actual - wanted) / np.abs(wanted), np.nan)
    return np.asarray(_directions(study) * np.clip(share, -1.0, 1.0))


def _target_effect(study: Study) -> Array:
    known = study.latest & ~np.isnan(study.panel.target)
    target, base = _mean(study.panel.target, known), _mean(study.base, known)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.nan_to_num(np.where(target > 0, base / target - 1, 0.0))
    return np.asarray(_directions(study) * np.where(np.abs(share) > _TARGET_CHANGED, share, 0.0))


def _mean(values: Array, usable: Flags) -> Array:
    kept = np.where(usable, values, 0.0)
    count = usable.sum(axis=1)
    return np.where(count > 0, np.nansum(kept, axis=1) / np.maximum(count, 1), np.nan)


def _directions(study: Study) -> Array:
    return np.array([float(m.direction) for m in study.panel.metrics])[study.panel.metric]


def parts_of(study: Study, effects: Effects, rows: Ints) -> Parts | None:
    """Weighted over a subject's series, in percent; None when nothing recent is usable."""
    weight = np.array([study.panel.metrics[index].weight for index in study.panel.metric[rows]])
    known = ~np.isnan(effects.own[rows]) & ~np.isnan(effects.gap[rows])
    if not (weight[known] > 0).any():
        return None
    share = weight[known] / weight[known].sum()

    def percent(values: Array) -> float:
        return float(_PERCENT * (share @ np.nan_to_num(values[rows][known])))

    own = percent(effects.own)
    spread = (effects.own_high - effects.own_low)[rows][known] / 2
    half = float(_PERCENT * np.sqrt(share**2 @ spread**2))
    return Parts(
        gap=percent(effects.gap),
        usual=percent(effects.usual),
        market=percent(effects.market),
        area=percent(effects.area),
        target=percent(effects.target),
        own=own,
        own_low=max(own - half, -_PERCENT),
        own_high=own + half,
    )


def focus_of(
    study: Study, effects: Effects, rows: Ints, label: Label, facts: Sequence[SeriesFacts]
) -> Parts | None:
    """The parts over the metrics that show the verdict's pattern, where there is one; else over all."""
    shown = {fact.metric for fact in facts if fact.shows} if label in _PATHS else set()
    showing = [int(row) for row in rows if study.panel.metrics[study.panel.metric[row]].key in shown]
    focus = parts_of(study, effects, np.array(showing, dtype=np.int64)) if showing else None
    return focus or parts_of(study, effects, rows)


def facts_of(study: Study, effects: Effects, rows: Ints, label: Label, best: int) -> list[SeriesFacts]:
    """One entry per series of a subject, heaviest metric first."""
    panel = study.panel
    shows = _shows(study, effects, rows, label, best)
    facts = [
        SeriesFacts(
            metric=panel.metrics[panel.metric[row]].key,
            name=panel.metrics[panel.metric[row]].name,
            weight=panel.metrics[panel.metric[row]].weight,
            unit=panel.unit,
            starts=panel.starts,
            actual=panel.value[row],
            expected=effects.expected[row],
            low=effects.low[row],
            high=effects.high[row],
            own=float(_PERCENT * effects.own[row]),
            shows=bool(show),
        )
        for row, show in zip(rows, shows, strict=True)
    ]
    return sorted(facts, key=lambda fact: (-fact.weight, fact.metric))


def _shows(study: Study, effects: Effects, rows: Ints, label: Label, best: int) -> Flags:
    if label is Label.DATA_FAULT:
        faulty = {finding.series for finding in study.quality.findings}
        return np.array([int(row) in faulty for row in rows])
    if label is Label.MARKET:
        exposure = study.group.exposure[study.group.key[rows]]
        return np.asarray(exposure >= exposure.max() / 2)
    if label in _PATHS:
        return np.asarray(effects.factors[rows, best] > _SHOWS)
    return np.zeros(len(rows), dtype=np.bool_)


def best_shape(label: Label, posterior: Array) -> int:
    """Index of the likeliest shape of the verdict's family (0, steady, for the others)."""
    path = _PATHS.get(label, Path.STEADY)
    fitting = np.array([shape.path is path for shape in CANDIDATES])
    return int(np.argmax(np.where(fitting, posterior, -1.0)))


def since(shape: Shape, study: Study, rows: Ints) -> date:
    """When the shape began, not before the subject's first value."""
    seen = ~np.isnan(study.panel.value[rows]).all(axis=0)
    first = study.panel.starts[int(np.argmax(seen))]
    end = next_start(study.panel.starts[-1], study.panel.unit)
    oldest = (end - first).days / WEEK_DAYS
    return end - timedelta(weeks=min(shape.onset, oldest))


def weeks_below(study: Study, rows: Ints) -> int:
    """Weeks of the last unbroken stretch in which the weighted own part was below usual."""
    z = study.own.z[rows]
    weight = np.array([study.panel.metrics[index].weight for index in study.panel.metric[rows]])[:, None]
    known = np.where(np.isnan(z), 0.0, weight)
    total = known.sum(axis=0)
    index = np.where(total > 0, (np.nan_to_num(z) * known).sum(axis=0) / np.maximum(total, 1e-9), np.nan)
    smooth = running_median(index, _BELOW_WIDTH)
    smooth = smooth[~np.isnan(smooth)]
    above = np.flatnonzero(smooth >= _BELOW)
    periods = len(smooth) - (int(above[-1]) + 1 if len(above) else 0)
    return round(periods * study.panel.weeks_per_period)


def peers_of(study: Study, rows: Ints) -> Peers:
    """Whom the subject is compared with, on its best-covered metric."""
    people = study.panel.people
    subject = int(study.panel.subject[rows[0]])
    me = (people.role[subject], people.line[subject], people.region[subject])
    size = int(study.own.peers[rows].max())
    row = int(rows[int(np.argmax(study.own.peers[rows]))])
    group = study.group
    close = int(((group.key == group.key[row]) & (group.cell == group.cell[row])).sum()) - 1
    return Peers(role=me[0], line=me[1], region=me[2], size=size, close=close)


def notes_of(study: Study, effects: Effects, rows: Ints) -> list[Note]:
    """Data faults and changed targets of a subject's series."""
    mine = {int(row) for row in rows}
    metric = study.panel.metrics
    notes = [
        Note(finding.fault, metric[study.panel.metric[finding.series]].key, finding.periods)
        for finding in study.quality.findings
        if finding.series in mine
    ]
    changed = [int(row) for row in rows if effects.target[row] != 0]
    return notes + [
        Note(Cause.TARGET_CHANGE, metric[study.panel.metric[row]].key, int(study.recent.sum()))
        for row in changed
    ]


def ruled_out(
    study: Study, subject: int, around: Circumstances, parts: Parts | None, limits: Limits
) -> list[Cause]:
    """Other explanations that the numbers exclude."""
    presence = study.presence
    back = presence.back_weeks[subject]
    tenure = presence.tenure_weeks[subject]
    checks = {
        Cause.MARKET: around.pull[subject] > limits.fallen / 2,
        Cause.DATA_FAULT: not around.faulty[subject],
        Cause.LEAVE: not around.away[subject] and not back <= limits.return_ramp,
        Cause.RAMP_UP: tenure >= limits.ramp_up + limits.settled_history,
        Cause.TARGET_CHANGE: parts is not None and parts.target == 0,
        Cause.SEASON: len(study.panel.people.ids) > limits.least_peers,
    }
    return [cause for cause, holds in checks.items() if holds]
