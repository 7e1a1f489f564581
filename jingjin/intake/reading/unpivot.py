"""Wide tables: one row per person, one column per month or per indicator, made into one record per cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from jingjin.intake.reading.answers import Known
from jingjin.intake.reading.calendar_text import NoYear, make_date, parse_month
from jingjin.intake.reading.codes import QuestionCode
from jingjin.intake.reading.looks import is_number
from jingjin.intake.reading.parse import mapped_columns, parse_rows, problems_of, read_field, year_hint
from jingjin.intake.reading.problems import CellError, Example, Option, Question
from jingjin.intake.reading.scalars import is_nothing
from jingjin.intake.reading.sensitive import find_sensitive
from jingjin.intake.reading.target import Field, Kind
from jingjin.intake.reading.text import narrow, split_unit
from jingjin.intake.reading.totals import is_total

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict
    from collections.abc import Sequence
    from datetime import date

    from jingjin.intake.reading.mapping import Mapping
    from jingjin.intake.reading.problems import Decision, Problem
    from jingjin.intake.reading.series import FieldValue
    from jingjin.intake.reading.sheet import Column, Sheet
    from jingjin.intake.reading.table import Value
    from jingjin.intake.reading.target import Target

YEAR_OF_COLUMNS = f"{QuestionCode.YEAR}:columns"
_MOSTLY = 0.8
_BARE_NUMBER = re.compile(r"\d{1,5}")  # as a head a day, a rank or a year; 202601 is a month


class ValueColumn(NamedTuple):
    """A column of numbers: its indicator's name and unit ("" where the head is only a month), and its month."""

    column: Column
    indicator: str
    unit: str
    month: date | None


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """The columns of numbers of a wide table, those left out as totals, and the year when it must be asked."""

    columns: tuple[ValueColumn, ...]
    totals: tuple[Column, ...] = ()
    questions: tuple[Question, ...] = ()


class LongRecord(NamedTuple):
    """One cell of a wide table: `keys` are the mapped fields of its row; `value` is never a blank."""

    row: int
    column: int
    keys: dict[str, FieldValue]
    indicator: str
    month: date | None
    value: FieldValue


@dataclass(slots=True)
class LongRecords:
    """What a wide table says; `empty` counts the cells in which nothing is reported."""

    records: list[LongRecord] = field(default_factory=list)
    empty: int = 0
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def value_columns(
    sheet: Sheet, target: Target, mapping: Mapping, *, today: date, answers: Dict[str, str] | None = None
) -> ValueColumns:
    """The columns of a wide table that hold numbers: neither mapped nor sensitive nor sums of the others.

    A head of two rows gives indicator and month in either order. Months without a year ("5月") wait for the year
    of the first such column under the key "year:columns"; where they start again the next year begins.
    """
    mapped = {column.number for column in mapped_columns(sheet, target, mapping).values()}
    found = [c for c in sheet.columns if c.number not in mapped and _holds_numbers(c, sheet.values(c.number))]
    totals = tuple(c for c in found if is_total(c.name) or is_total(c.group))
    parted = [(c, *_parts(c)) for c in found if c not in totals]
    year = (answers or {}).get(YEAR_OF_COLUMNS)
    unsettled = [(c, month) for c, _, month in parted if isinstance(month, NoYear)]
    questions = (_year_question(*unsettled[0], sheet, today),) if unsettled and year is None else ()
    months = _settled([month for _, _, month in parted], int(year) if year else None)
    columns = tuple(
        ValueColumn(c, *split_unit(name), month) for (c, name, _), month in zip(parted, months, strict=True)
    )
    return ValueColumns(columns, totals, questions)


def _holds_numbers(column: Column, values: Sequence[Value]) -> bool:
    """Mostly numbers, or nothing yet under a month; never a sensitive column."""
    if not column.name or find_sensitive(column.title, values):
        return False
    filled = [value for value in values if not is_nothing(value)]
    if not filled:
        return any(_month(part) for part in (column.name, column.group))
    return sum(is_number(_bare(value)) for value in filled) >= len(filled) * _MOSTLY


def _bare(value: Value) -> Value:
    return narrow(value).removesuffix("%") if isinstance(value, str) else value


def _parts(column: Column) -> tuple[str, date | NoYear | None]:
    """The indicator's name and the month that a column's head says."""
    named, grouped = _month(column.name), _month(column.group)
    if named:
        return (column.group if not grouped else ""), _joined(named, grouped, column.group)
    return column.name, grouped


def _joined(month: date | NoYear, group: date | NoYear | None, text: str) -> date | NoYear:
    """A month below a group that is its year: "2026年" over "5月"."""
    year = narrow(text).removesuffix("度").removesuffix("年")
    if isinstance(month, NoYear) and group is None and year.isdigit():
        return make_date(int(year), month.month, 1) or month
    return month


def _month(text: str) -> date | NoYear | None:
    if not text or _BARE_NUMBER.fullmatch(narrow(text)):
        return None
    try:
        return parse_month(text)
    except CellError:
        return None


def _settled(months: Sequence[date | NoYear | None], year: int | None) -> list[date | None]:
    settled: list[date | None] = []
    last = 0
    for month in months:
        if not isinstance(month, NoYear):
            settled.append(month)
            continue
        if year is not None and month.month < last:
            year += 1
        last = month.month
        settled.append(None if year is None else make_date(year, month.month, 1))
    return settled


def _year_question(column: Column, month: NoYear, sheet: Sheet, today: date) -> Question:
    hint = year_hint(sheet)
    years = sorted({today.year, today.year - 1, hint or today.year}, reverse=True)
    options = tuple(
        Option(str(year), (Example(column.name, f"{year}-{month.month:02}", sheet.head_rows[-1]),))
        for year in years
    )
    suggested = None if hint is None else str(hint)
    return Question(
        QuestionCode.YEAR,
        YEAR_OF_COLUMNS,
        "",
        column.number,
        column.title,
        options,
        suggested,
        remember=False,
    )


def unpivot(
    sheet: Sheet,
    target: Target,
    mapping: Mapping,
    columns: Sequence[ValueColumn],
    *,
    today: date,
    answers: Dict[str, str] | None = None,
) -> LongRecords:
    """One record per filled cell of the value columns, with the mapped fields of its row as keys.

    An empty cell is not reported, so it makes no record; 0 is 0. A column with % signs is read as shares.
    """
    keys = parse_rows(sheet, target, mapping, today=today, answers=answers)
    result = LongRecords([], 0, keys.problems, keys.questions, keys.decisions)
    known = Known(today, answers or {}, mapping.answers, year_hint(sheet))
    for one in columns:
        values = sheet.values(one.column.number)
        kind = Kind.PERCENT if any(_marked(value) for value in values) else Kind.NUMBER
        wanted = Field(one.column.title, kind, {})
        outcome = read_field(sheet, wanted, one.column, known)
        result.problems += problems_of(sheet, wanted, one.column, outcome)
        result.questions += outcome.questions
        for record, value, cell in zip(keys.records, outcome.values, values, strict=True):
            result.empty += is_nothing(cell)
            if value is not None:
                place = (record.row, one.column.number)
                result.records.append(LongRecord(*place, record.values, one.indicator, one.month, value))
    result.records.sort(key=lambda record: record[:2])
    result.problems.sort(key=lambda problem: (problem.row or 0, problem.column or 0))
    return result


def _marked(value: Value) -> bool:
    return isinstance(value, str) and narrow(value).endswith("%")
