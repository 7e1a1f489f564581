"""Entry points: verdicts for tables, and the file contract of the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from jingjin.insight.detection.classify import (
    Circumstances,
    label_probabilities,
    shape_posterior,
    verdict_of,
)
from jingjin.insight.detection.errors import Lang
from jingjin.insight.detection.evidence import subject_evidence
from jingjin.insight.detection.explain import (
    Effects,
    best_shape,
    facts_of,
    focus_of,
    measure,
    notes_of,
    parts_of,
    peers_of,
    ruled_out,
    since,
    weeks_below,
)
from jingjin.insight.detection.limits import LIMITS, Limits
from jingjin.insight.detection.panel import People, build_panels, build_people, next_start
from jingjin.insight.detection.reason import Situation, reason_of
from jingjin.insight.detection.robust import Array, Ints
from jingjin.insight.detection.shapes import CANDIDATES
from jingjin.insight.detection.study import Study, group_pull, study_panel
from jingjin.insight.detection.tables import Tables, read_tables
from jingjin.insight.detection.verdict import Cause, Label, Parts, Peers, Verdict

_DIGITS = 4
_PERCENT = 100.0


def detect(
    tables: Tables, *, lang: Lang = "zh", last: date | None = None, limits: Limits = LIMITS
) -> list[Verdict]:
    """One verdict per active subject, sorted by id, about the state in the last period.

    `last` is the last day that is fully known; later and unfinished periods are left out. The same
    tables give the same verdicts whatever the order of their rows.
    """
    people = build_people(tables)
    studies = [study_panel(panel, tables, limits) for panel in build_panels(tables, people, last, limits)]
    count = len(people.ids)
    evidence = subject_evidence([(s.panel, s.own) for s in studies], count, limits)
    end = max((next_start(s.panel.starts[-1], s.panel.unit) for s in studies), default=date.min)
    posterior = shape_posterior(evidence, tables.pips, people.ids, end, limits)
    around = _circumstances(studies, count, limits)
    known = _Known(
        people=people,
        studies=studies,
        effects=[measure(study, limits) for study in studies],
        rows=[_rows_by_subject(study, count) for study in studies],
        posterior=posterior,
        chances=label_probabilities(posterior, around, limits),
        around=around,
        lang=lang,
        limits=limits,
    )
    return [_verdict(subject, known) for subject in np.flatnonzero(people.active).tolist()]


def detect_dir(directory: Path, out: Path, *, lang: Lang = "zh") -> None:
    """Read the tables of a directory and write one verdict per active subject as CSV.

    Raises `DetectionInputError` when a file or column is missing or unreadable.
    """
    to_frame(detect(read_tables(directory), lang=lang)).write_csv(out)


def to_frame(verdicts: Sequence[Verdict]) -> pl.DataFrame:
    """The output table: employee_id, class, score, confidence, reason."""
    return pl.DataFrame(
        {
            "employee_id": [verdict.subject for verdict in verdicts],
            "class": [verdict.label.value for verdict in verdicts],
            "score": [round(verdict.score, _DIGITS) for verdict in verdicts],
            "confidence": [round(verdict.confidence, _DIGITS) for verdict in verdicts],
            "reason": [verdict.reason for verdict in verdicts],
        },
        schema={
            "employee_id": pl.String,
            "class": pl.String,
            "score": pl.Float64,
            "confidence": pl.Float64,
            "reason": pl.String,
        },
    )


def _circumstances(studies: list[Study], count: int, limits: Limits) -> Circumstances:
    faulty, new, away = (np.zeros(count, dtype=np.bool_) for _ in range(3))
    pull, periods, weeks, peers = (np.zeros(count) for _ in range(4))
    for study in studies:
        panel = study.panel
        faulty[[panel.subject[finding.series] for finding in study.quality.findings]] = True
        with np.errstate(invalid="ignore"):
            new |= study.presence.tenure_weeks < limits.ramp_up + limits.settled_history
        away |= study.presence.away_now
        pull = np.minimum(pull, group_pull(study, count, limits))
        usable = (~np.isnan(study.own.z)).sum(axis=1)
        longest = np.zeros(count)
        np.maximum.at(longest, panel.subject, usable)
        periods = np.maximum(periods, longest)
        weeks = np.maximum(weeks, longest * panel.weeks_per_period)
        np.maximum.at(peers, panel.subject, study.own.peers)
    return Circumstances(faulty, new, away, pull, periods, weeks, peers)


def _rows_by_subject(study: Study, count: int) -> list[Ints]:
    order = np.argsort(study.panel.subject, kind="stable")
    cuts = np.searchsorted(study.panel.subject[order], np.arange(1, count))
    return np.split(order, cuts)


def _verdict(subject: int, known: "_Known") -> Verdict:
    """Put one subject's verdict and its explanation together."""
    chances = known.chances[subject]
    label, score, confidence = verdict_of(chances)
    best = best_shape(label, known.posterior[subject])
    views = [
        (study, effects, rows[subject])
        for study, effects, rows in zip(known.studies, known.effects, known.rows, strict=True)
        if len(rows[subject])
    ]
    facts = tuple(fact for view in views for fact in facts_of(*view, label, best))
    notes = tuple(note for view in views for note in notes_of(*view))
    person = _explained(subject, views, best, known)
    situation = Situation(
        label=label,
        parts=focus_of(*views[0], label, facts) if views else None,
        peers=person.peers,
        facts=facts,
        notes=notes,
        since=person.since,
        new_weeks=int(person.tenure_weeks) if known.around.new[subject] else None,
        back_weeks=int(person.back_weeks) if person.back_weeks <= known.limits.return_ramp else None,
        away=bool(known.around.away[subject]),
        periods=int(known.around.periods[subject]),
        fall=float(_PERCENT * np.expm1(known.around.pull[subject])),
    )
    return Verdict(
        subject=known.people.ids[subject],
        label=label,
        score=score,
        confidence=confidence,
        reason=reason_of(situation, known.lang),
        probabilities=chances,
        parts=person.parts,
        peers=person.peers,
        weeks_below=person.weeks_below,
        since=person.since,
        ruled_out=person.ruled_out,
        notes=notes,
        series=facts,
    )


def _explained(
    subject: int, views: list[tuple[Study, Effects, Ints]], best: int, known: "_Known"
) -> "_Explained":
    """What the first panel tells about a subject; for somebody without any number only the time here."""
    people = known.people
    if not views:
        peers = Peers(people.role[subject], people.line[subject], people.region[subject], 0, 0)
        tenure = [float(study.presence.tenure_weeks[subject]) for study in known.studies]
        return _Explained(peers, None, None, 0, (), tenure[0] if tenure else np.nan, np.nan)
    study, effects, rows = views[0]
    parts = parts_of(study, effects, rows)
    return _Explained(
        peers=peers_of(study, rows),
        parts=parts,
        since=since(CANDIDATES[best], study, rows) if best else None,
        weeks_below=weeks_below(study, rows),
        ruled_out=tuple(ruled_out(study, subject, known.around, parts, known.limits)),
        tenure_weeks=float(study.presence.tenure_weeks[subject]),
        back_weeks=float(study.presence.back_weeks[subject]),
    )


@dataclass(frozen=True)
class _Known:
    """Everything estimated in one run."""

    people: People
    studies: list[Study]
    effects: list[Effects]
    rows: list[list[Ints]]
    """Per study and subject the indices of the subject's series."""
    posterior: Array
    chances: list[dict[Label, float]]
    around: Circumstances
    lang: Lang
    limits: Limits


@dataclass(frozen=True)
class _Explained:
    peers: Peers
    parts: Parts | None
    since: date | None
    weeks_below: int
    ruled_out: tuple[Cause, ...]
    tenure_weeks: float
    back_weeks: float
