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

# One writer at a time per indicator; writers of other indicators never wait.
LOCK = """
SELECT pg_advisory_xact_lock(%(space)s, id::int) FROM (
  SELECT id FROM metrics_metric WHERE key IN (SELECT DISTINCT metric FROM metrics_stage) ORDER BY id
) named"""

# A number may have had several holders: each has it until the day of leaving, the last one ever after.
# Two people employed with the same number (of two entities) cannot be told apart. What is nobody's number may be
# somebody's name, if one person alone is called so (of those employed, when there are any).
PEOPLE = """
CREATE TEMP TABLE metrics_who ON COMMIT DROP AS
WITH people (id, number, name, left_on) AS ({people}),
named AS (
  SELECT id, number, left_on FROM people
  WHERE number IN (SELECT DISTINCT person FROM metrics_stage WHERE person_key IS NULL)
),
open AS (SELECT number FROM named WHERE left_on IS NULL GROUP BY number HAVING count(*) > 1)
SELECT NULL::bigint AS key, number, id, COALESCE(lag(left_on) OVER holders + 1, '-infinity') AS since,
       CASE WHEN lead(id) OVER holders IS NULL THEN 'infinity' ELSE left_on END AS until
FROM named WHERE number NOT IN (SELECT number FROM open)
WINDOW holders AS (PARTITION BY number ORDER BY left_on NULLS LAST, id)
UNION ALL SELECT NULL, number, NULL, '-infinity', 'infinity' FROM open
UNION ALL
SELECT NULL, asked.person, CASE WHEN count(*) = 1 THEN min(p.id) END, '-infinity', 'infinity'
FROM (SELECT DISTINCT person FROM metrics_stage WHERE person_key IS NULL) asked
JOIN people p ON lower(p.name) = lower(asked.person)
WHERE NOT EXISTS (SELECT FROM named WHERE named.number = asked.person)
  AND (p.left_on IS NULL OR NOT EXISTS (
    SELECT FROM people q WHERE lower(q.name) = lower(asked.person) AND q.left_on IS NULL))
GROUP BY asked.person
UNION ALL SELECT id, NULL, id, NULL, NULL FROM people WHERE id IN (SELECT DISTINCT person_key FROM metrics_stage)"""

UNITS = """
CREATE TEMP TABLE metrics_which ON COMMIT DROP AS
WITH units (id, code, name) AS ({units}),
named AS (
  SELECT code AS label, id FROM units WHERE code <> ''
  UNION SELECT name, id FROM units
)
SELECT NULL::bigint AS key, label, min(id) AS id FROM named
WHERE label IN (SELECT DISTINCT unit FROM metrics_stage WHERE unit_key IS NULL)
GROUP BY label HAVING count(*) = 1
UNION ALL SELECT id, NULL, id FROM units WHERE id IN (SELECT DISTINCT unit_key FROM metrics_stage)"""

# Few days are spoken of in many rows: what follows from the day is worked out once for each.
DAYS = """
CREATE TEMP TABLE metrics_day ON COMMIT DROP AS
SELECT d.*,
  LEAST(GREATEST(COALESCE(%(covers_from)s, period_start), period_start), period_end) AS covers_from,
  GREATEST(LEAST(COALESCE(%(covers_until)s, %(fetched_on)s::date - 1), period_end), period_start) AS covers_until
FROM (
  SELECT m.key AS metric, s.day,
    date_trunc(m.period, s.day::timestamp)::date AS period_start,
    (date_trunc(m.period, s.day::timestamp)
     + CASE m.period WHEN 'quarter' THEN interval '3 months' ELSE ('1 ' || m.period)::interval END
    )::date - 1 AS period_end
  FROM (SELECT DISTINCT metric, day FROM metrics_stage) s JOIN metrics_metric m ON m.key = s.metric
) d"""

ROWS = """
CREATE TEMP TABLE metrics_row ON COMMIT DROP AS
WITH read AS (
  SELECT s.ord, s.row_no, s.external_key, s.value, s.target, s.weight, s.unread,
    sha256(convert_to(COALESCE(s.raw, concat_ws('|', s.metric, s.person, s.person_key, s.unit, s.unit_key, s.day,
      s.value, s.target, s.weight, s.external_key)), 'UTF8')) AS raw_hash,
    m.id AS metric_id, m.period AS rhythm, m.lowest, m.highest, d.period_start, d.period_end, d.covers_from, d.covers_until,
    s.day, s.person, s.unit, n.number, COALESCE(k.id, n.id) AS person_id,
    CASE WHEN s.person_key IS NULL AND s.person IS NULL THEN COALESCE(v.id, u.id) END AS unit_id
  FROM metrics_stage s
  LEFT JOIN metrics_metric m ON m.key = s.metric
  LEFT JOIN metrics_day d ON d.metric = s.metric AND d.day = s.day
  LEFT JOIN metrics_who k ON k.key = s.person_key
  LEFT JOIN metrics_who n
    ON s.person_key IS NULL AND n.number = s.person AND COALESCE(s.day, 'infinity') BETWEEN n.since AND n.until
  LEFT JOIN metrics_which v ON v.key = s.unit_key
  LEFT JOIN metrics_which u ON s.unit_key IS NULL AND u.label = s.unit
),
judged AS (
  SELECT *, CASE
    WHEN metric_id IS NULL THEN 'metric_unknown'
    WHEN day IS NULL THEN 'date_bad'
    WHEN value IS NOT NULL AND period_start > %(fetched_on)s THEN 'date_future'
    WHEN person_id IS NULL AND person IS NOT NULL AND number IS NOT NULL THEN 'person_ambiguous'
    WHEN person_id IS NULL AND person IS NOT NULL THEN 'person_unknown'
    WHEN person_id IS NULL AND unit_id IS NULL AND unit IS NOT NULL THEN 'unit_unknown'
    WHEN person_id IS NULL AND unit_id IS NULL THEN 'subject_missing'
    WHEN unread IS NOT NULL AND (unread ? 'value' OR unread ? 'weight') THEN 'value_not_number'
    WHEN unread IS NOT NULL AND unread ? 'target' THEN 'target_not_number'
    WHEN value IS NULL AND target IS NULL THEN 'value_missing'
    WHEN value < lowest OR value > highest THEN 'out_of_range'
  END AS problem
  FROM read
)
SELECT j.ord, j.row_no, j.metric_id, j.rhythm, j.person_id, j.unit_id, j.period_start, j.period_end, j.external_key,
  j.value, j.target, j.weight, j.raw_hash, j.covers_from, j.covers_until, j.problem,
  c.id AS current_id, NULL::text AS others,
  c.seen_at < %(fetched_at)s
    AND (c.covers_from <> j.covers_from OR c.covers_until <> j.covers_until) AS recovers,
  CASE
    WHEN j.problem IS NOT NULL THEN NULL
    WHEN c.id IS NULL THEN 'new'
    WHEN c.value IS NOT DISTINCT FROM j.value AND c.target IS NOT DISTINCT FROM j.target
     AND c.weight IS NOT DISTINCT FROM j.weight THEN 'same'
    WHEN c.seen_at <= %(fetched_at)s THEN 'newer'
    ELSE 'older'
  END AS step
FROM judged j
LEFT JOIN LATERAL (
  SELECT id, value, target, weight, seen_at, covers_from, covers_until FROM metrics_sample s
  WHERE s.is_current AND s.person_id = j.person_id AND s.metric_id = j.metric_id
    AND s.period_start = j.period_start AND s.external_key = j.external_key
  UNION ALL
  SELECT id, value, target, weight, seen_at, covers_from, covers_until FROM metrics_sample s
  WHERE s.is_current AND s.unit_id = j.unit_id AND s.metric_id = j.metric_id
    AND s.period_start = j.period_start AND s.external_key = j.external_key
  LIMIT 1
) c ON true"""

# Rows of one batch that speak of the same number: all rows when they differ, the first when they agree.
DOUBLES = """
CREATE TEMP TABLE metrics_double ON COMMIT DROP AS
SELECT metric_id, person_id, unit_id, period_start, external_key, min(ord) AS first,
       (SELECT string_agg(n::text, ', ' ORDER BY n) FROM unnest(array_agg(COALESCE(row_no, ord))) n) AS rows,
       min(value) IS DISTINCT FROM max(value) OR count(value) NOT IN (0, count(*))
       OR min(target) IS DISTINCT FROM max(target) OR count(target) NOT IN (0, count(*))
       OR min(weight) IS DISTINCT FROM max(weight) OR count(weight) NOT IN (0, count(*)) AS contradict
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

SCRATCH = (
    *("metrics_who", "metrics_which", "metrics_day", "metrics_row", "metrics_double", "metrics_touched"),
    *("metrics_touched_period", "metrics_home"),
)


def resolve(batch: Batch, *, fetched_on: date) -> None:
    """Turn the staged rows into `metrics_row`, locked against other writers of the same indicators."""
    params: dict[str, Any] = {
        "batch": batch.pk,
        "kind": batch.kind,
        "manual": BatchKind.MANUAL,
        "fetched_at": batch.fetched_at,
        "fetched_on": fetched_on,
        "covers_from": batch.covers_from,
        "covers_until": batch.covers_until,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '10min'")  # a large batch may take longer than a page
        cursor.execute(LOCK, {"space": LOCK_SPACE})
        cursor.execute(f"DROP TABLE IF EXISTS {', '.join(f'pg_temp.{name}' for name in SCRATCH)}")
        _with_queryset(cursor, PEOPLE, people=numbered_people())
        _with_queryset(cursor, UNITS, units=named_units())
        cursor.execute(DAYS, params)
        cursor.execute("ANALYZE metrics_who, metrics_which, metrics_day")
        for statement in (ROWS, DOUBLES, DOUBLE_ROWS, AGAINST_OWN_BATCH, KNOWN):
            cursor.execute(statement, params)
        cursor.execute("ANALYZE metrics_row (metric_id, period_start, current_id, step)")


def _with_queryset(cursor: CursorWrapper, statement: str, **rows: QuerySet[Any, Any]) -> None:
    """Run a statement whose one placeholder is another area's queryset: its rows never leave the database."""
    ((name, queryset),) = rows.items()
    sql, params = queryset.query.sql_with_params()
    cursor.execute(statement.format(**{name: sql}), params)
