"""What the API gives and takes of signals, objections, notices and the settings of detection."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ninja import Schema

from jingjin.insight.queries import speech
from jingjin.insight.queries.brief import notice_text, notice_title

if TYPE_CHECKING:
    from jingjin.core.actor import Actor
    from jingjin.insight.models import Contest, Notice, Signal, SignalPolicy, SignalRun
    from jingjin.insight.queries.overview import Overview


class SignalOut(Schema):
    """A signal. `label` is its class, `text` its headline in the caller's language."""

    uid: UUID
    person: UUID
    label: str
    state: str
    text: str
    confidence: float
    opened_on: date
    judged_up_to: date
    seen_at: datetime | None
    answer: str
    step: str
    talked_on: date | None
    remind_on: date | None
    ended_on: date | None
    ending: str
    version: int

    @classmethod
    def of(cls, row: Signal, by: Actor) -> SignalOut:
        """From a row with `person` and `run` loaded, for this reader."""
        return cls(
            uid=row.uid,
            person=row.person.uid,
            label=row.label,
            state=row.state,
            text=speech.headline(row.explanation, row.label, own=by.person_id == row.person_id),
            confidence=float(row.confidence),
            opened_on=row.opened_on,
            judged_up_to=row.run.last,
            seen_at=row.seen_at,
            answer=row.answer,
            step=row.step,
            talked_on=row.talked_on,
            remind_on=row.remind_on,
            ended_on=row.ended_on,
            ending=row.ending,
            version=row.version,
        )


class AdviceOut(Schema):
    """Is a plan right at all? Words only; nothing follows by itself."""

    possible: bool
    title: str
    reasons: list[str]


class ContestOut(Schema):
    """An objection and its answer."""

    uid: UUID
    statement: str
    due: date
    replied_at: datetime | None
    decision: str
    reply: str
    version: int

    @classmethod
    def of(cls, row: Contest) -> ContestOut:
        """From a row."""
        return cls(
            uid=row.uid,
            statement=row.statement,
            due=row.due,
            replied_at=row.replied_at,
            decision=row.decision,
            reply=row.reply,
            version=row.version,
        )


class SignalDetail(SignalOut):
    """A signal with everything that explains it: parts in percent, series, what was ruled out."""

    explanation: dict[str, Any]
    certainty: str
    ruled_out: str
    advice: AdviceOut
    contests: list[ContestOut]

    @classmethod
    def full(cls, row: Signal, by: Actor) -> SignalDetail:
        """From a row with `person` and `run` loaded (1 query)."""
        advice = speech.advice(row)
        return cls(
            **SignalOut.of(row, by).dict(),
            explanation=row.explanation,
            certainty=speech.certainty(row.confidence),
            ruled_out=speech.ruled_out(row.explanation),
            advice=AdviceOut(possible=advice.possible, title=advice.title, reasons=list(advice.reasons)),
            contests=[ContestOut.of(one) for one in row.contests.order_by("id")],
        )


class AnswerIn(Schema):
    """I know the reason, and what comes next (talk, correct_number, wait, support, plan)."""

    text: str
    step: str


class TalkIn(Schema):
    """The day of a talk."""

    on: date


class ContestIn(Schema):
    """An objection in one's own words."""

    statement: str


class ReplyIn(Schema):
    """HR's answer (keep, correct, withdraw) with the reason."""

    decision: str
    text: str


class NoticeOut(Schema):
    """A broken source or a fallen group."""

    uid: UUID
    kind: str
    title: str
    text: str
    people: int
    opened_on: date
    state: str
    version: int

    @classmethod
    def of(cls, row: Notice) -> NoticeOut:
        """From a row with `feed` and `unit` loaded."""
        return cls(
            uid=row.uid,
            kind=row.kind,
            title=notice_title(row),
            text=notice_text(row),
            people=row.people,
            opened_on=row.opened_on,
            state=row.state,
            version=row.version,
        )


class GroupOut(Schema):
    """Counts of a unit; None where they may not be shown (`shown`: yes, small, complement)."""

    name: str
    shown: str
    people: int | None
    person: int | None
    market: int | None
    thin: int | None


class OverviewOut(Schema):
    """Counts over the units that the caller oversees."""

    last: date | None
    people: int | None
    classes: dict[str, int]
    groups: list[GroupOut]

    @classmethod
    def of(cls, view: Overview) -> OverviewOut:
        """From the page's own figures, with the same filter of small groups."""
        return cls(
            last=view.last,
            people=view.people if view.enough else None,
            classes=dict(view.classes),
            groups=[
                GroupOut(
                    name=row.name,
                    shown=row.shown,
                    **{
                        name: getattr(row, name) if row.shown == "yes" else None
                        for name in ("people", "person", "market", "thin")
                    },
                )
                for row in view.groups
            ],
        )


class PolicyIn(Schema):
    """The switch and what employees are told."""

    enabled: bool
    notice: str = ""
    notice_en: str = ""


class PolicyOut(PolicyIn):
    """The same as stored."""

    version: int
    changed_at: datetime | None

    @classmethod
    def of(cls, row: SignalPolicy, *, enabled: bool) -> PolicyOut:
        """From the row and the company's switch."""
        return cls(
            enabled=enabled,
            notice=row.notice,
            notice_en=row.notice_en,
            version=row.version,
            changed_at=row.changed_at,
        )


class RunOut(Schema):
    """A judgement: up to which day, with which code and thresholds, over which input."""

    uid: UUID
    at: datetime
    last: date
    library: str
    input_hash: str
    parameters: dict[str, Any]
    people: int
    counts: dict[str, int]

    @classmethod
    def of(cls, row: SignalRun) -> RunOut:
        """From a row."""
        return cls(
            uid=row.uid,
            at=row.at,
            last=row.last,
            library=row.library,
            input_hash=row.input_hash,
            parameters=row.parameters,
            people=row.people,
            counts=row.counts,
        )


class ReplayOut(Schema):
    """How many people would be judged differently now; 0: the run is reproduced."""

    differing: int
