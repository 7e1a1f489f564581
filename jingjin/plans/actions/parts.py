"""The parts of a plan as callers give them, and writing them over the stored rows."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeVar

from jingjin.core.errors import Invalid
from jingjin.plans.access import live
from jingjin.plans.models import ConcernExample, Plan
from jingjin.plans.models.parts import Part
from jingjin.plans.words.states import Basis, Direction, SupportKind, Yardstick

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal
    from uuid import UUID

    from jingjin.metrics.public import Metric
    from jingjin.org.public import Person

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, kw_only=True)
class DiagnosisInput:
    """The plan's title, earlier talks, environment, period, and the weeks between two check-ins."""

    title: str
    environment: str = ""
    talks_on: tuple[date, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    check_in_weeks: int = 1


@dataclass(frozen=True, kw_only=True)
class PartInput:
    """`uid` names the stored part that this one replaces; None adds a part."""

    uid: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ExampleInput:
    """One dated event."""

    on: date
    text: str


@dataclass(frozen=True, kw_only=True)
class ConcernInput(PartInput):
    """See `models.Concern`; a yardstick is a confirmed target or the competence line of a scale."""

    text: str
    detail: str = ""
    measure: str = ""
    metric: Metric | None = None
    unit: str = ""
    baseline: Decimal | None = None
    peers: Decimal | None = None
    yardstick: str = Yardstick.TARGET
    yardstick_value: Decimal | None = None
    yardstick_on: date | None = None
    measured_from: date | None = None
    duty: str = ""
    examples: tuple[ExampleInput, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ExpectationInput(PartInput):
    """See `models.Expectation`; `weight` in percent."""

    text: str
    metric: Metric | None = None
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    direction: str = Direction.AT_LEAST
    peers: Decimal | None = None
    due_on: date | None = None
    basis: str = Basis.SYSTEM
    source: str = ""
    weight: Decimal | int = 0
    marking: str = ""
    open_question: bool = False


@dataclass(frozen=True, kw_only=True)
class SupportInput(PartInput):
    """See `models.Support`."""

    text: str
    owner: Person
    kind: str = SupportKind.SUPPORT
    due_on: date | None = None
    rhythm: str = ""


@dataclass(frozen=True, kw_only=True)
class TrainingInput(PartInput):
    """See `models.Training`; the trainer is somebody here, or a name from outside."""

    gap: str
    course: str
    trainer: Person | None = None
    trainer_name: str = ""
    hours: Decimal | None = None
    due_on: date | None = None
    test: str = ""


@dataclass(frozen=True, kw_only=True)
class AssessorInput(PartInput):
    """Somebody who assesses at the end."""

    person: Person


def write_parts(plan: Plan, model: type[P], rows: Sequence[PartInput], *, version: int) -> list[P]:
    """Make the live parts of this kind equal to `rows`; what is gone keeps its row, dropped in `version`.

    Raises Invalid for a uid that isn't a live part of this plan.
    """
    stored = list(live(model._default_manager.filter(plan=plan)))  # noqa: SLF001 - `objects` is unknown on the abstract class
    matched = [_match(given, stored) for given in rows]
    kept = {row.pk for row in matched if row is not None}
    for gone in stored:
        if gone.pk not in kept:
            gone.dropped_in = version
            gone.store()
    return [
        _write(row or model(plan=plan), given, position, version)
        for position, (given, row) in enumerate(zip(rows, matched, strict=True), start=1)
    ]


def _match(given: PartInput, stored: Sequence[P]) -> P | None:
    """The stored part that `given` replaces: by its uid, an assessor also by the person."""
    if isinstance(given, AssessorInput):
        return next((row for row in stored if getattr(row, "person_id", None) == given.person.pk), None)
    if given.uid is None:
        return None
    found = next((row for row in stored if row.uid == given.uid), None)
    if found is None:
        raise Invalid(fields={"uid": "unknown part"})
    return found


def _write(row: P, given: PartInput, position: int, version: int) -> P:
    row.position = position
    for name in (one.name for one in fields(given)):
        if name not in ("uid", "examples"):
            setattr(row, name, getattr(given, name))
    if row.pk:
        row.store()
    else:
        row.save()
    if isinstance(given, ConcernInput):
        _write_examples(row.pk, given.examples, version)
    return row


def _write_examples(concern_id: int, examples: Sequence[ExampleInput], version: int) -> None:
    wanted = [(one.on, one.text.strip()) for one in examples]
    for row in ConcernExample.objects.filter(concern_id=concern_id, dropped_in=None):
        if (row.on, row.text) in wanted:
            wanted.remove((row.on, row.text))
        else:
            row.dropped_in = version
            row.store()
    for on, text in wanted:
        ConcernExample.objects.create(concern_id=concern_id, on=on, text=text)
