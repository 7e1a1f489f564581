"""Wide tables, one row per person and one column per period or indicator, made into one record per cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from jingjin.intake.reading.answers import Known
from jingjin.intake.reading.parse import parse_rows, problems_of, read_field, year_hint
from jingjin.intake.reading.scalars import is_nothing
from jingjin.intake.reading.target import Field, Kind
from jingjin.intake.reading.text import narrow

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict
    from collections.abc import Sequence
    from datetime import date

    from jingjin.intake.reading.mapping import Mapping
    from jingjin.intake.reading.periods import Span
    from jingjin.intake.reading.problems import Decision, Problem, Question
    from jingjin.intake.reading.series import FieldValue
    from jingjin.intake.reading.sheet import Sheet
    from jingjin.intake.reading.table import Value
    from jingjin.intake.reading.target import Target
    from jingjin.intake.reading.wide import ValueColumn


class LongRecord(NamedTuple):
    """One cell of a wide table: `keys` are the mapped fields of its row; `value` is never a blank."""

    row: int
    column: int
    keys: dict[str, FieldValue]
    indicator: str
    span: Span | None
    value: FieldValue


@dataclass(slots=True)
class LongRecords:
    """What a wide table says; `empty` counts the cells in which nothing is reported."""

    records: list[LongRecord] = field(default_factory=list)
    empty: int = 0
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


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
                result.records.append(LongRecord(*place, record.values, one.indicator, one.span, value))
    result.records.sort(key=lambda record: record[:2])
    result.problems.sort(key=lambda problem: (problem.row or 0, problem.column or 0))
    return result


def _marked(value: Value) -> bool:
    return isinstance(value, str) and narrow(value).endswith("%")
