"""Rows on their way in: their shape, and how they reach the database by COPY."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

CHUNK_LINES = 2_000
EMPTY = r"\N"
ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", "\0": ""})

LARGEST = Decimal(10) ** 14

STAGE = """
CREATE TEMP TABLE metrics_stage (
  ord bigint, row_no integer, person_key bigint, person text, unit_key bigint, unit text, metric text, day date,
  value numeric(20,6), target numeric(20,6), weight numeric(20,6), external_key text, raw text, unread jsonb
) ON COMMIT DROP"""


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One value as a source says it.

    `metric` is the indicator's key. `person` is an employee number (or, failing that, a name), or a person's key when it is an int;
    `unit` is a unit's code or name, or its key. `period_start` is any day of the period. Numbers may be
    text as long as they are plain decimals; what is no number or day becomes a problem of the row. `weight` is the base of a ratio. `external_key` tells several
    records of one period apart. `raw` is the record as the source had it.
    """

    metric: str
    period_start: date | str
    value: Decimal | str | int | None
    person: str | int | None = None
    unit: str | int | None = None
    target: Decimal | str | int | None = None
    weight: Decimal | str | int | None = None
    external_key: str = ""
    row_no: int | None = None
    raw: Mapping[str, Any] | None = None


def stage(rows: Iterable[tuple[int, SampleRow]]) -> None:
    """Copy the rows, numbered by the caller, into the transaction's staging table."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.metrics_stage")
        cursor.execute(STAGE)
        with cursor.copy("COPY metrics_stage FROM STDIN") as copy:
            for chunk in _chunks(rows):
                copy.write(chunk)
        cursor.execute("ANALYZE metrics_stage")


def _chunks(rows: Iterable[tuple[int, SampleRow]]) -> Iterator[str]:
    lines: list[str] = []
    for position, row in rows:
        lines.append(_line(position, row))
        if len(lines) == CHUNK_LINES:
            yield "".join(lines)
            lines.clear()
    yield "".join(lines)


def _line(position: int, row: SampleRow) -> str:
    unread: dict[str, str] = {}
    day = _day(row.period_start)
    if day is None:
        unread["period"] = str(row.period_start)
    value = _number("value", row.value, unread)
    target = _number("target", row.target, unread)
    weight = _number("weight", row.weight, unread)
    person_key, person = _key_or_text(row.person)
    unit_key, unit = _key_or_text(row.unit)
    return (
        f"{position}\t{EMPTY if row.row_no is None else row.row_no}\t{person_key}\t{person}\t{unit_key}\t{unit}\t"
        f"{_text(row.metric)}\t{day or EMPTY}\t{value}\t{target}\t{weight}\t"
        f"{row.external_key.translate(ESCAPES)}\t{_json(row.raw)}\t{_json(unread or None)}\n"
    )


def _key_or_text(value: str | int | None) -> tuple[int | str, str]:
    return (value, EMPTY) if isinstance(value, int) else (EMPTY, _text(value))


def _text(value: str | None) -> str:
    return value.strip().translate(ESCAPES) or EMPTY if value else EMPTY


def _number(name: str, value: Decimal | str | int | None, unread: dict[str, str]) -> str:
    """The number as COPY reads it; what is no number, or too large to keep, is noted under its name."""
    if value is None or value == "":
        return EMPTY
    try:
        number = value if isinstance(value, Decimal) else Decimal(value)
    except InvalidOperation:
        unread[name] = str(value)
        return EMPTY
    if number.is_finite() and -LARGEST < number < LARGEST:
        return str(number)
    unread[name] = str(value)
    return EMPTY


def _json(value: Mapping[str, Any] | None) -> str:
    if value is None:
        return EMPTY
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).translate(ESCAPES)


@lru_cache(maxsize=4096)
def _day(value: date | str) -> str | None:
    """The ISO day; None for what is no day."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        return None
