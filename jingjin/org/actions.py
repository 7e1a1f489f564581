"""Changing people, units and lines. Each function is one use-case: validated, one transaction, audited.

Callers inside the company: the roster import, the demo, the org pages and the API.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from pypinyin import Style, lazy_pinyin

from jingjin.audit.public import record
from jingjin.core.errors import Invalid
from jingjin.org.models import Assignment, ClosureDay, Entity, Person, Placement, Reporting, Unit
from jingjin.org.words import Employment, LineKind

if TYPE_CHECKING:
    from jingjin.core.actor import Actor

COMPOUND_FAMILIES = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
    "司徒",
)
# Family names read differently from the common sound of their character.
FAMILY_SOUNDS = {
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "解": "xie",
    "区": "ou",
    "查": "zha",
    "盖": "ge",
    "朴": "piao",
    "翟": "zhai",
    "乐": "yue",
    "任": "ren",
    "华": "hua",
    "葛": "ge",
    "覃": "qin",
    "缪": "miao",
    "尹": "yin",
}
OPEN_START = date(1900, 1, 1)


@dataclass(frozen=True)
class NameParts:
    """A name whole and in parts; pinyin as written in English pages ("Lin Zhixia")."""

    family: str
    given: str
    pinyin: str
    initials: str


def name_parts(name: str) -> NameParts:
    """Split a name and give its pinyin and initials; a guess that HR can correct."""
    if not any("一" <= char <= "鿿" for char in name):
        family, _sep, given = name.partition(",")
        given, family = (given.strip(), family.strip()) if given else (name, "")
        return NameParts(family, given, name, "".join(word[0] for word in name.split() if word).lower())
    size = 2 if name[:2] in COMPOUND_FAMILIES else 1
    family, given = name[:size], name[size:]
    family_sound = FAMILY_SOUNDS.get(family) or "".join(lazy_pinyin(family))
    sounds = lazy_pinyin(given, style=Style.NORMAL)
    pinyin = f"{family_sound.capitalize()} {''.join(sounds).capitalize()}".strip()
    initials = "".join(
        [*(sound[0] for sound in lazy_pinyin(family)), *(sound[0] for sound in sounds if sound)]
    )
    if size == 1:
        initials = family_sound[0] + initials[1:]
    return NameParts(family, given, pinyin, initials.lower())


def search_text(person: Person, unit: Unit | None) -> str:
    """What the directory searches: name, pinyin with and without blanks, initials, number, unit."""
    sound = person.pinyin.lower()
    parts = [person.name.lower(), sound, sound.replace(" ", ""), person.initials, person.number.lower()]
    if unit is not None:
        parts += [unit.name.lower(), unit.name_en.lower()]
    return " ".join(part for part in parts if part)


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
    parts = name_parts(name)
    person = Person(
        entity=entity,
        number=number,
        name=name,
        family=parts.family,
        given=parts.given,
        pinyin=pinyin or parts.pinyin,
        initials=parts.initials,
        employment=employment,
        **vars(position),
        **fields,
    )
    person.search = search_text(person, position.unit)
    person.save()
    Assignment.objects.create(person=person, period=DateRange(since, None), **vars(position))
    record(person.uid, "person.created", by=by, facts={"number_given": bool(number)})
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


CLOSURE_SQL = (
    "SELECT pg_advisory_xact_lock(%(lock)s, 1)",
    """UPDATE org_person SET manager_id = now_is.manager_id, version = version + 1
       FROM (SELECT p.id, r.manager_id FROM org_person p
             LEFT JOIN org_reporting r ON r.person_id = p.id AND r.kind = 'direct' AND r.period @> %(day)s::date
            ) now_is
       WHERE now_is.id = org_person.id AND org_person.manager_id IS DISTINCT FROM now_is.manager_id""",
    """UPDATE org_person SET unit_id = a.unit_id, title = a.title, title_en = a.title_en, grade = a.grade,
              place = a.place, region = a.region, line = a.line, version = version + 1
       FROM org_assignment a
       WHERE a.person_id = org_person.id AND a.period @> %(day)s::date
         AND (org_person.unit_id, org_person.title, org_person.grade, org_person.place, org_person.region,
              org_person.line) IS DISTINCT FROM (a.unit_id, a.title, a.grade, a.place, a.region, a.line)""",
    """UPDATE org_unit SET parent_id = pl.parent_id, version = version + 1
       FROM org_placement pl
       WHERE pl.unit_id = org_unit.id AND pl.period @> %(day)s::date
         AND org_unit.parent_id IS DISTINCT FROM pl.parent_id""",
    "DELETE FROM org_unitclosure",
    """INSERT INTO org_unitclosure (ancestor_id, descendant_id, depth)
       WITH RECURSIVE tree AS (
         SELECT id AS ancestor_id, id AS descendant_id, 0 AS depth FROM org_unit
         UNION ALL
         SELECT tree.ancestor_id, u.id, tree.depth + 1 FROM tree JOIN org_unit u ON u.parent_id = tree.descendant_id
         WHERE tree.depth < 60)
       SELECT ancestor_id, descendant_id, depth FROM tree""",
    "DELETE FROM org_lineclosure",
    """INSERT INTO org_lineclosure (manager_id, person_id, depth)
       WITH RECURSIVE line AS (
         SELECT manager_id, id AS person_id, 1 AS depth FROM org_person
         WHERE manager_id IS NOT NULL AND left_on IS NULL
         UNION ALL
         SELECT up.manager_id, line.person_id, line.depth + 1 FROM line JOIN org_person up ON up.id = line.manager_id
         WHERE up.manager_id IS NOT NULL AND line.depth < 60)
       SELECT manager_id, person_id, min(depth) FROM line GROUP BY manager_id, person_id""",
)


@transaction.atomic
def rebuild_closures(*, day: date, lock: int = 1) -> None:
    """Make today's unit, title, manager and the closures from the dated rows, for `day`, in one transaction."""
    with connection.cursor() as cursor:
        for statement in CLOSURE_SQL:
            cursor.execute(statement, {"day": day, "lock": lock})
    ClosureDay.objects.update_or_create(pk=1, defaults={"day": day})


def ensure_closures(*, day: date) -> None:
    """Rebuild when the closures hold for another day: called before the day's first request or task answers."""
    if ClosureDay.objects.filter(pk=1, day=day).exists():
        return
    rebuild_closures(day=day)
