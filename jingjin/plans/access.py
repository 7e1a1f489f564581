"""The doors to plans and their parts: rows for this actor, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from jingjin.core.errors import NotFound
from jingjin.org import public as org
from jingjin.plans.models import Assessor, CheckIn, EvidenceFile, Plan, SealOpening, Support, Training
from jingjin.plans.models.parts import Part
from jingjin.plans.rules import (
    MARKING_RULES,
    PEOPLE_RULES,
    RULES,
    SEALED_RULES,
    SUPPORT_RULES,
    TRAINING_RULES,
)

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from jingjin.core.actor import Actor
    from jingjin.org.public import Person

P = TypeVar("P", bound=Part)
PEOPLE = ("person", "person__unit", "person__entity", "manager", "hr_partner", "approved_by", "closed_by")


def plans_for(by: Actor, action: str = "plan.read") -> QuerySet[Plan]:
    """The plans on which the actor may do `action`; by default those the actor may read."""
    return RULES.rows(Plan.objects.select_related("person", "manager"), by=by, action=action)


def get_plan(by: Actor, uid: UUID | str, action: str | None = None) -> Plan:
    """The plan, if the actor may do `action` (by default: read it); NotFound or Denied otherwise."""
    return RULES.find(Plan.objects.select_related(*PEOPLE), by=by, uid=uid, action=action)


def openable_person(by: Actor, uid: UUID | str) -> Person:
    """A person for whom the actor may open a plan; NotFound or Denied otherwise."""
    return PEOPLE_RULES.find(org.people_for(by), by=by, uid=uid, action="plan.open")


def may_open(by: Actor, person: Person) -> bool:
    """Whether the actor may open a plan for this person."""
    return PEOPLE_RULES.allows(person, by=by, action="plan.open")


def live(rows: QuerySet[P]) -> QuerySet[P]:
    """The parts that stand in the plan now."""
    return rows.filter(dropped_in=None)


def support_for(by: Actor, action: str = "support.read") -> QuerySet[Support]:
    """The support items on which the actor may do `action`; a helper has no other way to them."""
    rows = live(Support.objects.select_related("plan", "plan__person", "owner"))
    return SUPPORT_RULES.rows(rows, by=by, action=action)


def get_support(by: Actor, uid: UUID | str, action: str | None = None) -> Support:
    """One support item; a helper gets the own one only."""
    rows = live(Support.objects.select_related("plan", "plan__person", "owner"))
    return SUPPORT_RULES.find(rows, by=by, uid=uid, action=action)


def training_for(by: Actor, action: str = "training.read") -> QuerySet[Training]:
    """The trainings on which the actor may do `action`."""
    rows = live(Training.objects.select_related("plan", "plan__person", "trainer", "marked_by"))
    return TRAINING_RULES.rows(rows, by=by, action=action)


def get_training(by: Actor, uid: UUID | str, action: str | None = None) -> Training:
    """One training record; a trainer gets the own one only."""
    rows = live(Training.objects.select_related("plan", "plan__person", "trainer", "marked_by"))
    return TRAINING_RULES.find(rows, by=by, uid=uid, action=action)


def marking_for(by: Actor) -> QuerySet[Assessor]:
    """The assessments that wait for this assessor."""
    return MARKING_RULES.rows(live(Assessor.objects.select_related("plan", "plan__person")), by=by)


def get_marking(by: Actor, uid: UUID | str) -> Assessor:
    """The assessor's own part of an assessment that runs; NotFound for everybody else."""
    rows = live(Assessor.objects.select_related("plan", "plan__person", "plan__assessment"))
    return MARKING_RULES.find(rows, by=by, uid=uid, action="marking.mark")


def get_check_in(by: Actor, uid: UUID | str) -> CheckIn:
    """A check-in of a plan that the actor may hold check-ins of."""
    row = CheckIn.objects.select_related("plan").filter(uid=uid).first()
    if row is None:
        raise NotFound
    RULES.demand(row.plan, by=by, action="plan.check_in")
    return row


def sealed_for(by: Actor) -> QuerySet[Plan]:
    """The sealed plans of HR's units: only that they exist."""
    return SEALED_RULES.rows(Plan.objects.select_related("person"), by=by)


def get_sealed(by: Actor, uid: UUID | str) -> Plan:
    """A sealed plan that HR may open with a reason."""
    return SEALED_RULES.find(Plan.objects.select_related(*PEOPLE), by=by, uid=uid, action="plan.open_sealed")


def opened_plan(by: Actor, uid: UUID | str, *, today: date) -> SealOpening:
    """An opening that the actor made today: what it shows closes with the day."""
    rows = SealOpening.objects.select_related(*(f"plan__{name}" for name in PEOPLE))
    row = rows.filter(uid=uid, opened_by_id=by.person_id or 0, opened_on=today).first()
    if row is None:
        raise NotFound
    SEALED_RULES.demand(row.plan, by=by, action="plan.open_sealed")
    return row


def get_evidence_file(by: Actor, uid: UUID | str) -> EvidenceFile:
    """An evidence file that the actor may download: the view is the actor's own, or the actor is HR."""
    rows = EvidenceFile.objects.select_related("file", *(f"plan__{name}" for name in PEOPLE))
    row = rows.filter(uid=uid).first()
    if row is None:
        raise NotFound
    RULES.demand(row.plan, by=by, action="plan.evidence")
    own = {"employee": row.plan.person_id, "manager": row.plan.person.manager_id}
    if by.person_id in own.values() and own.get(row.role) != by.person_id:
        raise NotFound
    return row
