"""How well the cells of a column fit a field, before any mapping."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from jingjin.intake.reading.calendar_text import parse_date
from jingjin.intake.reading.codes import CellCode
from jingjin.intake.reading.numbers import Mark, find_mark, read_percent
from jingjin.intake.reading.period_text import parse_month, parse_span
from jingjin.intake.reading.problems import CellError
from jingjin.intake.reading.scalars import (
    is_nothing,
    read_choice,
    read_number,
    read_person_number,
    read_text,
    read_yes_no,
    spellings_of,
)
from jingjin.intake.reading.target import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jingjin.intake.reading.table import Value
    from jingjin.intake.reading.target import Field

_NUMBER_OF_A_PERSON = re.compile(r"[A-Za-z]{0,6}[-_]?\d[\w.-]{0,19}|[A-Za-z0-9_-]{2,20}")


def fit(values: Sequence[Value], field: Field) -> float | None:
    """The share of filled cells that a field could read; None for an empty column, which says nothing."""
    filled = [value for value in values if not is_nothing(value)]
    if not filled:
        return None
    reader = _reader(field, values)
    return sum(_readable(reader, value) for value in filled) / len(filled)


def _reader(field: Field, values: Sequence[Value]) -> Callable[[Value], object]:
    readers: dict[Kind, Callable[[Value], object]] = {
        Kind.NUMBER: partial(read_number, decimal_comma=find_mark(values) != Mark.POINT),
        Kind.PERCENT: read_percent,
        Kind.DATE: parse_date,
        Kind.MONTH: parse_month,
        Kind.PERIOD: lambda value: parse_span(value) or parse_date(value),
        Kind.BOOL: read_yes_no,
        Kind.PERSON_NUMBER: _person_number,
        Kind.TEXT: read_text,
    }
    if field.kind == Kind.CHOICE:
        spellings = spellings_of(field.choices)
        return lambda value: read_choice(value, spellings)
    return readers[field.kind]


def _person_number(value: Value) -> None:
    text = read_person_number(value)
    if text and not _NUMBER_OF_A_PERSON.fullmatch(text):
        raise CellError(CellCode.BAD_PERSON_NUMBER, text=text)


def _readable(reader: Callable[[Value], object], value: Value) -> bool:
    try:
        reader(value)
    except CellError:
        return False
    return True
