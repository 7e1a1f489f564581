"""The doors to people and units: nobody outside this area fetches a row raw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.errors import NotFound
from jingjin.org.models import Person, Unit
from jingjin.org.rules import RULES, is_hr_of_unit

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from jingjin.core.actor import Actor


def people_for(
    by: Actor, action: str = "person.find", *, among: QuerySet[Person] | None = None
) -> QuerySet[Person]:
    """The people (of all, or `among` these) on whom the actor may do `action`; by default those they can find in
    the directory."""
    return RULES.rows(Person.objects.all() if among is None else among, by=by, action=action)


def get_person(by: Actor, uid: UUID | str, action: str = "person.find") -> Person:
    """The person, if the actor may do `action`; NotFound or Denied otherwise."""
    rows = Person.objects.select_related("unit", "manager", "entity")
    return RULES.find(rows, by=by, uid=uid, action=action)


def get_unit(by: Actor, uid: UUID | str) -> Unit:
    """A unit of the company; every signed-in person may see the tree."""
    unit = Unit.objects.filter(uid=uid).first() if by.account_id is not None else None
    if unit is None:
        raise NotFound
    return unit


def units_for(by: Actor) -> QuerySet[Unit]:
    """The open units with people in them that the actor oversees as HR, by name (1 query)."""
    rows = Unit.objects.filter(is_hr_of_unit("id").q(by), closed_on=None)
    return rows.filter(id__in=Person.objects.filter(left_on=None).values("unit_id")).order_by("name", "id")


def may(by: Actor, person: Person, action: str) -> bool:
    """Whether the actor may do `action` on this loaded person (at most 1 query per relation, remembered)."""
    return RULES.allows(person, by=by, action=action)
