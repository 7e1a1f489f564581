"""Long tables: one row per person, indicator and period (工号, 指标, 期间, 实际值, 目标值)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.metrics.actions.files.reader import Keys, Names, ReadRows, number_of, period_of
from jingjin.metrics.actions.rows import SampleRow

if TYPE_CHECKING:
    from datetime import date

    from jingjin.intake.reading import Sheet
    from jingjin.metrics.actions.files.mapping import SamplesMapping


def read_long(sheet: Sheet, mapping: SamplesMapping, *, today: date) -> ReadRows:
    """One row per row of the sheet."""
    names, keys = Names(mapping), Keys(sheet, mapping, today)
    return ReadRows(
        rows=[_row(keys, names, row, mapping) for row in keys.values],
        questions=keys.records.questions,
        problems=keys.records.problems,
    )


def _row(keys: Keys, names: Names, row: int, mapping: SamplesMapping) -> SampleRow:
    values = keys.values[row]
    called = keys.text(row, "metric") or ""
    metric = names.find(called)
    return SampleRow(
        metric=metric.key if metric else called or mapping.metric,
        period_start=period_of(values.get("period"), metric, mapping),
        value=number_of(values.get("value"), metric),
        target=number_of(values.get("target"), metric),
        weight=number_of(values.get("weight"), None),
        person=keys.text(row, "person"),
        unit=keys.text(row, "unit"),
        external_key=keys.text(row, "external_key") or "",
        row_no=row,
        raw=keys.raw(row),
    )
