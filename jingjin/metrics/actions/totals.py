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

KEPT = "date_trunc(CASE WHEN {rhythm} = 'day' THEN 'week' ELSE {rhythm} END, {day}::timestamp)"
KEPT_LENGTH = """CASE {rhythm} WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months'
  ELSE interval '1 week' END"""

TOUCHED = f"""
CREATE TEMP TABLE metrics_touched ON COMMIT DROP AS
SELECT metric_id, person_id, unit_id, kept::date AS period_start,
       (kept + {KEPT_LENGTH.format(rhythm="rhythm")})::date - 1 AS period_end
FROM (
  SELECT DISTINCT r.metric_id, r.rhythm, r.person_id, r.unit_id,
    {KEPT.format(rhythm="r.rhythm", day="r.period_start")} AS kept
  FROM metrics_row r
  WHERE r.step IN ('new', 'newer') OR (r.step = 'same' AND r.recovers AND r.current_id IS NOT NULL)
) r"""  # noqa: S608 - built from the constants above

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
  CASE WHEN m.period = 'day' THEN m.covered_from <= t.period_start AND m.covered_until >= t.period_end
       ELSE min(s.covers_from) <= t.period_start AND max(s.covers_until) >= t.period_end END,
  COALESCE(max(s.covers_until) FILTER (WHERE s.value IS NOT NULL), t.period_start), max(s.seen_at), max(s.version), max(s.batch_id){{more}}
FROM metrics_touched t
JOIN metrics_metric m ON m.id = t.metric_id
JOIN metrics_sample s ON s.is_current AND s.{{subject}} = t.{{subject}} AND s.metric_id = t.metric_id
  AND s.period_start BETWEEN t.period_start AND t.period_end
GROUP BY t.metric_id, t.{{subject}}, t.period_start, t.period_end, m.aggregation, m.period, m.covered_from,
  m.covered_until"""  # noqa: S608 - built from the constants above

COLUMNS = ("value", "target", "weight", "n", "complete", "through", "as_of", "version", "batch_id")


def _upsert(table: str, subject: str, query: str, *, more: tuple[str, ...] = ()) -> str:
    columns = (*COLUMNS, *more)
    return f"""
INSERT INTO {table} (metric_id, {subject}, period_start, {", ".join(columns)}) {query}
ON CONFLICT ({subject}, metric_id, period_start) DO UPDATE
SET {", ".join(f"{name} = EXCLUDED.{name}" for name in columns)}
WHERE ({", ".join(f"{table}.{name}" for name in columns)})
  IS DISTINCT FROM ({", ".join(f"EXCLUDED.{name}" for name in columns)})"""


PERSONS = _upsert("metrics_personperiod", "person_id", _FROM_SAMPLES.format(subject="person_id", more=""))
UNITS = _upsert(
    "metrics_unitperiod",
    "unit_id",
    _FROM_SAMPLES.format(subject="unit_id", more=", false"),
    more=("from_people",),
)

# Coverage of a day indicator grew: weeks that were open may now be whole.
COMPLETE = """
WITH grown AS (
  UPDATE {table} t SET complete = true FROM metrics_metric m
  WHERE m.id = ANY(%(metrics)s) AND m.period = 'day' AND t.metric_id = m.id AND NOT t.complete
    AND t.period_start >= m.covered_from AND t.period_start + 6 <= m.covered_until
  RETURNING t.metric_id, t.{subject}, t.period_start)
INSERT INTO metrics_touched (metric_id, {subject}, period_start, period_end)
SELECT metric_id, {subject}, period_start, period_start + 6 FROM grown"""

FROM_PEOPLE = _upsert(
    "metrics_unitperiod",
    "unit_id",
    """
WITH stay (person_id, unit_id, period) AS ({stays}),
pair (ancestor_id, descendant_id) AS ({pairs}),
started AS (SELECT person_id, min(lower(period)) AS day FROM stay GROUP BY person_id),
worked AS (
  SELECT p.*, s.unit_id FROM metrics_personperiod p
  JOIN (SELECT DISTINCT metric_id, period_start FROM metrics_touched WHERE person_id IS NOT NULL) t
    ON t.metric_id = p.metric_id AND t.period_start = p.period_start
  JOIN started b ON b.person_id = p.person_id
  JOIN stay s ON s.person_id = p.person_id AND s.period @> GREATEST(p.period_start, b.day)
)
SELECT w.metric_id, a.ancestor_id, w.period_start, {value}, {target},
  CASE WHEN m.aggregation = 'ratio' THEN sum(w.weight) FILTER (WHERE w.value IS NOT NULL) END,
  count(w.value), COALESCE(bool_and(w.complete) FILTER (WHERE w.value IS NOT NULL), false),
  COALESCE(min(w.through) FILTER (WHERE w.value IS NOT NULL), w.period_start), max(w.as_of), max(w.version), max(w.batch_id), true
FROM worked w
JOIN metrics_metric m ON m.id = w.metric_id
JOIN pair a ON a.descendant_id = w.unit_id
LEFT JOIN metrics_unitperiod own ON NOT own.from_people AND own.unit_id = a.ancestor_id
  AND own.metric_id = w.metric_id AND own.period_start = w.period_start
WHERE own.id IS NULL
GROUP BY w.metric_id, a.ancestor_id, w.period_start, m.aggregation, m.kind""",
    more=("from_people",),
)
_PEOPLE_VALUE = f"""round(CASE
    WHEN m.aggregation = 'sum' OR (m.aggregation = 'last' AND m.kind IN ({", ".join(f"'{kind}'" for kind in ADDITIVE)}))
      THEN sum(w.{{column}})
    ELSE sum(w.{{column}} * COALESCE(w.weight, 1))
      / NULLIF(sum(COALESCE(w.weight, 1)) FILTER (WHERE w.{{column}} IS NOT NULL), 0)
  END, 6)"""


def refresh_totals(*, metrics: Collection[int]) -> None:
    """Recompute the kept periods that `metrics_row` touched, of people and of every unit above them."""
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED)
        cursor.execute("ANALYZE metrics_touched")
        cursor.execute(PERSONS)
        cursor.execute(UNITS)
        for table, subject in (("metrics_personperiod", "person_id"), ("metrics_unitperiod", "unit_id")):
            cursor.execute(COMPLETE.format(table=table, subject=subject), {"metrics": list(metrics)})
    refresh_units()


def refresh_units() -> None:
    """Recompute the units' totals made from people, for the periods in `metrics_touched`."""
    stays, stay_params = unit_stays().query.sql_with_params()
    pairs, pair_params = unit_pairs().query.sql_with_params()
    statement = FROM_PEOPLE.format(
        stays=stays,
        pairs=pairs,
        value=_PEOPLE_VALUE.format(column="value"),
        target=_PEOPLE_VALUE.format(column="target"),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, (*stay_params, *pair_params))
