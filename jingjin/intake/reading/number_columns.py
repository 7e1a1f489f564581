"""Columns of numbers and percents: reading what is plain, deciding or asking what is not."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from jingjin.intake.reading import numbers
from jingjin.intake.reading.codes import QuestionCode
from jingjin.intake.reading.numbers import Mark, Scale
from jingjin.intake.reading.problems import Example, Option, Question
from jingjin.intake.reading.scalars import read_number
from jingjin.intake.reading.series import FieldValue, Outcome, Parsed, Series, read_each
from jingjin.intake.reading.table import as_text, plain
from jingjin.intake.reading.text import clean, narrow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jingjin.intake.reading.answers import Known
    from jingjin.intake.reading.numbers import Percent

_EXAMPLES = 3


def read_numbers(series: Series, known: Known) -> Outcome:
    """A column of numbers; asks for the decimal mark only where cells need a comma and others could be thousands."""
    key = f"{QuestionCode.DECIMAL_MARK}:{series.field.key}"
    mark = _mark(key, series, known)
    if mark is None:
        return Outcome([None] * len(series.values), {}, [_mark_question(key, series)])
    reader = partial(read_number, decimal_comma=mark == Mark.COMMA)
    parsed: Parsed[FieldValue] = read_each(series.values, reader)
    return Outcome(parsed.values, parsed.errors)


def _mark(key: str, series: Series, known: Known) -> Mark | None:
    return known.answer(key, Mark) or numbers.find_mark(series.values) or known.earlier_answer(key, Mark)


def _mark_question(key: str, series: Series) -> Question:
    telling = [index for index, value in enumerate(series.values) if numbers.is_ambiguous(value)][:_EXAMPLES]
    options = []
    for mark in Mark:
        examples = [
            Example(
                clean(as_text(series.values[index])),
                plain(read_number(series.values[index], decimal_comma=mark == Mark.COMMA) or Decimal(0)),
                series.rows[index],
            )
            for index in telling
        ]
        options.append(Option(mark, tuple(examples)))
    return _question(QuestionCode.DECIMAL_MARK, key, series, options)


def _question(code: QuestionCode, key: str, series: Series, options: Sequence[Option]) -> Question:
    return Question(code, key, series.field.key, series.column.number, series.column.title, tuple(options))


def read_percents(series: Series, known: Known) -> Outcome:
    """A column of percents as shares; asks where bare numbers could be shares or points."""
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
    decided = numbers.find_scale(found, head_has_sign="%" in narrow(series.column.title))
    return known.answer(key, Scale) or decided or known.earlier_answer(key, Scale)


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
    return _question(QuestionCode.PERCENT_SCALE, key, series, options)
