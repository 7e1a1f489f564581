"""What the API gives and takes of goals. Ratios and weights are fractions; figures are decimals, never floats."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ninja import Schema

from jingjin.goals.queries.drawn import parts_of
from jingjin.goals.queries.judgement import judge

if TYPE_CHECKING:
    from jingjin.goals.models import Goal, Period, WeeklyUpdate
    from jingjin.goals.queries.drawn import MilestonePart
    from jingjin.goals.queries.history import Step
    from jingjin.goals.queries.why import Why, WhyRow


class PeriodIn(Schema):
    """A cycle [start, end)."""

    name: str
    name_en: str = ""
    start: date
    end: date
    confirm_by: date | None = None
    lock_on: date | None = None


class PeriodOut(PeriodIn):
    """A stored cycle."""

    uid: UUID
    version: int

    @classmethod
    def of(cls, row: Period) -> PeriodOut:
        """From a row."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class MilestoneIn(Schema):
    """A part of a milestone goal; `uid` names one that exists."""

    title: str
    title_en: str = ""
    due: date
    weight: Decimal = Decimal(1)
    uid: str = ""


class MilestoneOut(Schema):
    """A milestone that stands."""

    uid: str
    title: str
    weight: Decimal
    due: date
    done_on: date | None

    @classmethod
    def of(cls, part: MilestonePart) -> MilestoneOut:
        """From a part of a drawn goal."""
        return cls(**vars(part))


class GoalContent(Schema):
    """What a goal says. `end` is exclusive; both dates default to the period's."""

    title: str
    title_en: str = ""
    description: str = ""
    measure: str = ""
    measured_in: str = ""
    measured_in_en: str = ""
    currency: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    start: date | None = None
    end: date | None = None
    metric: UUID | None = None
    parent: UUID | None = None
    responsible: UUID | None = None
    milestones: list[MilestoneIn] = []


class GoalChange(GoalContent):
    """What a goal says from now on. Another target of a confirmed goal needs a `reason`."""

    reason: str = ""


class GoalIn(GoalContent):
    """A new goal: whose it is (`level` with `unit` or `person`), of which kind, in which period."""

    level: str
    unit: UUID | None = None
    person: UUID | None = None
    kind: str
    period: UUID
    weight: Decimal = Decimal(0)


class GoalOut(Schema):
    """A goal with its standing today."""

    uid: UUID
    version: int
    kind: str
    level: str
    state: str
    period: UUID
    unit: UUID | None
    person: UUID | None
    responsible: UUID | None
    parent: UUID | None
    metric: UUID | None
    title: str
    title_en: str
    description: str
    measure: str
    measured_in: str
    measured_in_en: str
    currency: str
    baseline: Decimal | None
    target: Decimal | None
    start: date
    end: date
    weight: Decimal
    value: Decimal | None
    value_through: date | None
    confidence: str
    status: str
    progress_raw: Decimal | None
    progress: Decimal | None
    expected: Decimal | None
    judged_on: date
    due: Decimal | None
    incomplete: bool
    employee_confirmed_at: datetime | None
    manager_confirmed_at: datetime | None
    statement: str
    end_reason: str
    milestones: list[MilestoneOut]

    @classmethod
    def of(cls, goal: Goal, today: date) -> GoalOut:
        """From a drawn row with its relations."""
        judgement = judge(goal, today)
        links = ("period", "unit", "person", "responsible", "parent", "metric")
        made: dict[str, Any] = {
            "status": str(judgement.status),
            "progress_raw": judgement.raw,
            "progress": judgement.progress,
            "expected": judgement.expected,
            "judged_on": judgement.day,
            "due": judgement.due,
            "milestones": [MilestoneOut.of(part) for part in parts_of(goal)],
            **{name: row.uid if (row := getattr(goal, name)) else None for name in links},
        }
        plain = {name: getattr(goal, name) for name in cls.model_fields if name not in made}
        return cls(**plain, **made)


class WeightsIn(Schema):
    """The weights of a whole group of siblings, fractions by goal; they make exactly 1."""

    weights: dict[UUID, Decimal]
    versions: dict[UUID, int] = {}


class ConfirmIn(Schema):
    """The goals to confirm; one that is not the caller's to confirm refuses all."""

    goals: list[UUID]


class ReceiptOut(Schema):
    """Proof of a confirmation: server time and the hash of its link in the goal's chain."""

    goal: UUID
    state: str
    at: datetime
    hash: str


class StatementIn(Schema):
    """What should be different."""

    statement: str


class ReasonIn(Schema):
    """Why."""

    reason: str = ""


class CheckInIn(Schema):
    """A word on a goal: the value of a day (today), how sure, a sentence."""

    value: Decimal | None = None
    confidence: str = ""
    note: str = ""
    day: date | None = None


class CheckInOut(Schema):
    """A stored check-in."""

    uid: UUID
    goal: UUID
    day: date
    at: datetime
    value: Decimal | None
    progress_raw: Decimal | None
    confidence: str
    note: str
    backwards: bool


class MilestoneDone(Schema):
    """Whether a milestone is done; taking it back needs a note."""

    done: bool
    note: str = ""


class UpdateIn(Schema):
    """The caller's own week: typed values by goal, how sure, one sentence."""

    confidence: str
    note: str = ""
    values: dict[UUID, Decimal] = {}


class UpdateOut(Schema):
    """A stored weekly update."""

    uid: UUID
    week: date
    at: datetime
    confidence: str
    note: str

    @classmethod
    def of(cls, row: WeeklyUpdate) -> UpdateOut:
        """From a row."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class WhyRowOut(Schema):
    """One part of a sum, as shown; parts not open to the caller stand together without names."""

    title: str
    way: str
    progress: str
    share: str
    old_weight: str
    contribution: str
    reason: str

    @classmethod
    def of(cls, row: WhyRow) -> WhyRowOut:
        """From a row of an explanation."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class WhyOut(Schema):
    """Why a goal stands where it stands, in the caller's language."""

    title: str
    sentence: str
    rows: list[WhyRowOut]
    total: str
    formula: str
    figures: str

    @classmethod
    def of(cls, why: Why) -> WhyOut:
        """From an explanation."""
        plain = ("title", "sentence", "total", "formula", "figures")
        return cls(
            rows=[WhyRowOut.of(row) for row in why.rows], **{name: getattr(why, name) for name in plain}
        )


class StepOut(Schema):
    """One step of a goal's history; `words` are empty where the caller must not read them."""

    at: datetime
    who: str
    what: str
    words: str
    value: str
    confidence: str
    backwards: bool
    hash: str

    @classmethod
    def of(cls, step: Step) -> StepOut:
        """From a step."""
        return cls(**{name: getattr(step, name) for name in cls.model_fields})


class TeamOut(Schema):
    """One report's goals: how many by status, weighted progress and expectation, goals to confirm."""

    person: UUID
    goals: int
    counts: dict[str, int]
    status: str | None
    progress: Decimal | None
    expected: Decimal | None
    incomplete: bool
    to_confirm: list[UUID]
    confidence: str
