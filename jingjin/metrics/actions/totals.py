"""The kept periods: recomputed from current samples for what a batch touched, never spread, never guessed.

A day indicator is rolled to weeks; every other one keeps its own period. A unit's own figures win over
those made from its people; people count for the unit they worked in when the period began.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from jingjin.metrics.words import ADDITIVE
from jingjin.org.public import unit_pairs, unit_stays

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.backends.utils import CursorWrapper

    from jingjin.metrics.models import Batch

# Rows whose current value, or the days it covers, changed.
CHANGED = "(r.step IN ('new', 'newer') OR (r.step = 'same' AND r.recovers AND r.current_id IS NOT NULL))"
KEPT = "date_trunc(CASE WHEN {rhythm} = 'day' THEN 'week' ELSE {rhythm} END, {day}::timestamp)"
KEPT_LENGTH = """CASE {rhythm} WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months'
  ELSE interval '1 week' END"""

# Periods to work out again: those that several samples make.
TOUCHED = f"""
CREATE TEMP TABLE metrics_touched ON COMMIT DROP AS
SELECT metric_id, person_id, unit_id, kept::date AS period_start,
       (kept + {KEPT_LENGTH.format(rhythm="rhythm")})::date - 1 AS period_end
FROM (
  SELECT DISTINCT r.metric_id, r.rhythm, r.person_id, r.unit_id,
    {KEPT.format(rhythm="r.rhythm", day="r.period_start")} AS kept
  FROM metrics_row r JOIN metrics_metric m ON m.id = r.metric_id
  WHERE {CHANGED} AND (m.keyed OR m.period = 'day')
) r"""  # noqa: S608 - built from the constants above

# One sample is the whole period: its row is its total.
_AS_IT_IS = """
SELECT r.metric_id, r.{subject}, r.period_start, r.value, r.target,
  CASE WHEN m.aggregation = 'ratio' AND r.value IS NOT NULL THEN COALESCE(r.weight, 1) END,
  CASE WHEN r.value IS NULL THEN 0 ELSE 1 END,
  r.covers_from = r.period_start AND r.covers_until = r.period_end,
  CASE WHEN r.value IS NULL THEN r.period_start ELSE r.covers_until END, %(fetched_at)s,
  {version}, {batch}{more}
FROM metrics_row r
JOIN metrics_metric m ON m.id = r.metric_id {known}
WHERE {which} AND r.{subject} IS NOT NULL AND NOT m.keyed AND m.period <> 'day'"""

_CURRENT = """JOIN metrics_sample s ON s.is_current AND s.{subject} = r.{subject} AND s.metric_id = r.metric_id
  AND s.period_start = r.period_start AND s.external_key = ''"""

# Each value of a group has its turn by the indicator's aggregation; 6 digits is what the columns keep.
_VALUE = """round(CASE m.aggregation
    WHEN 'sum' THEN sum(s.{column})
    WHEN 'mean' THEN avg(s.{column})
    WHEN 'ratio' THEN sum(s.{column} * COALESCE(s.weight, 1))
      / NULLIF(sum(COALESCE(s.weight, 1)) FILTER (WHERE s.{column} IS NOT NULL), 0)
    ELSE (array_agg(s.{column} ORDER BY s.period_start DESC, s.external_key DESC)
      FILTER (WHERE s.{column} IS NOT NULL))[1]
  END, 6)"""

_FROM_SAMPLES = f"""
SELECT t.metric_id, t.{{subject}}, t.period_start, {_VALUE.format(column="value")}, {_VALUE.format(column="target")},
  CASE WHEN m.aggregation = 'ratio' THEN sum(COALESCE(s.weight, 1)) FILTER (WHERE s.value IS NOT NULL) END,
  count(s.value),
  CASE WHEN m.period = 'day'
       THEN COALESCE(m.covered_from <= t.period_start AND m.covered_until >= t.period_end, false)
       ELSE min(s.covers_from) <= t.period_start AND max(s.covers_until) >= t.period_end END,
  COALESCE(max(s.covers_until) FILTER (WHERE s.value IS NOT NULL), t.period_start), max(s.seen_at), max(s.version), max(s.batch_id){{more}}
FROM metrics_touched t
JOIN metrics_metric m ON m.id = t.metric_id
JOIN metrics_sample s ON s.is_current AND s.{{subject}} = t.{{subject}} AND s.metric_id = t.metric_id
  AND s.period_start BETWEEN t.period_start AND t.period_end
GROUP BY t.metric_id, t.{{subject}}, t.period_start, t.period_end, m.aggregation, m.period, m.covered_from,
  m.covered_until"""  # noqa: S608 - built from the constants above

COLUMNS = ("value", "target", "weight", "n", "complete", "through", "as_of", "version", "batch_id")


def _as_it_is(subject: str, *, known: bool, more: str = "") -> str:
    """The totals of rows that were never heard of, or of those whose sample is known already."""
    if not known:
        new = {"which": "r.step = 'new'", "version": "1", "batch": "%(batch)s", "known": ""}
        return _AS_IT_IS.format(subject=subject, more=more, **new)
    return _AS_IT_IS.format(
        subject=subject,
        more=more,
        which=f"r.step <> 'new' AND {CHANGED}",
        version="s.version",
        batch="CASE WHEN r.step = 'same' THEN s.batch_id ELSE %(batch)s END",
        known=_CURRENT.format(subject=subject),
    )


def _insert(table: str, subject: str, query: str, *, more: tuple[str, ...] = ()) -> str:
    columns = ", ".join((*COLUMNS, *more))
    return f"INSERT INTO {table} (metric_id, {subject}, period_start, {columns}) {query}"


def _upsert(table: str, subject: str, query: str, *, more: tuple[str, ...] = (), unless: str = "") -> str:
    columns = (*COLUMNS, *more)
    return f"""{_insert(table, subject, query, more=more)}
ON CONFLICT ({subject}, metric_id, period_start) DO UPDATE
SET {", ".join(f"{name} = EXCLUDED.{name}" for name in columns)}
WHERE ({", ".join(f"{table}.{name}" for name in columns)})
  IS DISTINCT FROM ({", ".join(f"EXCLUDED.{name}" for name in columns)}){unless}"""


_PEOPLE = ("metrics_personperiod", "person_id")
_UNITS = ("metrics_unitperiod", "unit_id")
_OWN = ("from_people",)
OWN = (
    _insert(*_PEOPLE, _as_it_is("person_id", known=False)),
    _upsert(*_PEOPLE, _as_it_is("person_id", known=True)),
    _upsert(*_UNITS, _as_it_is("unit_id", known=False, more=", false"), more=_OWN),
    _upsert(*_UNITS, _as_it_is("unit_id", known=True, more=", false"), more=_OWN),
    _upsert(*_PEOPLE, _FROM_SAMPLES.format(subject="person_id", more="")),
    _upsert(*_UNITS, _FROM_SAMPLES.format(subject="unit_id", more=", false"), more=_OWN),
)

PERIODS = f"""
CREATE TEMP TABLE metrics_touched_period ON COMMIT DROP AS
SELECT DISTINCT metric_id, period_start FROM metrics_touched WHERE person_id IS NOT NULL
UNION SELECT DISTINCT r.metric_id, r.period_start FROM metrics_row r
JOIN metrics_metric m ON m.id = r.metric_id
WHERE {CHANGED} AND r.person_id IS NOT NULL AND NOT m.keyed AND m.period <> 'day'"""  # noqa: S608 - as above

# Coverage of a day indicator grew: weeks that were open may now be whole.
COMPLETE = """
WITH grown AS (
  UPDATE {table} t SET complete = true FROM metrics_metric m
  WHERE m.id = ANY(%(metrics)s) AND m.period = 'day' AND t.metric_id = m.id AND NOT t.complete
    AND t.period_start >= m.covered_from AND t.period_start + 6 <= m.covered_until
  RETURNING t.metric_id, t.{subject}, t.period_start)
INSERT INTO metrics_touched (metric_id, {subject}, period_start, period_end)
SELECT metric_id, {subject}, period_start, period_start + 6 FROM grown"""

# Whom each unit's totals count, and when: everybody of the unit and below it, by the dated stays. The first
# stay also counts for what came before it.
HOMES = """
CREATE TEMP TABLE metrics_home ON COMMIT DROP AS
WITH stay (person_id, unit_id, period) AS ({stays}), pair (ancestor_id, descendant_id) AS ({pairs})
SELECT s.person_id, p.ancestor_id AS unit_id,
  CASE WHEN lower(s.period) = min(lower(s.period)) OVER (PARTITION BY s.person_id)
    THEN '-infinity' ELSE lower(s.period) END AS since,
  COALESCE(upper(s.period), 'infinity') AS until
FROM stay s JOIN pair p ON p.descendant_id = s.unit_id"""

_PEOPLE_VALUE = f"""round(CASE
    WHEN m.aggregation = 'sum' OR (m.aggregation = 'last' AND m.kind IN ({", ".join(f"'{kind}'" for kind in ADDITIVE)}))
      THEN sum(p.{{column}})
    ELSE sum(p.{{column}} * COALESCE(p.weight, 1))
      / NULLIF(sum(COALESCE(p.weight, 1)) FILTER (WHERE p.{{column}} IS NOT NULL), 0)
  END, 6)"""
FROM_PEOPLE = _upsert(
    *_UNITS,
    f"""
SELECT p.metric_id, h.unit_id, p.period_start,
  {_PEOPLE_VALUE.format(column="value")}, {_PEOPLE_VALUE.format(column="target")},
  CASE WHEN m.aggregation = 'ratio' THEN sum(p.weight) FILTER (WHERE p.value IS NOT NULL) END,
  count(p.value), COALESCE(bool_and(p.complete) FILTER (WHERE p.value IS NOT NULL), false),
  COALESCE(min(p.through) FILTER (WHERE p.value IS NOT NULL), p.period_start),
  max(p.as_of), max(p.version), max(p.batch_id), true
FROM metrics_touched_period t
JOIN metrics_metric m ON m.id = t.metric_id
JOIN metrics_personperiod p ON p.metric_id = t.metric_id AND p.period_start = t.period_start
JOIN metrics_home h ON h.person_id = p.person_id AND p.period_start >= h.since AND p.period_start < h.until
GROUP BY p.metric_id, h.unit_id, p.period_start, m.aggregation, m.kind""",  # noqa: S608 - as above
    more=_OWN,
    unless=" AND metrics_unitperiod.from_people",
)


# Nobody counts for this unit in this period any more.
FORGET_LEFT = """
DELETE FROM metrics_unitperiod u USING metrics_touched_period t
WHERE u.from_people AND u.metric_id = t.metric_id AND u.period_start = t.period_start
  AND NOT EXISTS (
    SELECT FROM metrics_personperiod p JOIN metrics_home h
      ON h.person_id = p.person_id AND p.period_start >= h.since AND p.period_start < h.until
    WHERE p.metric_id = u.metric_id AND p.period_start = u.period_start AND h.unit_id = u.unit_id)"""


def refresh_totals(batch: Batch, *, covered: Collection[int]) -> None:
    """Bring up to date the kept periods that `metrics_row` touched, of people and of every unit above them.

    `covered` are the day indicators whose data now speak of more days.
    """
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED)
        cursor.execute("ANALYZE metrics_touched")
        for statement in OWN:
            cursor.execute(statement, {"fetched_at": batch.fetched_at, "batch": batch.pk})
        for table, subject in (("metrics_personperiod", "person_id"), ("metrics_unitperiod", "unit_id")):
            cursor.execute(COMPLETE.format(table=table, subject=subject), {"metrics": list(covered)})
    refresh_units()


def refresh_units() -> None:
    """Work out again the units' totals made from people, for the periods that changed for anybody."""
    with connection.cursor() as cursor:
        cursor.execute(PERIODS)
        refresh_homes(cursor)


def refresh_homes(cursor: CursorWrapper) -> None:
    """The same for the periods in `metrics_touched_period`."""
    stays, stay_params = unit_stays().query.sql_with_params()
    pairs, pair_params = unit_pairs().query.sql_with_params()
    cursor.execute(HOMES.format(stays=stays, pairs=pairs), (*stay_params, *pair_params))
    cursor.execute("ANALYZE metrics_touched_period, metrics_home")
    cursor.execute(FROM_PEOPLE)
