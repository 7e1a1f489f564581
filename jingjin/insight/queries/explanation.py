"""A verdict as it is stored: plain JSON that a page can explain and draw, and a replay can compare."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from jingjin.insight.detection.quality import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import polars as pl

    from jingjin.insight.detection.robust import Array
    from jingjin.insight.detection.verdict import Parts, SeriesFacts, Verdict

KEPT = 12
"""Periods of each series that are kept to draw."""
DIGITS = 4
_Z90 = 1.645
_QUARTILES = 1.349
"""Width of a normal distribution's middle half in standard deviations."""
_MEDIAN = 1.2533
"""A median is this much less certain than a mean of the same people."""

Targets = dict[tuple[str, str], dict["date", float]]


def targets_of(samples: pl.DataFrame) -> Targets:
    """Per subject and metric the target of each period."""
    out: Targets = {}
    rows = samples.select("employee_id", "metric", "week", "target").drop_nulls()
    for person, metric, day, target in rows.iter_rows():
        out.setdefault((person, metric), {})[day] = target
    return out


def explanation_of(verdict: Verdict, targets: Targets) -> dict[str, Any]:
    """Everything a page needs to explain a verdict without looking at any other person's figures."""
    return {
        **facts_of(verdict),
        "ruled_out": [cause.value for cause in verdict.ruled_out],
        "since": verdict.since.isoformat() if verdict.since else None,
        "role": verdict.peers.role,
        "line": verdict.peers.line,
        "region": verdict.peers.region,
        "close": verdict.peers.close,
        "notes": [
            {"what": note.fault.value, "metric": note.metric, "periods": note.periods}
            for note in verdict.notes
        ],
        "spread": _spread(verdict),
        "periods": max((int(np.isfinite(facts.actual[-KEPT:]).sum()) for facts in verdict.series), default=0),
        "series": [
            _series(facts, targets.get((verdict.subject, facts.metric), {})) for facts in verdict.series
        ],
    }


def facts_of(verdict: Verdict) -> dict[str, Any]:
    """The few numbers kept of everybody's inference."""
    faults = [
        {"metric": note.metric, "fault": note.fault.value, "periods": note.periods}
        for note in verdict.notes
        if isinstance(note.fault, Fault)
    ]
    return {
        "parts": parts_of(verdict.parts),
        "peers": verdict.peers.size,
        "weeks_below": verdict.weeks_below,
        "faults": faults,
    }


def parts_of(parts: Parts | None) -> dict[str, float] | None:
    """The parts of the gap in percent; None when nothing recent is usable."""
    if parts is None:
        return None
    numbers = {name: _number(getattr(parts, name)) for name in parts.__dataclass_fields__}
    return {name: value or 0.0 for name, value in numbers.items()}


def _series(facts: SeriesFacts, targets: Mapping[date, float]) -> dict[str, Any]:
    starts = facts.starts[-KEPT:]
    return {
        "metric": facts.metric,
        "period": facts.unit,
        "weight": _number(facts.weight),
        "own": _number(facts.own),
        "shows": facts.shows,
        "starts": [day.isoformat() for day in starts],
        "target": [_number(targets.get(day)) for day in starts],
        **{name: _numbers(getattr(facts, name)) for name in ("actual", "expected", "low", "high")},
    }


def _numbers(values: Array) -> list[float | None]:
    return [_number(value) for value in values[-KEPT:].tolist()]


def _number(value: float | None) -> float | None:
    """Plain, short and finite; a gap is None."""
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), DIGITS)


def _spread(verdict: Verdict) -> dict[str, float]:
    """Half widths (percent) of the 90 % intervals of the group's parts.

    Market and area are medians over comparable people. How much these differ among themselves is seen in their
    middle half; the uncertainty of a median over n of them follows. The area is known from the closest ones only.
    """
    one = _differences(verdict.series)
    half = _Z90 * _MEDIAN * one
    return {
        "market": round(half / math.sqrt(max(verdict.peers.size, 1)), DIGITS),
        "area": round(half / math.sqrt(max(verdict.peers.close, 1)), DIGITS),
    }


def _differences(series: Iterable[SeriesFacts]) -> float:
    """How much comparable people differ among themselves, in percent, weighted over the metrics."""
    found = [(facts.weight, _width(facts)) for facts in series]
    known = [(weight, width) for weight, width in found if math.isfinite(width) and weight > 0]
    total = sum(weight for weight, _width_ in known)
    return sum(weight * width for weight, width in known) / total if total else 0.0


def _width(facts: SeriesFacts) -> float:
    with np.errstate(invalid="ignore", divide="ignore"):
        share = (facts.high - facts.low)[-KEPT:] / np.abs(facts.expected[-KEPT:])
    usable = share[np.isfinite(share)]
    return float(100 * np.median(usable) / _QUARTILES) if len(usable) else math.nan
