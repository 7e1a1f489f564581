"""The progress of objectives from their parts, written in the transaction that changed a part.

The same sum as `scoring.rollup` (a property test compares them), made by the database: one UPDATE per level,
deepest first, and none above a goal that did not change, so never more than the tree is deep. The caller
holds the goals and their whole paths (`access.lock_goals`), so that no sibling's change is lost.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import connection

from jingjin.goals.scoring.measures import RATIO_PLACES
from jingjin.goals.words import COUNTED, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from jingjin.goals.models import Goal

# A division keeps the scale of its operands: 40 places before the one rounding to what is stored.
LEVEL_SQL = """
UPDATE goals_goal AS above
SET progress = total.progress, progress_raw = total.progress, expected = total.expected,
    incomplete = total.incomplete, part_count = total.part_count, value_through = total.value_through
FROM (
  SELECT parent.id,
    round(sum(part.weight * part.progress)::numeric(100, 40) / sum(part.weight) FILTER (WHERE has_value),
          %(places)s) AS progress,
    round((sum(part.weight * part.expected) FILTER (WHERE has_value))::numeric(100, 40)
          / sum(part.weight) FILTER (WHERE has_value), %(places)s) AS expected,
    COALESCE(bool_or(NOT has_value OR part.incomplete), false) AS incomplete,
    count(part.id) AS part_count,
    min(part.value_through) FILTER (WHERE has_value) AS value_through
  FROM goals_goal parent
  LEFT JOIN (SELECT *, progress IS NOT NULL AS has_value FROM goals_goal) part
    ON part.parent_id = parent.id AND part.state = ANY(%(counted)s) AND part.weight > 0
  WHERE parent.id = ANY(%(ids)s) AND parent.kind = %(objective)s
  GROUP BY parent.id
) AS total
WHERE above.id = total.id
  AND (above.progress, above.expected, above.incomplete, above.part_count, above.value_through)
      IS DISTINCT FROM (total.progress, total.expected, total.incomplete, total.part_count::int, total.value_through)
RETURNING above.id
"""


def roll_up(goals: Iterable[Goal], *, also: Sequence[Sequence[int]] = ()) -> None:
    """Bring everything above these goals up to date; `also` are paths they hung under before a move."""
    parent_of: dict[int, int] = {}
    dirty: defaultdict[int, set[int]] = defaultdict(set)
    for path in [*(goal.path for goal in goals), *also]:
        parent_of.update(zip(path[1:], path, strict=False))
        if path:
            dirty[len(path) - 1].add(path[-1])
    for depth in range(max(dirty, default=-1), -1, -1):
        for key in _write_level(dirty[depth]):
            if key in parent_of:
                dirty[depth - 1].add(parent_of[key])


def _write_level(keys: Collection[int]) -> list[int]:
    """Write the objectives among these; returns those that changed."""
    if not keys:
        return []
    params: dict[str, Any] = {
        "ids": list(keys),
        "counted": [str(state) for state in COUNTED],
        "objective": str(Kind.OBJECTIVE),
        "places": RATIO_PLACES,
    }
    with connection.cursor() as cursor:
        cursor.execute(LEVEL_SQL, params)
        return [row[0] for row in cursor.fetchall()]
