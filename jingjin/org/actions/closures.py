"""Making what the dated rows say for one day: current unit, title and manager, and the two closures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db import connection, transaction

from jingjin.org.models import ClosureDay

if TYPE_CHECKING:
    from datetime import date

CHECKED, CHECKED_FOR = "org.closure_day", 60  # seconds this process trusts what it last saw
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
    cache.delete(CHECKED)
    with connection.cursor() as cursor:
        for statement in CLOSURE_SQL:
            cursor.execute(statement, {"day": day, "lock": lock})
    ClosureDay.objects.update_or_create(pk=1, defaults={"day": day})


def ensure_closures(*, day: date) -> None:
    """Rebuild when the closures hold for another day: called before the day's first request or task answers.

    The day is part of what is remembered, so that no process answers after midnight with yesterday's closures.
    """
    if cache.get(CHECKED) == day:
        return
    if not ClosureDay.objects.filter(pk=1, day=day).exists():
        rebuild_closures(day=day)
    cache.set(CHECKED, day, CHECKED_FOR)
