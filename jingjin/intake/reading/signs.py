"""Rows that look like data and are none: totals, notes, repeated heads, headings of blocks."""

from __future__ import annotations

import re
from collections import defaultdict
from statistics import median_low
from typing import TYPE_CHECKING

from jingjin.intake.reading.codes import SkipReason
from jingjin.intake.reading.table import stacked
from jingjin.intake.reading.text import clean, fold
from jingjin.intake.reading.totals import ONLY_TOTAL, total_mark

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from jingjin.intake.reading.sheet import Column
    from jingjin.intake.reading.table import Row, Value

_NOTE = re.compile(
    r"(?:备注|附注|注|说明|注意|填表说明|填写说明|制表|制单|填表|审核|审批|复核|编制|批准|签字|日期|打印|导出|数据来源|统计口径|notes?|remarks?|prepared by|source|"
    r"generated|exported|printed)\s*(?:人|时间|日期|说明|\d)?\s*[:：].*|[*※].{6,}",
    re.IGNORECASE | re.DOTALL,
)
_NOTE_SIGNS = frozenset(":：*※")
_OFTEN_FILLED = 0.9
_SAME_AS_HEAD = 0.8
_NARROW = 3
_LONG = 20
_FEWEST_NAMES = 2


class RowSigns:
    """Judges the rows below a head, knowing which columns are filled in nearly all of them."""

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[Row], person_columns: Collection[int]
    ) -> None:
        """`person_columns` are the numbers of those whose single filled cell still is a person."""
        self.head = {column.number: fold(column.name) for column in columns if column.name}
        self.person_columns = frozenset(person_columns)
        self.rows = rows
        self.marks = _find_marks(rows)
        plain = [row for index, row in enumerate(rows) if index not in self.marks and row.filled()] or list(
            rows
        )
        self.usual = _usual_columns(plain)
        self.typical = median_low([len(row.filled()) for row in plain] or [0])

    def reasons(self) -> list[SkipReason | None]:
        """Per row why it is no data, None when it is."""
        return [self._reason(index, row) for index, row in enumerate(self.rows)]

    def _reason(self, index: int, row: Row) -> SkipReason | None:
        filled = row.filled()
        if not filled:
            return SkipReason.BLANK
        if index in self.marks and self._is_total(row, filled, self.marks[index]):
            return SkipReason.TOTAL
        if self._repeats_head(row, filled):
            return SkipReason.REPEATED_HEAD
        return self._lone(row, filled)

    def _is_total(self, row: Row, filled: list[int], marks: dict[int, int]) -> bool:
        """A cell of totals counts where it stands first, or where cells are missing that data rows have.

        An indicator can be called 加班合计 in every row; those rows lack nothing.
        """
        lacking = any(row.value(column) is None for column in self.usual if column not in marks)
        return lacking or marks.get(filled[0]) == ONLY_TOTAL

    def _repeats_head(self, row: Row, filled: list[int]) -> bool:
        if not any(self._is_name(row.value(column), column) for column in filled[:_FEWEST_NAMES]):
            return False
        same = sum(1 for column in filled if self._is_name(row.value(column), column))
        return same >= max(_FEWEST_NAMES, len(filled) * _SAME_AS_HEAD)

    def _is_name(self, value: Value, column: int) -> bool:
        return isinstance(value, str) and column in self.head and fold(value) == self.head[column]

    def _lone(self, row: Row, filled: list[int]) -> SkipReason | None:
        """A signature line or a note, shorter than rows usually are; one cell alone that heads a block.

        One short text alone further right (a name without its number) is a row, to be reported as incomplete.
        """
        first = row.value(filled[0])
        if len(filled) >= self.typical > 1:
            return None
        if isinstance(first, str) and not _NOTE_SIGNS.isdisjoint(first) and _NOTE.fullmatch(clean(first)):
            return SkipReason.NOTE
        if len(filled) > 1 or len(self.head) < _NARROW or filled[0] in self.person_columns:
            return None
        leads = filled[0] == min(self.head)
        return SkipReason.SECTION if leads or not isinstance(first, str) or len(first) > _LONG else None


def _find_marks(rows: Sequence[Row]) -> dict[int, dict[int, int]]:
    """The cells that speak of totals: row index to column to mark."""
    marks: dict[int, dict[int, int]] = defaultdict(dict)
    for column, cells in enumerate(stacked(rows), 1):
        texts = {cell for cell in set(cells) if isinstance(cell, str)}
        known = {text: mark for text in texts if (mark := total_mark(text))}
        if known:
            for index, cell in enumerate(cells):
                if isinstance(cell, str) and cell in known:
                    marks[index][column] = known[cell]
    return dict(marks)


def _usual_columns(rows: Sequence[Row]) -> list[int]:
    """The columns that are filled in nearly every row."""
    return [
        column
        for column, cells in enumerate(stacked(rows), 1)
        if len(cells) - cells.count(None) > len(rows) * _OFTEN_FILLED
    ]
