"""Shapes of the API of plans. Numbers are decimals in text, days ISO dates, people and parts their uid."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ninja import Schema

if TYPE_CHECKING:
    from jingjin.plans.models import Plan


class PlanLine(Schema):
    """A plan in a list."""

    uid: UUID
    person: UUID
    title: str
    state: str
    outcome: str
    starts_on: date | None
    ends_on: date | None
    answer_by: date | None
    version: int

    @classmethod
    def of(cls, plan: Plan) -> PlanLine:
        """From a row with its person loaded."""
        return cls(
            uid=plan.uid,
            person=plan.person.uid,
            title=plan.title,
            state=plan.state,
            outcome=plan.outcome,
            starts_on=plan.starts_on,
            ends_on=plan.ends_on,
            answer_by=plan.answer_by,
            version=plan.version,
        )


class CheckInOut(Schema):
    """A check-in."""

    uid: UUID
    due_on: date
    state: str
    missed: bool
    manager_note: str
    person_note: str


class AnswerOut(Schema):
    """The answer to the current version."""

    kind: str
    statement: str
    support_wanted: list[str]
    answered_at: datetime
    content_hash: str
    reply_due: date | None
    reply_decision: str
    reply_text: str


class PlanOut(PlanLine):
    """A whole plan: `content` is what is locked (a draft: what is written), `side` as what the caller reads it."""

    side: str
    content: dict[str, Any]
    content_version: int
    content_hash: str
    pause_reason: str
    extension_days: int
    outcome_text: str
    answer: AnswerOut | None
    check_ins: list[CheckInOut]
    acts: list[str]


class Done(Schema):
    """What a write leads to."""

    uid: UUID
    state: str
    version: int


class OpenIn(Schema):
    """A new draft."""

    person: UUID
    title: str
    talks_on: list[date] = []


class DiagnosisIn(Schema):
    """Title, earlier talks, environment, period, rhythm."""

    title: str
    environment: str = ""
    talks_on: list[date] = []
    starts_on: date | None = None
    ends_on: date | None = None
    check_in_weeks: int = 1


class ExampleIn(Schema):
    """A dated example."""

    on: date
    text: str


class ConcernIn(Schema):
    """A concern; `uid` keeps a stored one."""

    uid: UUID | None = None
    text: str
    detail: str = ""
    measure: str = ""
    metric: UUID | None = None
    unit: str = ""
    baseline: Decimal | None = None
    peers: Decimal | None = None
    yardstick: str = "target"
    yardstick_value: Decimal | None = None
    yardstick_on: date | None = None
    measured_from: date | None = None
    duty: str = ""
    examples: list[ExampleIn] = []


class ExpectationIn(Schema):
    """An expectation; `weight` in percent."""

    uid: UUID | None = None
    text: str
    metric: UUID | None = None
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    direction: str = "at_least"
    peers: Decimal | None = None
    due_on: date | None = None
    basis: str = "system"
    source: str = ""
    weight: Decimal = Decimal(0)
    marking: str = ""
    open_question: bool = False


class ExpectationsIn(Schema):
    """All expectations and assessors."""

    expectations: list[ExpectationIn]
    assessors: list[UUID] = []


class SupportIn(Schema):
    """Promised support."""

    uid: UUID | None = None
    text: str
    owner: UUID
    kind: str = "support"
    due_on: date | None = None
    rhythm: str = ""


class TrainingIn(Schema):
    """A training record."""

    uid: UUID | None = None
    gap: str
    course: str
    trainer: UUID | None = None
    trainer_name: str = ""
    hours: Decimal | None = None
    due_on: date | None = None
    test: str = ""


class HelpIn(Schema):
    """All support and training."""

    supports: list[SupportIn]
    trainings: list[TrainingIn]


class OtherwiseIn(Schema):
    """What happens otherwise, and the printed rule."""

    if_not_met: str
    extension_rule: str
    extension_max_days: int


class ReasonIn(Schema):
    """A reason."""

    reason: str


class SubmitIn(Schema):
    """Why a plan is right although the pre-check speaks against it."""

    reason: str = ""


class PublishIn(Schema):
    """HR's decision where the pre-check speaks against a plan."""

    precheck_decision: str = ""


class AnswerIn(Schema):
    """accept or disagree, the own statement, support still needed."""

    kind: str
    statement: str = ""
    support_wanted: list[str] = []


class StatementIn(Schema):
    """Own words beside a request for time."""

    statement: str = ""


class RefusalIn(Schema):
    """Witness and delivery record."""

    witness: str
    delivery: str


class ReplyIn(Schema):
    """keep, change or withdraw, with the reason."""

    decision: str
    text: str


class ExtendIn(Schema):
    """A use of the printed rule, in working days."""

    cause: str
    days: int
    note: str = ""


class NoteIn(Schema):
    """One's own note."""

    note: str = ""


class AttendanceIn(Schema):
    """Who was there, when, how long."""

    held_on: date
    hours: Decimal
    attended: bool


class TestIn(Schema):
    """The test's result: passed or not_passed."""

    score: str
    result: str


class ReadingIn(Schema):
    """What a system says of a criterion."""

    expectation: UUID
    value: Decimal
    source: str


class MarkIn(Schema):
    """An assessor's result for a criterion."""

    expectation: UUID
    value: Decimal
    comment: str


class CloseIn(Schema):
    """met, partly_met or not_met, with grounds."""

    outcome: str
    text: str


class ChangeIn(Schema):
    """What a change replaces; what is left out stays. A list replaces all parts of its kind."""

    reason: str
    title: str | None = None
    environment: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    check_in_weeks: int | None = None
    if_not_met: str | None = None
    extension_rule: str | None = None
    extension_max_days: int | None = None
    concerns: list[ConcernIn] | None = None
    expectations: list[ExpectationIn] | None = None
    supports: list[SupportIn] | None = None
    trainings: list[TrainingIn] | None = None
    assessors: list[UUID] | None = None


class EvidenceIn(Schema):
    """employee, manager or hr; zh or en."""

    view: str
    language: str


class EvidenceOut(Schema):
    """An evidence file that was made."""

    uid: UUID
    name: str
    sha256: str


class ItemOut(Schema):
    """An own item of a helper, trainer or assessor: no word of a plan."""

    uid: UUID
    for_person: str
    text: str
    due_on: date | None
    done_on: date | None
    version: int


class CriterionOut(Schema):
    """A criterion that an assessor judges, with the own result."""

    uid: UUID
    text: str
    target: str
    marking: str
    value: str


class SealedOut(Schema):
    """A sealed plan: that it exists."""

    uid: UUID
    person: UUID
    sealed_at: datetime


class OpeningOut(Schema):
    """An opening of a sealed plan; its content is read for the rest of the day."""

    uid: UUID
    plan: UUID


class CountOut(Schema):
    """Running plans of a unit; `running` is None where the group is too small."""

    unit: UUID
    headcount: int
    running: int | None
