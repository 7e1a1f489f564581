"""From a sheet and a mapping to records, with every problem and every open question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jingjin.intake.reading.answers import Known
from jingjin.intake.reading.checks import find_checks
from jingjin.intake.reading.codes import CellCode
from jingjin.intake.reading.columns import read_column
from jingjin.intake.reading.mapping import occurrences
from jingjin.intake.reading.problems import Problem
from jingjin.intake.reading.series import Series

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict
    from collections.abc import Sequence
    from datetime import date

    from jingjin.intake.reading.checks import Check
    from jingjin.intake.reading.mapping import Mapping
    from jingjin.intake.reading.problems import Decision, Question
    from jingjin.intake.reading.series import FieldValue, Outcome
    from jingjin.intake.reading.sheet import Column, Sheet
    from jingjin.intake.reading.target import Field, Target

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


class Record(NamedTuple):
    """One row of the file as the target's fields; unmapped fields are not in `values`, empty ones are None."""

    row: int
    values: dict[str, FieldValue]


@dataclass(slots=True)
class Records:
    """What a sheet says.

    Rows with problems are among `records` too, with None where a cell could not be read: the area decides. With
    `questions` open, the cells that wait for an answer are None as well, so nothing may be stored yet.
    """

    records: list[Record]
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def parse_rows(
    sheet: Sheet, target: Target, mapping: Mapping, *, today: date, answers: Dict[str, str] | None = None
) -> Records:
    """Reads every row of a sheet as a target's fields.

    `answers` are those given for this file, by `Question.key`; the mapping's remembered ones count only as far as
    the file agrees. Problems come in the order of rows.
    """
    known = Known(today, answers or {}, mapping.answers, year_hint(sheet))
    fields = mapped_columns(sheet, target, mapping)
    result = Records([Record(row.number, {}) for row in sheet.rows])
    for key, column in fields.items():
        outcome = read_field(sheet, target.get(key), column, known)
        for record, value in zip(result.records, outcome.values, strict=True):
            record.values[key] = value
        result.problems += problems_of(sheet, target.get(key), column, outcome)
        result.questions += outcome.questions
        result.decisions += outcome.decisions
    result.problems.sort(key=lambda problem: (problem.row or 0, problem.column or 0))
    missing = [field for field in target.fields if field.required and field.key not in fields]
    result.problems[:0] = [
        Problem(
            CellCode.COLUMN_MISSING, params={"field_zh": field.label("zh"), "field_en": field.label("en")}
        )
        for field in missing
    ]
    return result


def mapped_columns(sheet: Sheet, target: Target, mapping: Mapping) -> dict[str, Column]:
    """The column of each mapped field that the target has."""
    keys = {field.key for field in target.fields}
    found: dict[str, Column] = {}
    for column, occurrence in occurrences(sheet):
        key = mapping.field_of(column, occurrence)
        if key in keys:
            found.setdefault(key, column)
    return found


def read_field(sheet: Sheet, field: Field, column: Column, known: Known) -> Outcome:
    """One column of a sheet as a field."""
    series = Series(field, column, [row.number for row in sheet.rows], sheet.values(column.number))

    @cache
    def checks() -> Sequence[Check]:
        others = [(c.title, sheet.values(c.number)) for c in sheet.columns if c.number != column.number]
        return find_checks(others)

    return read_column(series, known, checks)


def problems_of(sheet: Sheet, field: Field, column: Column, outcome: Outcome) -> list[Problem]:
    """The problems of one column by row, and its empty cells where the field is required."""
    problems = []
    waiting = bool(outcome.questions)
    for index, (row, value) in enumerate(zip(sheet.rows, outcome.values, strict=True)):
        error = outcome.errors.get(index)
        if error:
            problems.append(Problem(error.code, row.number, column.number, column.title, error.params))
        elif value is None and field.required and not (waiting and row.value(column.number) is not None):
            problems.append(Problem(CellCode.REQUIRED_EMPTY, row.number, column.number, column.title))
    return problems


def year_hint(sheet: Sheet) -> int | None:
    """The only year that stands above the head or in the sheet's name, None where there are none or several."""
    years = {int(year) for title in sheet.titles for year in _YEAR.findall(title)}
    return years.pop() if len(years) == 1 else None
