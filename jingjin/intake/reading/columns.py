"""Reading one column as one field, by the field's kind."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from jingjin.intake.reading import numbers, scalars
from jingjin.intake.reading.codes import QuestionCode
from jingjin.intake.reading.date_columns import read_dates, read_months
from jingjin.intake.reading.numbers import Scale
from jingjin.intake.reading.problems import Example, Option, Question
from jingjin.intake.reading.series import FieldValue, Outcome, Parsed, Series, read_each
from jingjin.intake.reading.table import as_text, plain
from jingjin.intake.reading.target import Kind
from jingjin.intake.reading.text import clean, narrow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jingjin.intake.reading.answers import Known
    from jingjin.intake.reading.checks import Check
    from jingjin.intake.reading.numbers import Percent
    from jingjin.intake.reading.table import Value

_EXAMPLES = 3


def read_column(series: Series, known: Known, checks: Callable[[], Sequence[Check]]) -> Outcome:
    """A column as its field: a value or nothing per row, errors by index, and what was decided or is asked.

    Raises ValueError when an answer in `known` is none of the question's.
    """
    kind = series.field.kind
    if kind == Kind.DATE:
        return read_dates(series, known, checks)
    if kind == Kind.MONTH:
        return read_months(series, known)
    if kind == Kind.PERCENT:
        return _read_percents(series, known)
    parsed: Parsed[FieldValue] = read_each(series.values, _reader(series))
    return Outcome(parsed.values, parsed.errors)


def _reader(series: Series) -> Callable[[Value], FieldValue]:
    kind = series.field.kind
    if kind == Kind.NUMBER:
        return partial(scalars.read_number, decimal_comma=numbers.uses_decimal_comma(series.values))
    if kind == Kind.BOOL:
        return scalars.read_yes_no
    if kind == Kind.PERSON_NUMBER:
        return scalars.read_person_number
    if kind == Kind.CHOICE:
        spellings = scalars.spellings_of(series.field.choices)
        shown = ", ".join(names[0] if names else key for key, names in series.field.choices.items())
        return partial(scalars.read_choice, spellings=spellings, shown=shown)
    return scalars.read_text


def _read_percents(series: Series, known: Known) -> Outcome:
    parsed = read_each(series.values, numbers.read_percent)
    found = [percent for percent in parsed.values if percent]
    key = f"{QuestionCode.PERCENT_SCALE}:{series.field.key}"
    scale = _scale(key, found, series, known)
    values: list[FieldValue] = [
        None if percent is None else percent.share(scale) for percent in parsed.values
    ]
    questions = [] if scale else [_scale_question(key, series, parsed.values)]
    return Outcome(values, parsed.errors, questions)


def _scale(key: str, found: Sequence[Percent], series: Series, known: Known) -> Scale | None:
    if key in known.given:
        return Scale(known.given[key])
    scale = numbers.find_scale(found, head_has_sign="%" in narrow(series.column.title))
    if scale is None and key in known.remembered:
        return Scale(known.remembered[key])
    return scale


def _scale_question(key: str, series: Series, percents: Sequence[Percent | None]) -> Question:
    bare = [
        index for index, percent in enumerate(percents) if percent and not percent.marked and percent.number
    ]
    options = []
    for scale in Scale:
        examples = [
            Example(
                clean(as_text(series.values[index])),
                f"{plain((percent.share(scale) or Decimal(0)) * 100)} %",
                series.rows[index],
            )
            for index in bare[:_EXAMPLES]
            if (percent := percents[index])
        ]
        options.append(Option(scale, tuple(examples), len(bare), len(bare)))
    return Question(
        QuestionCode.PERCENT_SCALE,
        key,
        series.field.key,
        series.column.number,
        series.column.title,
        tuple(options),
    )
