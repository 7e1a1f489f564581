"""Fill the one-sentence reason of a verdict."""

from dataclasses import dataclass
from datetime import date

from jingjin.insight.detection.errors import Lang
from jingjin.insight.detection.phrases import FAULTS, REASONS, WORDS
from jingjin.insight.detection.quality import Fault
from jingjin.insight.detection.verdict import Label, Note, Parts, Peers, SeriesFacts

_NAMED = 2
"""Metrics named in a sentence at most."""


@dataclass(frozen=True)
class Situation:
    """What the sentence may need. Weeks are None where they do not apply."""

    label: Label
    parts: Parts | None
    """Over the metrics that show the pattern, where there is one."""
    peers: Peers
    facts: tuple[SeriesFacts, ...]
    notes: tuple[Note, ...]
    since: date | None
    new_weeks: int | None
    back_weeks: int | None
    away: bool
    periods: int
    fall: float
    """The group's effect on the main metrics, in percent."""


def reason_of(situation: Situation, lang: Lang) -> str:
    """One sentence made of numbers; about a state, never about a fault of the person."""
    key = _key(situation)
    parts = situation.parts
    fault = next((note for note in situation.notes if isinstance(note.fault, Fault)), None)
    return REASONS[key][lang].format(
        size=situation.peers.size,
        own=_percent(parts.own if parts else 0.0),
        low=_percent(parts.own_low if parts else 0.0),
        high=_percent(parts.own_high if parts else 0.0),
        env=_percent(parts.market + parts.area if parts else 0.0),
        target=_percent(parts.target if parts else 0.0),
        fall=_percent(situation.fall),
        metrics=_metrics(situation, lang),
        since=situation.since.isoformat() if situation.since else "",
        group=_group(situation.peers, lang),
        fault=FAULTS[fault.fault][lang] if fault and isinstance(fault.fault, Fault) else "",
        periods=fault.periods if fault else situation.periods,
        weeks=_weeks(situation),
    )


def _key(situation: Situation) -> str:
    if situation.label is Label.NORMAL:
        return _normal_key(situation)
    return situation.label.value


def _normal_key(situation: Situation) -> str:
    if situation.new_weeks is not None:
        return "new"
    if situation.away:
        return "away"
    if situation.back_weeks is not None:
        return "back"
    if situation.parts is None:
        return "quiet"
    return "target_changed" if situation.parts.target else "normal"


def _weeks(situation: Situation) -> int:
    return next((weeks for weeks in (situation.new_weeks, situation.back_weeks) if weeks is not None), 0)


def _percent(value: float) -> str:
    return f"{value:+.0f}%"


def _metrics(situation: Situation, lang: Lang) -> str:
    names = [fact.name for fact in situation.facts if fact.shows][:_NAMED]
    return WORDS["comma"][lang].join(names) or WORDS["all_metrics"][lang]


def _group(peers: Peers, lang: Lang) -> str:
    name = WORDS["group"][lang].format(line=peers.line, region=peers.region).strip()
    return name or WORDS["whole_group"][lang]
