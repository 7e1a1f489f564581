"""Writing a roster: everything in one transaction, dated from the day of the import, each person audited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from jingjin.audit.public import record
from jingjin.core.models import Company
from jingjin.org.actions.closures import rebuild_closures
from jingjin.org.actions.naming import name_parts, search_text
from jingjin.org.actions.people import Position, create_entity, create_person, create_unit, set_manager
from jingjin.org.actions.roster.diff import PLAIN, WORK, RosterPlan, RosterRow, plan_roster, unit_parts
from jingjin.org.models import Assignment, Entity, Person, Unit

if TYPE_CHECKING:
    from datetime import date

    from jingjin.core.actor import Actor
    from jingjin.intake.public import Job


@transaction.atomic
def apply_roster(job: Job) -> RosterPlan:
    """Write what `plan_roster` says and rebuild the closures. The caller has checked right and findings."""
    plan = plan_roster(job)
    units, entities = _Units(job.by), _Entities(job.by, plan.entity)
    people = {number: person for number, person in plan.stored.items() if person.left_on is None}
    for row in plan.added:
        people[row.number] = _add(job, row, units, entities)
    for row, changes in plan.changed:
        _change(job, plan.stored[row.number], row, set(changes), units)
    _connect(job, plan, people)
    for person in plan.gone:
        leave(by=job.by, person=person, day=job.today)
    rebuild_closures(day=job.today)
    return plan


class _Units:
    """Finds or makes units by their path below the company's top unit."""

    def __init__(self, by: Actor) -> None:
        self._by = by
        self._all = list(Unit.objects.filter(closed_on=None))

    def of(self, path: str | None) -> Unit | None:
        """The unit of a path; a bare name that only one unit has is that unit, wherever it stands."""
        if not path:
            return None
        parts = unit_parts(path)
        named = [unit for unit in self._all if unit.name == parts[0]]
        if len(parts) == 1 and len(named) == 1:
            return named[0]
        unit = self._top()
        for part in parts[1:] if parts[0] == unit.name else parts:
            unit = self._below(unit, part)
        return unit

    def _top(self) -> Unit:
        for unit in self._all:
            if unit.parent_id is None:
                return unit
        return self._make(Company.objects.get().name, None)

    def _below(self, parent: Unit, name: str) -> Unit:
        for unit in self._all:
            if unit.parent_id == parent.pk and unit.name == name:
                return unit
        return self._make(name, parent)

    def _make(self, name: str, parent: Unit | None) -> Unit:
        unit = create_unit(by=self._by, name=name, parent=parent)
        self._all.append(unit)
        return unit


class _Entities:
    """Finds or makes contracting entities by name; without a name it is the company's first."""

    def __init__(self, by: Actor, usual: Entity | None) -> None:
        self._by, self._usual = by, usual
        self._all = {entity.name: entity for entity in Entity.objects.all()}

    def of(self, name: str | None) -> Entity:
        """The entity of this name."""
        if not name and self._usual is not None:
            return self._usual
        wanted = name or Company.objects.get().name
        if wanted not in self._all:
            self._all[wanted] = create_entity(by=self._by, name=wanted)
        self._usual = self._usual or self._all[wanted]
        return self._all[wanted]


def _position(row: RosterRow, units: _Units, person: Person | None = None) -> Position:
    """The position that a row means: what it leaves out stays as it was."""
    values = {key: row.values.get(key) or (getattr(person, key) if person else "") for key in WORK}
    unit = units.of(row.values.get("unit")) or (person.unit if person else None)
    return Position(
        unit=unit, title_en=person.title_en if person and person.title == values["title"] else "", **values
    )


def _add(job: Job, row: RosterRow, units: _Units, entities: _Entities) -> Person:
    values = row.values
    plain = {key: values[key] for key in PLAIN if key not in {"name", "employment"} and values.get(key)}
    return create_person(
        by=job.by,
        entity=entities.of(values.get("entity")),
        number=row.number,
        name=row.name,
        position=_position(row, units),
        since=values.get("hired_on") or job.today,
        employment=values.get("employment") or "regular",
        **plain,
    )


def _change(job: Job, person: Person, row: RosterRow, changed: set[str], units: _Units) -> None:
    for key in changed & set(PLAIN):
        setattr(person, key, row.values[key])
    if "name" in changed:
        parts = name_parts(person.name)
        person.family, person.given = parts.family, parts.given
        person.pinyin, person.initials = parts.pinyin, parts.initials
    if changed & {"unit", *WORK}:
        move(by=job.by, person=person, position=_position(row, units, person), since=job.today)
    person.search = search_text(person, person.unit)
    person.store()
    record(person.uid, "person.changed", by=job.by, facts={"fields": sorted(changed)})


def move(*, by: Actor, person: Person, position: Position, since: date) -> None:
    """Let the person work in another position from `since` on; the earlier one ends the day before."""
    rows = Assignment.objects.filter(person=person)
    rows.filter(period__startswith__gte=since).delete()
    for row in rows.filter(period__contains=since):
        row.period = DateRange(row.period.lower, since)
        row.save(update_fields=["period"])
    Assignment.objects.create(person=person, period=DateRange(since, None), **vars(position))
    for key, value in vars(position).items():
        setattr(person, key, value)


def _connect(job: Job, plan: RosterPlan, people: dict[str, Person]) -> None:
    """Set the managers last, when everybody exists; from hiring for new people, from today for the others."""
    new = {row.number for row in plan.added}
    for row in plan.rows:
        number = row.number
        person = people.get(number)
        manager = people.get(plan.lines.managers.get(number) or "")
        if person is None or manager is None or person.manager_id == manager.pk:
            continue
        since = (person.hired_on if number in new else None) or job.today
        set_manager(by=job.by, person=person, manager=manager, since=since)


@transaction.atomic
def leave(*, by: Actor, person: Person, day: date) -> None:
    """Mark somebody as left on `day`: found by HR only from then on, and without a line."""
    person.left_on = day
    person.store()
    record(person.uid, "person.left", by=by, facts={"on": day.isoformat()})
