"""Wide tables: one row per person, one column per indicator or per period."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jingjin.intake import reading
from jingjin.metrics.actions.files.reader import (
    HUNDRED,
    Keys,
    Names,
    ReadRows,
    columns_of,
    has_percent,
    period_of,
)
from jingjin.metrics.actions.files.target import SAMPLES_TARGET
from jingjin.metrics.actions.rows import SampleRow

if TYPE_CHECKING:
    from datetime import date

    from jingjin.intake.reading import Sheet, ValueColumn
    from jingjin.metrics.actions.files.mapping import SamplesMapping
    from jingjin.metrics.models import Metric

# What a head says before the unit itself: a column in 万元 holds ten thousands of 元.
SCALES = {
    "百": HUNDRED,
    "千": Decimal(1_000),
    "万": Decimal(10_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "k": Decimal(1_000),
    "m": Decimal(1_000_000),
}


@dataclass(frozen=True)
class _Column:
    """A column of numbers: its indicator, its period, and what its cells are multiplied by."""

    name: str
    metric: Metric | None
    span: reading.Span | None
    factor: Decimal

    @classmethod
    def of(cls, sheet: Sheet, column: ValueColumn, names: Names) -> _Column:
        """From the head and the cells."""
        metric = names.find(column.indicator)
        unit = metric.unit if metric else ""
        factor = Decimal(1)
        if unit and column.unit.endswith(unit):
            factor = SCALES.get(column.unit.removesuffix(unit).strip().lower(), factor)
        if unit == "%" and has_percent(sheet.values(column.column.number)):
            factor = HUNDRED  # such a column is read as shares
        return cls(column.indicator or column.column.title, metric, column.span, factor)


def read_wide(sheet: Sheet, mapping: SamplesMapping, *, today: date) -> ReadRows:
    """One row per filled cell under an indicator or a period; columns of anything else are left out."""
    names, keys = Names(mapping), Keys(sheet, mapping, today)
    columns = columns_of(mapping)
    found = reading.value_columns(sheet, SAMPLES_TARGET, columns, today=today, answers=mapping.answers)
    wanted = [one for one in found.columns if one.span or names.find(one.indicator)]
    cells = reading.unpivot(sheet, SAMPLES_TARGET, columns, wanted, today=today, answers=mapping.answers)
    heads = {one.column.number: _Column.of(sheet, one, names) for one in wanted}
    values: list[tuple[int, int, Any]] = [(cell.row, cell.column, cell.value) for cell in cells.records]
    values += [
        (problem.row, problem.column, keys.cell(problem.row, problem.column))
        for problem in cells.problems
        if problem.row is not None and problem.column in heads
    ]
    return ReadRows(
        rows=[
            _row(keys, heads[column], row, value, mapping)
            for row, column, value in sorted(values, key=_place)
        ],
        questions=[*found.questions, *cells.questions],
        problems=cells.problems,
        counts={"empty": cells.empty},
    )


def _place(cell: tuple[int, int, Any]) -> tuple[int, int]:
    return cell[0], cell[1]


def _row(keys: Keys, head: _Column, row: int, value: Any, mapping: SamplesMapping) -> SampleRow:
    return SampleRow(
        metric=head.metric.key if head.metric else mapping.metric or head.name,
        period_start=period_of(head.span or keys.values[row].get("period"), head.metric, mapping),
        value=value * head.factor if isinstance(value, Decimal) else value,
        person=keys.text(row, "person"),
        unit=keys.text(row, "unit"),
        row_no=row,
        raw=keys.raw(row),
    )
