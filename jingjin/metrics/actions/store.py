"""Writing resolved rows: versions, quarantine, and the counts that must add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

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
  %(batch)s, r.row_no,
  sha256(convert_to(COALESCE(r.raw, concat_ws('|', r.metric, COALESCE(r.person, r.person_id::text),
    COALESCE(r.unit, r.unit_id::text), r.period, r.value_text, r.target_text, r.weight_text, r.external_key)),
    'UTF8')),
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
  {fields}, COALESCE(r.raw::jsonb, '{{}}'), r.problem, {params}, 'open'
FROM metrics_row r WHERE r.problem IS NOT NULL ORDER BY r.ord"""

STILL_OPEN = """
UPDATE metrics_quarantinedrow q SET code = r.problem, params = {params}, fields = {fields}, version = q.version + 1
FROM metrics_row r WHERE r.problem IS NOT NULL AND q.id = r.ord"""

# What a person may correct, as text, and what the sentence about the problem needs.
FIELDS = """jsonb_strip_nulls(jsonb_build_object(
  'metric', r.metric, 'person', r.person, 'person_id', CASE WHEN r.person IS NULL THEN r.person_id END,
  'unit', r.unit, 'unit_id', CASE WHEN r.unit IS NULL THEN r.unit_id END, 'period', r.period,
  'value', r.value_text, 'target', r.target_text, 'weight', r.weight_text,
  'external_key', NULLIF(r.external_key, '')))"""
PARAMS = """jsonb_strip_nulls(jsonb_build_object(
  'metric', r.metric, 'person', r.person, 'unit', r.unit, 'period', r.period, 'value', r.value_text,
  'target', r.target_text, 'lowest', trim_scale(r.lowest)::text, 'highest', trim_scale(r.highest)::text,
  'rows', r.others))"""

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
