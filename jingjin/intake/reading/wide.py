"""Wide tables: which columns hold numbers, of which indicator and which period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jingjin.intake.reading.answers import Known
from jingjin.intake.reading.calendar_text import NoYear, make_date, parse_date
from jingjin.intake.reading.codes import QuestionCode
from jingjin.intake.reading.looks import is_number
from jingjin.intake.reading.parse import mapped_columns, year_hint
from jingjin.intake.reading.period_text import parse_span
from jingjin.intake.reading.periods import Period, Span
from jingjin.intake.reading.problems import CellError, Example, Option, Question
from jingjin.intake.reading.scalars import is_nothing
from jingjin.intake.reading.sensitive import find_sensitive
from jingjin.intake.reading.text import narrow, split_unit
from jingjin.intake.reading.totals import is_total

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict
    from collections.abc import Sequence

    from jingjin.intake.reading.mapping import Mapping
    from jingjin.intake.reading.sheet import Column, Sheet
    from jingjin.intake.reading.table import Value
    from jingjin.intake.reading.target import Target

YEAR_OF_COLUMNS = f"{QuestionCode.YEAR}:columns"
_MOSTLY = 0.8
_YEAR = re.compile(r"((?:19|20)\d\d)\s*(?:年度?)?")
_BARE_NUMBER = re.compile(r"\d{1,5}")


class ValueColumn(NamedTuple):
    """A column of numbers: its indicator's name and unit ("" where the head is only a period), and its period."""

    column: Column
    indicator: str
    unit: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """The columns of numbers of a wide table, those left out as totals, and the year when it must be asked."""

    columns: tuple[ValueColumn, ...]
    totals: tuple[Column, ...] = ()
    questions: tuple[Question, ...] = ()


def value_columns(
    sheet: Sheet, target: Target, mapping: Mapping, *, today: date, answers: Dict[str, str] | None = None
) -> ValueColumns:
    """The columns of a wide table that hold numbers: neither mapped nor sensitive nor sums of the others.

    A head of two rows gives indicator and period in either order. Months and quarters without a year ("5月") wait for
    the year of the first such column under the key "year:columns"; where they start again the next year begins.
    """
    mapped = {column.number for column in mapped_columns(sheet, target, mapping).values()}
    found = [c for c in sheet.columns if c.number not in mapped and _holds_numbers(c, sheet.values(c.number))]
    totals = tuple(c for c in found if is_total(c.name) or is_total(c.group))
    parted = [(c, *_parts(c)) for c in found if c not in totals]
    year = Known(today, answers or {}).year(YEAR_OF_COLUMNS)
    unsettled = [(c, span) for c, _, span in parted if isinstance(span, NoYear)]
    questions = (_year_question(*unsettled[0], sheet, today),) if unsettled and year is None else ()
    spans = _settled([span for _, _, span in parted], year)
    columns = tuple(
        ValueColumn(c, *split_unit(name), span) for (c, name, _), span in zip(parted, spans, strict=True)
    )
    return ValueColumns(columns, totals, questions)


def _holds_numbers(column: Column, values: Sequence[Value]) -> bool:
    """Mostly numbers, or nothing yet under a period; never a sensitive column."""
    if not column.name or find_sensitive(column.title, values):
        return False
    filled = [value for value in values if not is_nothing(value)]
    if not filled:
        return any(_span(part) for part in (column.name, column.group))
    return sum(is_number(_bare(value)) for value in filled) >= len(filled) * _MOSTLY


def _bare(value: Value) -> Value:
    return narrow(value).removesuffix("%") if isinstance(value, str) else value


def _parts(column: Column) -> tuple[str, Span | NoYear | None]:
    """The indicator's name and the period that a column's head says."""
    named, grouped = _span(column.name), _span(column.group)
    if named:
        return ("" if grouped or _year(column.group) else column.group), _in_year(named, _year(column.group))
    return column.name, grouped


def _in_year(span: Span | NoYear, year: int | None) -> Span | NoYear:
    """A month or quarter below a group that is its year: "2026年" over "5月"."""
    start = make_date(year, span.month, span.day) if year and isinstance(span, NoYear) else None
    return Span(span.period, start) if start else span


def _year(text: str) -> int | None:
    found = _YEAR.fullmatch(narrow(text))
    return int(found[1]) if found else None


def _span(text: str) -> Span | NoYear | None:
    """The period that a head names; bare numbers are days, ranks or years, but 202601 is a month."""
    if not text or _BARE_NUMBER.fullmatch(narrow(text)):
        return None
    if found := parse_span(text):
        return found
    try:
        day = parse_date(text)
    except CellError:
        return None
    if isinstance(day, date):
        return Span(Period.DAY, day)
    return day if isinstance(day, NoYear) else None


def _settled(spans: Sequence[Span | NoYear | None], year: int | None) -> list[Span | None]:
    settled: list[Span | None] = []
    last = 0
    for span in spans:
        if not isinstance(span, NoYear):
            settled.append(span)
            continue
        if year is not None and span.month < last:
            year += 1
        last = span.month
        start = None if year is None else make_date(year, span.month, span.day)
        settled.append(None if start is None else Span(span.period, start))
    return settled


def _year_question(column: Column, span: NoYear, sheet: Sheet, today: date) -> Question:
    hint = year_hint(sheet)
    years = sorted({today.year, today.year - 1, hint or today.year}, reverse=True)
    options = tuple(
        Option(str(year), (Example(column.name, f"{year}-{span.month:02}", sheet.head_rows[-1]),))
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
    )
