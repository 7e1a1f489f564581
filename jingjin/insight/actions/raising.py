"""What a run does to signals: raise one per person at most, update it week by week, end it when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.audit.public import record
from jingjin.core.events import emit
from jingjin.insight.detection.verdict import PERSONAL, Label
from jingjin.insight.models import Signal
from jingjin.insight.queries.explanation import explanation_of, targets_of
from jingjin.insight.words import LIVE, RAISE_AT, Ending, SignalState, as_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from jingjin.core.actor import Actor
    from jingjin.insight.detection.verdict import Verdict
    from jingjin.insight.models import SignalRun
    from jingjin.insight.queries.explanation import Targets
    from jingjin.insight.queries.gather import Gathered

UNDECIDED = frozenset({Label.DATA_FAULT, Label.NOT_ENOUGH_DATA})
"""These say nothing about the person: a signal neither continues nor ends by them."""


def keep_signals(
    run: SignalRun,
    verdicts: Sequence[Verdict],
    gathered: Gathered,
    *,
    by: Actor,
    today: date,
    now: datetime,
) -> None:
    """Apply a run's verdicts to the signals, in its transaction."""
    live = {row.person_id: row for row in Signal.objects.select_for_update().filter(state__in=LIVE)}
    targets = targets_of(gathered.frames["samples"])
    judged = set()
    for verdict in verdicts:
        person_id = int(verdict.subject)
        judged.add(person_id)
        if person_id in live:
            _follow(live[person_id], verdict, run, targets, by=by, today=today)
        elif _worth_raising(verdict):
            _raise(person_id, verdict, run, targets, by=by, today=today)
    for person_id in sorted(live.keys() - judged):
        end_signal(live[person_id], Ending.LEFT, by=by, today=today)


def _worth_raising(verdict: Verdict) -> bool:
    """Personal, probable, and a part of the person that is surely below zero."""
    sure = verdict.confidence >= RAISE_AT
    return sure and _is_behind(verdict) and verdict.parts is not None and verdict.parts.own_high < 0


def _is_behind(verdict: Verdict) -> bool:
    """A personal class, below the target and below comparable people: who reaches the target has no shortfall."""
    parts = verdict.parts
    return verdict.label in PERSONAL and parts is not None and parts.gap < 0 and parts.own < 0


def _raise(
    person_id: int, verdict: Verdict, run: SignalRun, targets: Targets, *, by: Actor, today: date
) -> None:
    signal = Signal(person_id=person_id, first_run=run, opened_on=today)
    _fill(signal, verdict, run, targets)
    signal.save()
    facts = {
        "class": signal.label,
        "confidence": str(signal.confidence),
        "run": str(run.uid),
        "input": run.input_hash,
        "library": run.library,
    }
    record(signal.uid, "signal.opened", by=by, facts=facts, content=_as_text(signal.explanation["parts"]))
    emit("signal.opened", by=by, signal_id=signal.pk)


def _fill(signal: Signal, verdict: Verdict, run: SignalRun, targets: Targets) -> None:
    signal.run = run
    signal.label = verdict.label.value
    signal.score = as_number(verdict.score)
    signal.confidence = as_number(verdict.confidence)
    signal.explanation = explanation_of(verdict, targets)


def _as_text(parts: dict[str, float] | None) -> dict[str, str]:
    """Chains hold no floats."""
    return {name: str(value) for name, value in (parts or {}).items()}


def _follow(
    signal: Signal, verdict: Verdict, run: SignalRun, targets: Targets, *, by: Actor, today: date
) -> None:
    """Update a live signal; the second week without a shortfall ends it, the first only counts."""
    if verdict.label in UNDECIDED:
        return
    if _is_behind(verdict):
        _fill(signal, verdict, run, targets)
        signal.quiet_since = None
        signal.store()
    elif signal.quiet_since is not None and signal.quiet_since < run.last:
        end_signal(signal, Ending.NORMAL, by=by, today=today)
    elif signal.quiet_since is None:
        signal.quiet_since = run.last
        signal.store()


def end_signal(signal: Signal, ending: Ending, *, by: Actor, today: date) -> None:
    """End a locked signal for the given reason. Emits `signal.ended`."""
    signal.state = SignalState.RESOLVED
    signal.ended_on = today
    signal.ending = ending
    signal.remind_on = None
    signal.store()
    record(signal.uid, "signal.ended", by=by, facts={"ending": ending.value})
    emit("signal.ended", by=by, signal_id=signal.pk)
