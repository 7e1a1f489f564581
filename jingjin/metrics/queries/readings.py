"""One value for an indicator, a subject and a span of days, with where it stands: what goals and plans read.

A period belongs to the span in which it begins; a monthly value is never spread over weeks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.utils.http import urlencode

from jingjin.core.addresses import address
from jingjin.metrics.words import FeedState, Period, ReadingState, by_language
from jingjin.org.public import numbered_people, unit_pairs

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from decimal import Decimal
    from typing import Any
    from uuid import UUID

    from django.db.models import QuerySet

    from jingjin.metrics.models import Metric

# An indicator without a source is typed by people: a week is on time.
RHYTHM_WITHOUT_FEED = 7
DAY = timedelta(days=1)


class ReadingKey(NamedTuple):
    """What to read: one of `person_id` and `unit_id`, over [start, end)."""

    metric_id: int
    person_id: int | None
    unit_id: int | None
    start: date
    end: date


@dataclass(frozen=True)
class Reading:
    """A value by the indicator's aggregation.

    `value` is empty when no period has one: not reported, never 0. `through` is the last day it speaks of;
    a late value counts up to that day. `at` is when the source last said so. `complete` is False when any
    of its `periods` is only partly covered. `url` opens "where does this come from?".
    """

    value: Decimal | None
    through: date | None
    state: ReadingState
    feed_name: str
    at: datetime | None
    version: int
    url: str
    target: Decimal | None = None
    complete: bool = False
    periods: int = 0


class _Line(NamedTuple):
    n: int
    metric_uid: UUID
    subject_uid: UUID
    period: str
    covered_until: date | None
    feed_name: str | None
    feed_name_en: str | None
    rhythm_days: int | None
    feed_state: str | None
    last_success_at: datetime | None
    value: Decimal | None
    target: Decimal | None
    periods: int
    complete: bool | None
    last_start: date | None
    through: date | None
    as_of: datetime | None
    version: int | None


_TOTAL = """CASE m.aggregation
    WHEN 'sum' THEN sum(p.{column})
    WHEN 'mean' THEN round(sum(p.{column} * p.n) / NULLIF(sum(p.n), 0), 6)
    WHEN 'ratio' THEN round(sum(p.{column} * p.weight) / NULLIF(sum(p.weight), 0), 6)
    ELSE (array_agg(p.{column} ORDER BY p.period_start DESC))[1]
  END"""
_PERIODS = """SELECT {subject} AS subject, period_start, value, target, weight, n, complete, through, as_of, version
    FROM {table} t WHERE t.{subject} = k.{subject} AND t.metric_id = k.metric_id AND t.value IS NOT NULL
      AND t.period_start >= k.first AND t.period_start < k.until AND t.period_start <= %s"""
_READ = f"""
WITH key AS (
  SELECT * FROM unnest(%s::int[], %s::bigint[], %s::bigint[], %s::bigint[], %s::date[], %s::date[])
    AS k(n, metric_id, person_id, unit_id, first, until)),
people (id, uid) AS ({{people}}), units (id, uid) AS ({{units}})
SELECT k.n, m.uid, COALESCE(people.uid, units.uid), m.period, m.covered_until,
  f.name, f.name_en, f.rhythm_days, f.state, f.last_success_at,
  {_TOTAL.format(column="value")}, {_TOTAL.format(column="target")}, count(p.subject), bool_and(p.complete),
  max(p.period_start), (array_agg(p.through ORDER BY p.period_start DESC))[1], max(p.as_of), max(p.version)
FROM key k
JOIN metrics_metric m ON m.id = k.metric_id
LEFT JOIN metrics_feed f ON f.id = m.feed_id
LEFT JOIN people ON people.id = k.person_id
LEFT JOIN units ON units.id = k.unit_id
LEFT JOIN LATERAL (
  {_PERIODS.format(subject="person_id", table="metrics_personperiod")}
  UNION ALL {_PERIODS.format(subject="unit_id", table="metrics_unitperiod")}
) p ON true
GROUP BY k.n, m.id, f.id, people.uid, units.uid"""  # noqa: S608 - built from the constants above


def readings_for(keys: Sequence[ReadingKey], as_of: date) -> dict[ReadingKey, Reading]:
    """The readings of many keys at once, as they stand on the day `as_of` (1 query)."""
    if not keys:
        return {}
    columns = [list(column) for column in zip(*keys, strict=True)]
    people, people_params = _uids(numbered_people().filter(pk__in=_known(columns[1])), "id", "uid")
    pairs = unit_pairs().filter(depth=0, descendant__in=_known(columns[2]))
    units, unit_params = _uids(pairs, "descendant_id", "descendant__uid")
    params = [list(range(len(keys))), *columns, *people_params, *unit_params, as_of, as_of]
    with connection.cursor() as cursor:
        cursor.execute(_READ.format(people=people, units=units), params)
        lines = [_Line(*row) for row in cursor.fetchall()]
    return {keys[line.n]: _reading(line, keys[line.n], as_of) for line in lines}


def _known(ids: list[int | None]) -> list[int]:
    """Never an empty list: Django refuses to compile a query that finds nothing."""
    return [key for key in set(ids) if key is not None] or [0]


def _uids(rows: QuerySet[Any, Any], *columns: str) -> tuple[str, tuple[Any, ...]]:
    return rows.values_list(*columns).query.sql_with_params()


def readings(
    metric: Metric, subjects: Collection[int], start: date, end: date, as_of: date
) -> dict[int, Reading]:
    """The readings of one indicator for people (their keys) over [start, end) (1 query)."""
    keys = [ReadingKey(metric.pk, person_id, None, start, end) for person_id in subjects]
    found = readings_for(keys, as_of)
    return {key.person_id: reading for key, reading in found.items() if key.person_id is not None}


def _reading(line: _Line, key: ReadingKey, as_of: date) -> Reading:
    through = _through(line, as_of)
    at = max((moment for moment in (line.as_of, line.last_success_at) if moment), default=None)
    return Reading(
        value=line.value,
        through=through,
        state=_state(line, through, key.end, as_of),
        feed_name=by_language(line.feed_name or "", line.feed_name_en or ""),
        at=at if line.periods else None,
        version=line.version or 0,
        url=lineage_url(line.metric_uid, line.subject_uid, key.start, key.end),
        target=line.target,
        complete=bool(line.complete),
        periods=line.periods,
    )


def lineage_url(metric_uid: UUID, subject_uid: UUID, start: date, end: date) -> str:
    """The address that answers "where does this come from?" for a number over [start, end)."""
    path = address("metrics:lineage", metric_uid, subject_uid)
    return f"{path}?{urlencode({'start': start.isoformat(), 'end': end.isoformat()})}"


def _through(line: _Line, as_of: date) -> date | None:
    """The last day spoken of. A day's figures also speak of the days without any, as far as the data go."""
    if line.last_start is None or line.through is None:
        return None
    through = line.through
    if line.period == Period.DAY and line.covered_until is not None:
        through = max(through, min(line.covered_until, Period.WEEK.last_day(line.last_start)))
    return min(through, as_of)


def _state(line: _Line, through: date | None, end: date, as_of: date) -> ReadingState:
    down = line.feed_state == FeedState.DOWN
    if through is None:
        return ReadingState.DOWN if down else ReadingState.NONE
    rhythm = Period(line.period)
    if through >= _ended(rhythm, end, as_of):
        return ReadingState.FRESH
    if down:
        return ReadingState.DOWN
    due = as_of - timedelta(days=line.rhythm_days or RHYTHM_WITHOUT_FEED)
    if through < _ended(rhythm, end, due) or line.feed_state == FeedState.LATE:
        return ReadingState.LATE
    return ReadingState.FRESH


def _ended(rhythm: Period, end: date, as_of: date) -> date:
    """The last day of the latest period that had ended before `as_of`, within the span."""
    latest = rhythm.first_day(as_of) - DAY
    return min(latest, rhythm.last_day(end - DAY))
