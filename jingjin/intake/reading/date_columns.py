"""Columns of dates and months: reading what is plain, deciding or asking what is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from jingjin.intake.reading.calendar_text import NoYear, ShortYear, Triple, make_date, parse_date
from jingjin.intake.reading.codes import CellCode, QuestionCode
from jingjin.intake.reading.dates import full_year
from jingjin.intake.reading.ordering import Ordering
from jingjin.intake.reading.period_text import parse_month, parse_span
from jingjin.intake.reading.periods import Period, Span
from jingjin.intake.reading.problems import CellError, Example, Option, Question
from jingjin.intake.reading.scalars import is_nothing
from jingjin.intake.reading.series import Outcome, Parsed, Series, read_each
from jingjin.intake.reading.swapped import settle_swaps
from jingjin.intake.reading.table import as_text
from jingjin.intake.reading.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jingjin.intake.reading.answers import Known
    from jingjin.intake.reading.checks import Check
    from jingjin.intake.reading.table import Value


DateCell: TypeAlias = date | Triple | ShortYear | NoYear | Span | None
Checks: TypeAlias = "Callable[[], Sequence[Check]]"


def read_dates(series: Series, known: Known, checks: Checks) -> Outcome:
    """A column of dates; `checks` finds the check columns and is called only when the order is not plain."""
    return _settle(series, read_each(series.values, _date_cell), known, checks)


def read_months(series: Series, known: Known, checks: Checks) -> Outcome:
    """A column of months, each as its first day."""
    return _settle(series, read_each(series.values, _month_cell), known, checks)


def read_spans(series: Series, known: Known, checks: Checks) -> Outcome:
    """A column of periods, each as long as its cell says: days as dates, weeks, months, quarters."""
    parsed: Parsed[DateCell] = read_each(series.values, _span_cell)
    outcome = _settle(series, parsed, known, checks)
    for index, cell in enumerate(parsed.values):
        day = outcome.values[index]
        if isinstance(cell, Span):
            outcome.values[index] = cell
        elif isinstance(day, date):
            outcome.values[index] = Span(cell.period if isinstance(cell, NoYear) else Period.DAY, day)
    return outcome


def _date_cell(value: Value) -> DateCell:
    return None if is_nothing(value) else parse_date(value)


def _month_cell(value: Value) -> DateCell:
    return None if is_nothing(value) else parse_month(value)


def _span_cell(value: Value) -> DateCell:
    if is_nothing(value):
        return None
    span = parse_span(value)
    if span:
        return span
    try:
        return parse_date(value)
    except CellError as error:
        raise CellError(CellCode.BAD_PERIOD, **error.params) from error


def _settle(series: Series, parsed: Parsed[DateCell], known: Known, checks: Checks) -> Outcome:
    """The dates that cells say, and what is decided or asked about the order and the year of the others."""
    outcome = Outcome([day if isinstance(day, date) else None for day in parsed.values], parsed.errors)
    newest = known.today.year + series.field.newest
    for index, value in enumerate(parsed.values):
        if isinstance(value, ShortYear):
            _put(outcome, series, index, make_date(full_year(value.year, newest), value.month, value.day))
    ordering = Ordering(series, parsed.values, newest)
    if any(ordering.triples):
        ordering.settle(outcome, known, checks())
        settle_swaps(outcome, series, ordering.triples, newest, known)
    _settle_year(outcome, series, parsed.values, known)
    return outcome


def _settle_year(
    outcome: Outcome,
    series: Series,
    parsed: Sequence[DateCell],
    known: Known,
) -> None:
    """Months and days without a year get the one that a person gives; the year of a title is only suggested."""
    open_cells = [(index, value) for index, value in enumerate(parsed) if isinstance(value, NoYear)]
    if not open_cells:
        return
    key = f"{QuestionCode.YEAR}:{series.field.key}"
    year = known.year(key)
    if year is None:
        first, value = open_cells[0]
        outcome.questions.append(_year_question(key, series, known, first, value))
        return
    for index, value in open_cells:
        _put(outcome, series, index, make_date(year, value.month, value.day))


def _year_question(key: str, series: Series, known: Known, index: int, value: NoYear) -> Question:
    text, row = clean(as_text(series.values[index])), series.rows[index]
    years = sorted(
        {known.today.year, known.today.year - 1, known.year_hint or known.today.year}, reverse=True
    )
    options = tuple(
        Option(str(year), (Example(text, day.isoformat(), row),))
        for year in years
        if (day := make_date(year, value.month, value.day))
    )
    hint = None if known.year_hint is None else str(known.year_hint)
    return Question(
        QuestionCode.YEAR,
        key,
        series.field.key,
        series.column.number,
        series.column.title,
        options,
        suggested=hint,
    )


def _put(outcome: Outcome, series: Series, index: int, day: date | None) -> None:
    outcome.values[index] = day
    if day is None:
        outcome.errors[index] = CellError(CellCode.BAD_DATE, text=clean(as_text(series.values[index])))
