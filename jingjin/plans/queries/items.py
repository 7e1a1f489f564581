"""What helpers, trainers and assessors see: their own item, and whom it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jingjin.org import public as org
from jingjin.plans.models import Mark
from jingjin.plans.queries.content import expectations_of, number_text
from jingjin.plans.queries.texts import Reader, day_text, figure, name_of
from jingjin.plans.rules import RULES, SUPPORT_RULES, TRAINING_RULES
from jingjin.plans.words.states import Basis, SupportKind

if TYPE_CHECKING:
    from jingjin.core.ui_values import Face
    from jingjin.plans.models import Assessor, Plan, Support, Training


@dataclass(frozen=True)
class SupportPage:
    """A promise for its page. `plan_uid` is empty for a helper, who must not learn of the plan."""

    row: Support
    face: Face
    owner: str
    kind: str
    due: str
    done: str
    late_days: int
    can_finish: bool
    plan: Plan | None


def support_page(row: Support, reader: Reader) -> SupportPage:
    """One support item for whoever may read it."""
    late = (reader.today - row.due_on).days if row.due_on and not row.done_on else 0
    return SupportPage(
        row=row,
        face=org.face(row.plan.person),
        owner=name_of(row.owner),
        kind=str(SupportKind(row.kind).label),
        due=day_text(row.due_on, near=reader.today),
        done=day_text(row.done_on, near=reader.today),
        late_days=max(0, late),
        can_finish=row.done_on is None and SUPPORT_RULES.allows(row, by=reader.by, action="support.finish"),
        plan=_shown_plan(row.plan, reader),
    )


def _shown_plan(plan: Plan, reader: Reader) -> Plan | None:
    return plan if RULES.allows(plan, by=reader.by, action="plan.read") else None


@dataclass(frozen=True)
class TrainingPage:
    """A training record for its page."""

    row: Training
    face: Face
    trainer: str
    hours: str
    due: str
    held: str
    can_record: bool
    can_test: bool
    plan: Plan | None


def training_page(row: Training, reader: Reader) -> TrainingPage:
    """One training record for whoever may read it."""
    may = TRAINING_RULES.allows(row, by=reader.by, action="training.record")
    manager = reader.by.person_id in (row.plan.manager_id, row.plan.person.manager_id)
    return TrainingPage(
        row=row,
        face=org.face(row.plan.person),
        trainer=name_of(row.trainer) or row.trainer_name,
        hours=number_text(row.hours),
        due=day_text(row.due_on, near=reader.today),
        held=day_text(row.held_on, near=reader.today),
        can_record=may and not row.result,
        can_test=may and not row.result and bool(row.attended) and not manager,
        plan=_shown_plan(row.plan, reader),
    )


@dataclass(frozen=True)
class Criterion:
    """One criterion an assessor judges, with the own result when it is given."""

    uid: str
    text: str
    target: str
    marking: str
    value: str
    comment: str


@dataclass(frozen=True)
class MarkingPage:
    """An assessor's page."""

    row: Assessor
    face: Face
    criteria: list[Criterion]
    left: int


def marking_page(row: Assessor, reader: Reader) -> MarkingPage:
    """The criteria that people judge, and what this assessor gave (2 queries)."""
    given = {mark.expectation_id: mark for mark in Mark.objects.filter(assessor=row)}
    criteria = []
    for one in expectations_of(row.plan):
        if one.basis != Basis.ASSESSORS:
            continue
        mark = given.get(one.pk)
        criteria.append(
            Criterion(
                uid=str(one.uid),
                text=one.text,
                target=figure(one.target, one.unit),
                marking=one.marking,
                value=figure(mark.value, one.unit) if mark else "",
                comment=mark.comment if mark else "",
            )
        )
    return MarkingPage(
        row=row,
        face=org.face(row.plan.person),
        criteria=criteria,
        left=sum(1 for one in criteria if not one.value),
    )
