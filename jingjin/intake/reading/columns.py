"""Reading one column as one field, by the field's kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jingjin.intake.reading import scalars
from jingjin.intake.reading.date_columns import read_dates, read_months, read_spans
from jingjin.intake.reading.number_columns import read_numbers, read_percents
from jingjin.intake.reading.series import FieldValue, Outcome, Parsed, Series, read_each
from jingjin.intake.reading.target import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jingjin.intake.reading.answers import Known
    from jingjin.intake.reading.checks import Check
    from jingjin.intake.reading.table import Value


def read_column(series: Series, known: Known, checks: Callable[[], Sequence[Check]]) -> Outcome:
    """A column as its field: a value or nothing per row, errors by index, and what was decided or is asked."""
    kind = series.field.kind
    if kind == Kind.DATE:
        return read_dates(series, known, checks)
    if kind == Kind.MONTH:
        return read_months(series, known, checks)
    if kind == Kind.PERIOD:
        return read_spans(series, known, checks)
    if kind == Kind.PERCENT:
        return read_percents(series, known)
    if kind == Kind.NUMBER:
        return read_numbers(series, known)
    parsed: Parsed[FieldValue] = read_each(series.values, _reader(series))
    return Outcome(parsed.values, parsed.errors)


def _reader(series: Series) -> Callable[[Value], FieldValue]:
    kind = series.field.kind
    if kind == Kind.BOOL:
        return scalars.read_yes_no
    if kind == Kind.PERSON_NUMBER:
        return scalars.read_person_number
    if kind == Kind.CHOICE:
        spellings = scalars.spellings_of(series.field.choices)
        zh, en = (series.field.choice_labels(language) for language in ("zh", "en"))
        return partial(
            scalars.read_choice, spellings=spellings, choices_zh="、".join(zh), choices_en=", ".join(en)
        )
    return scalars.read_text
