"""Changing people, units and lines. Each function is one use-case: validated, one transaction, audited.

Callers inside the company: the roster import, the demo, the org pages and the API.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core.errors import Invalid
from jingjin.org.actions.naming import name_parts, search_text
from jingjin.org.models import Assignment, Entity, Person, Placement, Reporting, Unit
from jingjin.org.words import Employment, LineKind

if TYPE_CHECKING:
    from jingjin.core.actor import Actor

OPEN_START = date(1900, 1, 1)


@transaction.atomic
def create_entity(*, by: Actor, name: str, name_en: str = "") -> Entity:
    """Add a contracting entity; HR admin or system. Raises Invalid when the name is empty or taken."""
    if not name.strip():
        raise Invalid(fields={"name": _("Enter the employer's full legal name.")})
    if Entity.objects.filter(name=name).exists():
        raise Invalid(fields={"name": _("This contracting entity exists already.")})
    entity = Entity.objects.create(name=name.strip(), name_en=name_en.strip())
    record(entity.uid, "entity.created", by=by, facts={})
    return entity


@transaction.atomic
def create_unit(
    *, by: Actor, name: str, parent: Unit | None, since: date = OPEN_START, name_en: str = "", code: str = ""
) -> Unit:
    """Add a unit below `parent` from a day on. The closures know it after `rebuild_closures`."""
    unit = Unit.objects.create(name=name, name_en=name_en, code=code, parent=parent)
    Placement.objects.create(unit=unit, parent=parent, period=DateRange(since, None))
    record(unit.uid, "unit.created", by=by, facts={"parent": str(parent.uid) if parent else None})
    return unit


@dataclass(frozen=True)
class Position:
    """Where and as what somebody works."""

    unit: Unit | None = None
    title: str = ""
    title_en: str = ""
    grade: str = ""
    place: str = ""
    region: str = ""
    line: str = ""


@transaction.atomic
def create_person(
    *,
    by: Actor,
    entity: Entity,
    number: str,
    name: str,
    position: Position,
    since: date = OPEN_START,
    pinyin: str = "",
    employment: str = Employment.REGULAR,
    **fields: Any,
) -> Person:
    """Add somebody who works here from `since` on. `fields` are plain columns of Person (mail, mobile, dates)."""
    person = unsaved_person(entity, number, name, position, pinyin=pinyin, employment=employment, **fields)
    person.save()
    Assignment.objects.create(person=person, period=DateRange(since, None), **vars(position))
    record(person.uid, "person.created", by=by, facts={"number_given": bool(number)})
    return person


def unsaved_person(
    entity: Entity, number: str, name: str, position: Position, *, pinyin: str = "", **fields: Any
) -> Person:
    """The row of a person with name parts, search text and the columns that repeat the position of today."""
    parts = name_parts(name)
    person = Person(
        entity=entity,
        number=number,
        name=name,
        family=parts.family,
        given=parts.given,
        pinyin=pinyin or parts.pinyin,
        initials=parts.initials,
        **vars(position),
        **fields,
    )
    person.search = search_text(person, position.unit)
    return person


@transaction.atomic
def end_employment(*, by: Actor, person: Person, last_day: date) -> Person:
    """Somebody works here until `last_day`. Their position and lines end; nothing about them is removed.

    The closures follow at the next `rebuild_closures`. Raises Invalid when they left already.
    """
    if person.left_on is not None:
        raise Invalid(_("%(name)s has left already.") % {"name": person.name})
    after = last_day + timedelta(days=1)
    for assignment in Assignment.objects.filter(person=person, period__contains=after):
        assignment.period = DateRange(assignment.period.lower, after)
        assignment.save(update_fields=["period"])
    for line in Reporting.objects.filter(person=person, period__contains=after):
        line.period = DateRange(line.period.lower, after)
        line.save(update_fields=["period"])
    person.left_on = last_day
    person.manager = None
    person.store()
    record(person.uid, "person.left", by=by, facts={"last_day": last_day.isoformat()})
    return person


@transaction.atomic
def set_manager(*, by: Actor, person: Person, manager: Person | None, since: date) -> None:
    """Let `manager` be the direct manager from `since` on. Raises Invalid when that would close a circle.

    The closures follow at the next `rebuild_closures`.
    """
    above, seen = manager, {person.pk}
    while above is not None:
        if above.pk in seen:
            raise Invalid(
                fields={
                    "manager": _("%(name)s would stand above and below this person.") % {"name": above.name}
                }
            )
        seen.add(above.pk)
        above = above.manager
    rows = Reporting.objects.filter(person=person, kind=LineKind.DIRECT)
    rows.filter(period__startswith__gte=since).delete()
    for row in rows.filter(period__contains=since):
        row.period = DateRange(row.period.lower, since)
        row.save(update_fields=["period"])
    if manager is not None:
        Reporting.objects.create(
            person=person, manager=manager, kind=LineKind.DIRECT, period=DateRange(since, None)
        )
    person.manager = manager
    person.store()
    record(
        person.uid,
        "person.manager",
        by=by,
        facts={"manager": str(manager.uid) if manager else None, "since": since.isoformat()},
    )
