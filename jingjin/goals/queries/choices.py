"""What the goal form offers: for whom, under which goal, in which period. Never the staff list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from jingjin.core.errors import NotFound
from jingjin.goals.access import goals_for, may, periods_for
from jingjin.goals.models import Goal
from jingjin.goals.queries.lines import name_of
from jingjin.goals.words import COUNTED, Level, State
from jingjin.org.public import (
    direct_reports,
    get_person,
    get_unit,
    own_person,
    unit_name,
    unit_path,
)

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from jingjin.core.actor import Actor
    from jingjin.goals.models import Period
    from jingjin.org.public import Person, Unit

MOST_PARENTS = 100


Choice = tuple[Level, "Unit | None", "Person | None"]


def owner_choices(by: Actor, *, also: str = "") -> dict[str, tuple[str, Choice]]:
    """For whom the actor may write a goal: themselves, direct reports, the units they lead, the company.

    By key (`unit:UID`, `person:UID`, `company`): the name, and who it is. `also` is one more key, taken over
    where it is allowed. At most 3 queries without it.
    """
    me = own_person(by)
    reports = list(direct_reports(by.person_id or 0).select_related("unit"))
    found: dict[str, tuple[str, Choice]] = {}
    if me is not None:
        found[f"person:{me.uid}"] = (_("Myself"), (Level.PERSON, None, me))
    for person in reports:
        found[f"person:{person.uid}"] = (name_of(person), (Level.PERSON, None, person))
    for unit in {person.unit.pk: person.unit for person in reports if person.unit}.values():
        found[f"unit:{unit.uid}"] = (unit_name(unit), (Level.UNIT, unit, None))
    if may(by, Goal(level=Level.COMPANY), "goal.create"):
        found["company"] = (_("Company"), (Level.COMPANY, None, None))
    if also and also not in found and (choice := _allowed(by, also)):
        found[also] = choice
    return found


def _allowed(by: Actor, key: str) -> tuple[str, Choice] | None:
    """The owner of a key for whom the actor may write a goal; None otherwise."""
    try:
        level, unit, person = owner_of(by, key)
    except NotFound:
        return None
    if not may(by, Goal(level=level, unit=unit, person=person), "goal.create"):
        return None
    label = unit_name(unit) if unit else name_of(person) if person else _("Company")
    return label, (level, unit, person)


def owner_of(by: Actor, key: str) -> Choice:
    """Whose goal a key of `owner_choices` means. Raises NotFound for one the actor can't find."""
    level, _sep, uid = key.partition(":")
    try:
        if level == Level.PERSON:
            return Level.PERSON, None, get_person(by, uid)
        if level == Level.UNIT:
            return Level.UNIT, get_unit(by, uid), None
    except ValueError:
        raise NotFound from None
    if key != Level.COMPANY:
        raise NotFound
    return Level.COMPANY, None, None


def person_name(by: Actor, uid: str) -> str:
    """The name shown for a person already chosen; empty for nobody (1 query)."""
    try:
        person = responsible_of(by, uid)
    except NotFound:
        return ""
    return name_of(person) if person else ""


def responsible_of(by: Actor, uid: str) -> Person | None:
    """The person whom a form named as responsible; None for nobody. Raises NotFound for somebody unknown."""
    try:
        return get_person(by, uid) if uid else None
    except ValueError:
        raise NotFound from None


def parent_choices(by: Actor, owner: Choice | None) -> QuerySet[Goal]:
    """Goals that one of this owner can hang under: the owner's own, those of the units above, the company's."""
    if owner is None:
        return Goal.objects.none()
    level, unit, person = owner
    home = person.unit if person else unit
    above = [each.pk for each in unit_path(home)] if home else []
    allowed = Q(level=Level.COMPANY)
    if level != Level.COMPANY:
        allowed |= Q(level=Level.UNIT, unit_id__in=above)
    if person is not None:
        allowed |= Q(level=Level.PERSON, person=person)
    open_ = goals_for(by).filter(allowed, state__in=[*COUNTED, State.DRAFT], ended_at=None)
    return open_.order_by("level", "title")[:MOST_PARENTS]


def period_choices(by: Actor, today: date) -> QuerySet[Period]:
    """The periods that are not over, the running one first."""
    return periods_for(by).filter(end__gt=today).order_by("start", "end")
