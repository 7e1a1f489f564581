"""Numbers out of records: deals, tickets or orders, filtered and counted or summed per person and period."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from jingjin.intake.reading.answers import Known
from jingjin.intake.reading.filters import Filter, Op, passes
from jingjin.intake.reading.parse import problems_of, read_field, year_hint
from jingjin.intake.reading.periods import Period, start_of
from jingjin.intake.reading.target import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict

    from jingjin.intake.reading.problems import Decision, Problem, Question
    from jingjin.intake.reading.series import Outcome
    from jingjin.intake.reading.sheet import Column, Sheet


class Measure(StrEnum):
    """What becomes of the records of one person and period."""

    SUM = "sum"
    COUNT = "count"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class RecordsSpec:
    """How records become numbers; columns are named as in the file's head.

    `value` is the column that is summed or averaged, "" for a count. `filters` must all hold.
    """

    date: str
    person: str
    period: Period
    measure: Measure
    value: str = ""
    filters: tuple[Filter, ...] = ()

    def to_json(self) -> str:
        """As text to save; `from_json` reads it."""
        content = {
            "date": self.date,
            "person": self.person,
            "period": self.period,
            "measure": self.measure,
            "value": self.value,
            "filters": [[one.column, one.op, list(one.values)] for one in self.filters],
        }
        return json.dumps(content, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> RecordsSpec:
        """A saved specification; ValueError when the text is none."""
        try:
            content: dict[str, Any] = json.loads(text)
            filters = tuple(
                Filter(column, Op(op), tuple(values)) for column, op, values in content.pop("filters")
            )
            period, measure = Period(content.pop("period")), Measure(content.pop("measure"))
            return cls(**content, period=period, measure=measure, filters=filters)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a saved specification") from error


class Sample(NamedTuple):
    """One number: of whom, for the period that begins on `start`, from which rows of the file."""

    person: str
    start: date
    value: Decimal
    rows: tuple[int, ...]


@dataclass(slots=True)
class Aggregated:
    """Numbers and where every row went: received = used + filtered_out + faulty.

    `days` are the dates of all records, filtered out or not, for `periods.incomplete_edges`. While `questions` are
    open there are no samples.
    """

    samples: list[Sample] = field(default_factory=list)
    received: int = 0
    used: int = 0
    filtered_out: int = 0
    faulty: int = 0
    days: list[date] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Part:
    """One column that the specification names, read."""

    field: Field
    column: Column
    outcome: Outcome


def aggregate_records(
    sheet: Sheet,
    spec: RecordsSpec,
    *,
    today: date,
    answers: Dict[str, str] | None = None,
    remembered: Dict[str, str] | None = None,
) -> Aggregated:
    """Filters the rows of a sheet and sums, counts or averages them per person and period.

    A row that passes the filters but lacks its date, person or value is faulty: it is listed and never counted
    as 0. Raises FileProblem when a named column is not in the sheet.
    """
    known = Known(today, answers or {}, remembered or {}, year_hint(sheet))
    parts = _read(sheet, spec, known)
    result = Aggregated(received=len(sheet.rows))
    for part in parts.values():
        result.questions += part.outcome.questions
        result.decisions += part.outcome.decisions
    kept = passes(sheet, spec.filters)
    result.filtered_out = kept.count(False)
    result.days = [day for day in parts["date"].outcome.values if isinstance(day, date)]
    if not result.questions:
        _collect(sheet, spec, parts, kept, result)
    return result


def _read(sheet: Sheet, spec: RecordsSpec, known: Known) -> dict[str, _Part]:
    wanted = [("date", spec.date, Kind.DATE), ("person", spec.person, Kind.TEXT)]
    if spec.measure != Measure.COUNT:
        wanted.append(("value", spec.value, Kind.NUMBER))
    parts = {}
    for key, name, kind in wanted:
        column, wanted_field = sheet.find(name), Field(key, kind, {}, required=True)
        parts[key] = _Part(wanted_field, column, read_field(sheet, wanted_field, column, known))
    return parts


def _collect(
    sheet: Sheet, spec: RecordsSpec, parts: Dict[str, _Part], kept: list[bool], result: Aggregated
) -> None:
    """Groups the rows that count; lists the problems of those that should and can't."""
    counting = {row.number for row, keep in zip(sheet.rows, kept, strict=True) if keep}
    found = [
        one for part in parts.values() for one in problems_of(sheet, part.field, part.column, part.outcome)
    ]
    result.problems = sorted(
        (one for one in found if one.row in counting), key=lambda one: (one.row, one.column)
    )
    faulty = {one.row for one in result.problems}
    groups: dict[tuple[str, date], list[int]] = defaultdict(list)
    for index, row in enumerate(sheet.rows):
        day = parts["date"].outcome.values[index]
        if row.number in counting and row.number not in faulty and isinstance(day, date):
            groups[str(parts["person"].outcome.values[index]), start_of(day, spec.period)].append(index)
    result.faulty = len(faulty)
    result.used = len(counting) - len(faulty)
    for (person, start), indexes in sorted(groups.items()):
        rows = tuple(sheet.rows[index].number for index in indexes)
        result.samples.append(Sample(person, start, _measured(spec.measure, parts, indexes), rows))


def _measured(measure: Measure, parts: Dict[str, _Part], indexes: list[int]) -> Decimal:
    if measure == Measure.COUNT:
        return Decimal(len(indexes))
    values = parts["value"].outcome.values
    total = sum((value for index in indexes if isinstance(value := values[index], Decimal)), Decimal(0))
    return total if measure == Measure.SUM else total / len(indexes)
