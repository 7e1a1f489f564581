"""The assessment as HR reads it: each criterion, its results, and what they add up to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import pgettext

from jingjin.plans.models import Assessment, Mark
from jingjin.plans.queries.document import target_text
from jingjin.plans.queries.texts import name_of
from jingjin.plans.words.states import Basis, Direction, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jingjin.plans.models import Plan


@dataclass(frozen=True)
class MarkView:
    """One result with its grounds."""

    who: str
    value: str
    grounds: str


@dataclass(frozen=True)
class CriterionView:
    """A criterion with its results; `met` is None while one is missing."""

    uid: str
    text: str
    target: str
    marking: str
    weight: str
    by_system: bool
    marks: list[MarkView]
    result: str
    met: bool | None


@dataclass(frozen=True)
class Results:
    """The whole assessment. `suggestion` is what the figures say; HR decides and gives grounds."""

    criteria: list[CriterionView]
    missing: int
    suggestion: str
    criteria_hash: str


def results(plan: Plan, assessors: int) -> Results | None:
    """The results of an assessment that has begun (2 queries); None before."""
    assessment = Assessment.objects.filter(plan=plan).first()
    if assessment is None:
        return None
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    rows = Mark.objects.filter(assessment=assessment).select_related("expectation", "marked_by")
    for row in rows.order_by("id"):
        marks[str(row.expectation.uid)].append(row)
    criteria = [_criterion(one, marks[one["uid"]], assessors) for one in assessment.criteria]
    missing = sum(1 for one in criteria if one.met is None)
    return Results(
        criteria=criteria,
        missing=missing,
        suggestion="" if missing else str(suggest([bool(one.met) for one in criteria]).label),
        criteria_hash=assessment.criteria_hash,
    )


def suggest(met: Sequence[bool]) -> Outcome:
    """What the figures alone say: all reached, some, none."""
    if all(met):
        return Outcome.MET
    return Outcome.PARTLY_MET if any(met) else Outcome.NOT_MET


def _criterion(one: Mapping[str, Any], marks: list[Mark], assessors: int) -> CriterionView:
    by_system = one["basis"] == Basis.SYSTEM
    wanted = 1 if by_system else assessors
    complete = len(marks) >= wanted
    mean = sum((row.value for row in marks), Decimal(0)) / len(marks) if marks else None
    return CriterionView(
        uid=one["uid"],
        text=one["text"],
        target=target_text(one),
        marking=one["marking"],
        weight=f"{one['weight']}%",
        by_system=by_system,
        marks=[_mark(row, one["unit"]) for row in marks],
        result=f"{shown(mean)}{one['unit']}" if mean is not None and complete else "",
        met=reached(mean, one) if mean is not None and complete else None,
    )


def _mark(row: Mark, unit: str) -> MarkView:
    who = pgettext("who gives a result", "System data") if row.assessor_id is None else name_of(row.marked_by)
    return MarkView(who=who, value=f"{shown(row.value)}{unit}", grounds=row.comment or row.source)


def shown(value: Decimal) -> str:
    """At most one decimal, rounded here and nowhere else."""
    return f"{value.quantize(Decimal('0.1')).normalize():f}"


def reached(value: Decimal, one: Mapping[str, Any]) -> bool:
    """Whether a result is on the right side of the target; judged before any rounding."""
    target = Decimal(one["target"])
    return value <= target if one["direction"] == Direction.AT_MOST else value >= target
