"""From staged text to rows with keys, numbers and a verdict: what is new, unchanged, or a problem.

Everything is one statement per step over the whole batch. `metrics_row` holds one line per staged row:
`problem` says why it cannot be stored; else `step` says what becomes of it:

- `new`: nothing was known,
- `newer`: the source changed its mind; the current version steps back,
- `older`: a correction that arrived after a later word; kept as an older version,
- `same`: known already; `recovers` says that it now speaks of more or fewer days of its period.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from jingjin.metrics.words import BatchKind
from jingjin.org.public import named_units, numbered_people

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from django.db.backends.utils import CursorWrapper
    from django.db.models import QuerySet

    from jingjin.metrics.models import Batch

LOCK_SPACE = 7_101
DECIMAL = r"^[+-]?(\d{1,14}(\.\d*)?|\.\d+)([eE][+-]?\d)?$"
LIMIT = 10**14

# One writer at a time per indicator; writers of other indicators never wait.
LOCK = """
SELECT pg_advisory_xact_lock(%(space)s, id::int) FROM (
  SELECT id FROM metrics_metric WHERE key IN (SELECT DISTINCT metric FROM metrics_stage) ORDER BY id
) named"""

# A number may have had several holders: each has it until the day of leaving, the last one ever after.
# Two people employed with the same number (of two entities) cannot be told apart.
NUMBERS = """
CREATE TEMP TABLE metrics_number ON COMMIT DROP AS
WITH people (id, number, name, left_on) AS ({people}),
named AS (
  SELECT id, number, left_on FROM people
  WHERE number IN (SELECT DISTINCT person FROM metrics_stage WHERE person_key IS NULL)
),
open AS (SELECT number FROM named WHERE left_on IS NULL GROUP BY number HAVING count(*) > 1)
SELECT number, id, COALESCE(lag(left_on) OVER holders + 1, '-infinity') AS since,
       CASE WHEN lead(id) OVER holders IS NULL THEN 'infinity' ELSE left_on END AS until
FROM named WHERE number NOT IN (SELECT number FROM open)
WINDOW holders AS (PARTITION BY number ORDER BY left_on NULLS LAST, id)
UNION ALL SELECT number, NULL, '-infinity', 'infinity' FROM open"""

UNITS = """
CREATE TEMP TABLE metrics_unitname ON COMMIT DROP AS
WITH units (id, code, name) AS ({units}),
named AS (
  SELECT code AS label, id FROM units WHERE code <> ''
  UNION SELECT name, id FROM units
)
SELECT label, min(id) AS id FROM named
WHERE label IN (SELECT DISTINCT unit FROM metrics_stage WHERE unit_key IS NULL)
GROUP BY label HAVING count(*) = 1"""

ROWS = """
CREATE TEMP TABLE metrics_row ON COMMIT DROP AS
WITH read AS (
  SELECT s.ord, s.row_no, s.external_key, s.person, s.unit, s.metric, s.period, s.day,
         s.value AS value_text, s.target AS target_text, s.weight AS weight_text, s.raw,
         m.id AS metric_id, m.period AS rhythm, m.lowest, m.highest,
         COALESCE(s.person_key, n.id) AS person_id, n.number,
         CASE WHEN s.person_key IS NULL AND s.person IS NULL THEN COALESCE(s.unit_key, u.id) END AS unit_id,
         date_trunc(m.period, s.day::timestamp)::date AS period_start,
         (date_trunc(m.period, s.day::timestamp)
          + CASE m.period WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || m.period)::interval END
         )::date - 1 AS period_end,
         CASE WHEN s.value ~ %(decimal)s THEN round(s.value::numeric, 6) END AS value,
         CASE WHEN s.target ~ %(decimal)s THEN round(s.target::numeric, 6) END AS target,
         CASE WHEN s.weight ~ %(decimal)s THEN round(s.weight::numeric, 6) END AS weight
  FROM metrics_stage s
  LEFT JOIN metrics_metric m ON m.key = s.metric
  LEFT JOIN metrics_number n
    ON s.person_key IS NULL AND n.number = s.person AND COALESCE(s.day, 'infinity') BETWEEN n.since AND n.until
  LEFT JOIN metrics_unitname u ON s.unit_key IS NULL AND u.label = s.unit
),
judged AS (
  SELECT *,
    LEAST(GREATEST(COALESCE(%(covers_from)s, period_start), period_start), period_end) AS covers_from,
    GREATEST(LEAST(COALESCE(%(covers_until)s, %(fetched_on)s::date - 1), period_end), period_start) AS covers_until,
    CASE
    WHEN metric_id IS NULL THEN 'metric_unknown'
    WHEN day IS NULL THEN 'date_bad'
    WHEN value_text IS NOT NULL AND period_start > %(fetched_on)s THEN 'date_future'
    WHEN person IS NOT NULL AND person_id IS NULL AND number IS NULL THEN 'person_unknown'
    WHEN person IS NOT NULL AND person_id IS NULL THEN 'person_ambiguous'
    WHEN unit IS NOT NULL AND person_id IS NULL AND unit_id IS NULL THEN 'unit_unknown'
    WHEN person_id IS NULL AND unit_id IS NULL THEN 'subject_missing'
    WHEN value_text IS NULL AND target_text IS NULL THEN 'value_missing'
    WHEN value_text IS NOT NULL AND (value IS NULL OR abs(value) >= %(limit)s) THEN 'value_not_number'
    WHEN weight_text IS NOT NULL AND (weight IS NULL OR abs(weight) >= %(limit)s) THEN 'value_not_number'
    WHEN target_text IS NOT NULL AND (target IS NULL OR abs(target) >= %(limit)s) THEN 'target_not_number'
    WHEN value < lowest OR value > highest THEN 'out_of_range'
  END AS problem
  FROM read
)
SELECT j.*, COALESCE(p.id, u.id) AS current_id, NULL::text AS others,
  COALESCE(p.seen_at, u.seen_at) < %(fetched_at)s AND (
    COALESCE(p.covers_from, u.covers_from) <> j.covers_from
    OR COALESCE(p.covers_until, u.covers_until) <> j.covers_until) AS recovers,
  CASE
    WHEN j.problem IS NOT NULL THEN NULL
    WHEN p.id IS NULL AND u.id IS NULL THEN 'new'
    WHEN COALESCE(p.value, u.value) IS NOT DISTINCT FROM j.value
     AND COALESCE(p.target, u.target) IS NOT DISTINCT FROM j.target
     AND COALESCE(p.weight, u.weight) IS NOT DISTINCT FROM j.weight THEN 'same'
    WHEN COALESCE(p.seen_at, u.seen_at) <= %(fetched_at)s THEN 'newer'
    ELSE 'older'
  END AS step
FROM judged j
LEFT JOIN metrics_sample p ON p.is_current AND p.person_id = j.person_id AND p.metric_id = j.metric_id
  AND p.period_start = j.period_start AND p.external_key = j.external_key
LEFT JOIN metrics_sample u ON u.is_current AND u.unit_id = j.unit_id AND u.metric_id = j.metric_id
  AND u.period_start = j.period_start AND u.external_key = j.external_key"""

# Rows of one batch that speak of the same number: all rows when they differ, the first when they agree.
DOUBLES = """
CREATE TEMP TABLE metrics_double ON COMMIT DROP AS
SELECT metric_id, person_id, unit_id, period_start, external_key, min(ord) AS first,
       string_agg(COALESCE(row_no, ord)::text, ', ' ORDER BY ord) AS rows,
       count(DISTINCT (value, target, weight)) > 1 AS contradict
FROM metrics_row WHERE problem IS NULL
GROUP BY metric_id, person_id, unit_id, period_start, external_key HAVING count(*) > 1"""

DOUBLE_ROWS = """
UPDATE metrics_row r SET
  problem = CASE WHEN d.contradict THEN 'contradiction' END,
  step = CASE WHEN d.contradict THEN NULL ELSE 'same' END,
  current_id = NULL, others = d.rows
FROM metrics_double d
WHERE r.problem IS NULL AND r.metric_id = d.metric_id AND r.period_start = d.period_start
  AND r.external_key = d.external_key AND r.person_id IS NOT DISTINCT FROM d.person_id
  AND r.unit_id IS NOT DISTINCT FROM d.unit_id AND (d.contradict OR r.ord <> d.first)"""

# A replayed row may contradict what the same batch stored before.
AGAINST_OWN_BATCH = """
UPDATE metrics_row r SET problem = 'contradiction', step = NULL,
  others = concat_ws(', ', c.row_no::text, r.row_no::text)
FROM metrics_sample c
WHERE r.step = 'newer' AND c.id = r.current_id AND c.batch_id = %(batch)s"""

# Known already: an older version says the same and either this word is not newer, or a person corrected it since.
KNOWN = """
UPDATE metrics_row r SET step = 'same', current_id = NULL
FROM metrics_sample c JOIN metrics_batch b ON b.id = c.batch_id
WHERE r.step IN ('newer', 'older') AND c.id = r.current_id
  AND (r.step = 'older' OR (b.kind = %(manual)s AND %(kind)s <> %(manual)s))
  AND EXISTS (
    SELECT FROM metrics_sample o
    WHERE NOT o.is_current AND o.metric_id = r.metric_id AND o.period_start = r.period_start
      AND o.person_id IS NOT DISTINCT FROM r.person_id AND o.unit_id IS NOT DISTINCT FROM r.unit_id
      AND o.external_key = r.external_key AND o.value IS NOT DISTINCT FROM r.value
      AND o.target IS NOT DISTINCT FROM r.target AND o.weight IS NOT DISTINCT FROM r.weight)"""

SCRATCH = ("metrics_number", "metrics_unitname", "metrics_row", "metrics_double", "metrics_touched")


def resolve(batch: Batch, *, fetched_on: date) -> None:
    """Turn the staged rows into `metrics_row`, locked against other writers of the same indicators."""
    params: dict[str, Any] = {
        "batch": batch.pk,
        "kind": batch.kind,
        "manual": BatchKind.MANUAL,
        "decimal": DECIMAL,
        "limit": LIMIT,
        "fetched_at": batch.fetched_at,
        "fetched_on": fetched_on,
        "covers_from": batch.covers_from,
        "covers_until": batch.covers_until,
    }
    with connection.cursor() as cursor:
        cursor.execute(LOCK, {"space": LOCK_SPACE})
        cursor.execute(f"DROP TABLE IF EXISTS {', '.join(f'pg_temp.{name}' for name in SCRATCH)}")
        _with_queryset(cursor, NUMBERS, people=numbered_people())
        _with_queryset(cursor, UNITS, units=named_units())
        for statement in (ROWS, DOUBLES, DOUBLE_ROWS, AGAINST_OWN_BATCH, KNOWN):
            cursor.execute(statement, params)
        cursor.execute("ANALYZE metrics_row")


def _with_queryset(cursor: CursorWrapper, statement: str, **rows: QuerySet[Any, Any]) -> None:
    """Run a statement whose one placeholder is another area's queryset: its rows never leave the database."""
    ((name, queryset),) = rows.items()
    sql, params = queryset.query.sql_with_params()
    cursor.execute(statement.format(**{name: sql}), params)
