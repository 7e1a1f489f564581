"""Writing resolved rows: versions, quarantine, and the counts that must add up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

from jingjin.metrics.words import problem_text

if TYPE_CHECKING:
    from datetime import datetime

    from jingjin.metrics.models import Batch

STEP_BACK = """
UPDATE metrics_sample s SET is_current = false FROM metrics_row r WHERE r.step = 'newer' AND s.id = r.current_id"""

INSERT = """
INSERT INTO metrics_sample (
  metric_id, person_id, unit_id, period_start, external_key, value, target, weight, batch_id, row_no, raw_hash,
  version, is_current, is_evidence, seen_at, covers_from, covers_until)
SELECT r.metric_id, r.person_id, r.unit_id, r.period_start, r.external_key, r.value, r.target, r.weight,
  %(batch)s, r.row_no, r.raw_hash,
  CASE WHEN r.step = 'new' THEN 1 ELSE 1 + (
    SELECT max(o.version) FROM metrics_sample o
    WHERE o.metric_id = r.metric_id AND o.period_start = r.period_start
      AND o.person_id IS NOT DISTINCT FROM r.person_id AND o.unit_id IS NOT DISTINCT FROM r.unit_id
      AND o.external_key = r.external_key) END,
  r.step <> 'older', false, %(fetched_at)s, r.covers_from, r.covers_until
FROM metrics_row r WHERE r.step IN ('new', 'newer', 'older')"""

# The latest word decides what a value covers, and protects it from corrections older than that word.
CONFIRM = """
UPDATE metrics_sample s
SET seen_at = %(fetched_at)s, covers_from = r.covers_from, covers_until = r.covers_until
FROM metrics_row r
WHERE r.step = 'same' AND s.id = r.current_id AND s.seen_at < %(fetched_at)s"""

QUARANTINE = """
INSERT INTO metrics_quarantinedrow (
  uid, version, created_at, batch_id, row_no, fields, raw, code, params, state)
SELECT gen_random_uuid(), 1, %(now)s, %(batch)s, r.row_no,
  {fields}, COALESCE(s.raw::jsonb, '{{}}'), r.problem, {params}, 'open'
FROM metrics_row r JOIN metrics_stage s ON s.ord = r.ord WHERE r.problem IS NOT NULL ORDER BY r.ord"""

STILL_OPEN = """
UPDATE metrics_quarantinedrow q SET code = r.problem, params = {params}, fields = {fields}, version = q.version + 1
FROM metrics_row r JOIN metrics_stage s ON s.ord = r.ord WHERE r.problem IS NOT NULL AND q.id = r.ord"""

# What a person may correct, as text, and what the sentence about the problem needs.
FIELDS = """jsonb_strip_nulls(jsonb_build_object(
  'metric', s.metric, 'person', s.person, 'person_id', s.person_key, 'unit', s.unit, 'unit_id', s.unit_key,
  'period', s.day, 'value', trim_scale(s.value)::text, 'target', trim_scale(s.target)::text,
  'weight', trim_scale(s.weight)::text, 'external_key', NULLIF(s.external_key, ''))) || COALESCE(s.unread, '{}')"""
PARAMS = """(SELECT jsonb_strip_nulls(jsonb_build_object(
  'metric', s.metric, 'person', COALESCE(s.person, s.person_key::text), 'unit', COALESCE(s.unit, s.unit_key::text),
  'period', s.day, 'value', COALESCE(s.unread ->> 'weight', trim_scale(s.value)::text),
  'target', trim_scale(s.target)::text, 'lowest', trim_scale(m.lowest)::text,
  'highest', trim_scale(m.highest)::text, 'rows', r.others)) || COALESCE(s.unread, '{}')
  FROM (SELECT) here LEFT JOIN metrics_metric m ON m.id = r.metric_id)"""

COUNTS = """
SELECT count(*), count(*) FILTER (WHERE step IN ('new', 'newer', 'older')), count(*) FILTER (WHERE step = 'same'),
       count(*) FILTER (WHERE problem IS NOT NULL) FROM metrics_row"""


class Counts(NamedTuple):
    """received = stored + unchanged + quarantined."""

    received: int
    stored: int
    unchanged: int
    quarantined: int


def write_samples(batch: Batch) -> Counts:
    """Write the new and changed versions, confirm the unchanged ones; give the counts."""
    params: dict[str, Any] = {"batch": batch.pk, "fetched_at": batch.fetched_at}
    with connection.cursor() as cursor:
        for statement in (STEP_BACK, INSERT, CONFIRM):
            cursor.execute(statement, params)
        cursor.execute(COUNTS)
        return Counts(*cursor.fetchone())


def quarantine(batch: Batch, *, now: datetime) -> None:
    """Keep the problem rows of a new batch, in the order of the file."""
    with connection.cursor() as cursor:
        cursor.execute(QUARANTINE.format(fields=FIELDS, params=PARAMS), {"batch": batch.pk, "now": now})


def keep_open() -> list[int]:
    """After a replay: say what is still wrong with the rows that failed again; give their keys."""
    with connection.cursor() as cursor:
        cursor.execute(STILL_OPEN.format(fields=FIELDS, params=PARAMS))
        cursor.execute("SELECT ord FROM metrics_row WHERE problem IS NOT NULL")
        return [key for (key,) in cursor.fetchall()]


def first_problem() -> str:
    """The sentence about the first row that could not be stored."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT r.problem, {PARAMS} FROM metrics_row r JOIN metrics_stage s ON s.ord = r.ord "  # noqa: S608
            "WHERE r.problem IS NOT NULL ORDER BY r.ord LIMIT 1"
        )
        code, params = cursor.fetchone()
    return problem_text(code, json.loads(params))
