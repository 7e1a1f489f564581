"""Rows that look like data and are none: totals, notes, repeated heads, headings of blocks."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from jingjin.intake.reading.codes import SkipReason
from jingjin.intake.reading.table import Value, as_text, is_blank
from jingjin.intake.reading.text import clean, fold, narrow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from jingjin.intake.reading.sheet import Column
    from jingjin.intake.reading.table import Row

_TOTAL = re.compile(
    r"(?:总|本页|本月|全部|部门|年度|全年|季度)?(?:小计|合计|总计|共计|总和|总数|累计|汇总|平均|平均值|均值|平均数|人均)"
    r"|(?:grand|sub)?-?totals?|sum|average|avg|mean",
    re.IGNORECASE,
)
_ENDS_IN_TOTAL = re.compile(
    r".{1,20}(?:小计|合计|总计|汇总)|.{1,30} (?:sub)?total|(?:sub)?total (?:of|for) .{1,30}", re.IGNORECASE
)
_NOTE = re.compile(
    r"(?:备注|附注|注|说明|注意|填表说明|填写说明|制表|制单|填表|审核|审批|复核|编制|批准|签字|日期|打印|导出|数据来源|统计口径|notes?|remarks?|prepared by|source|"
    r"generated|exported|printed)\s*(?:人|时间|日期|说明|\d)?\s*[:：].*|[*※].{6,}",
    re.IGNORECASE | re.DOTALL,
)
_ONLY_TOTAL = 2
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
        self._marks: dict[str, int] = {}
        self.usual = _usual_columns([row for row in rows if not any(map(self._mark, row.values))] or rows)

    def reason(self, row: Row) -> SkipReason | None:
        """Why a row is no data, None when it is."""
        filled = row.filled()
        if not filled:
            return SkipReason.BLANK
        if self._is_total(row, filled):
            return SkipReason.TOTAL
        if self._repeats_head(row, filled):
            return SkipReason.REPEATED_HEAD
        return self._lone(row, filled)

    def _is_total(self, row: Row, filled: list[int]) -> bool:
        """A cell of totals counts where it stands first, or where cells are missing that data rows have.

        An indicator can be called 加班合计 in every row; those rows lack nothing.
        """
        marks = {column: mark for column in filled if (mark := self._mark(row.value(column)))}
        if not marks:
            return False
        lacking = any(is_blank(row.value(column)) for column in self.usual - set(marks))
        return lacking or marks.get(filled[0]) == _ONLY_TOTAL

    def _mark(self, value: Value) -> int:
        if not isinstance(value, str):
            return 0
        known = self._marks.get(value)
        if known is None:
            known = self._marks[value] = _total_mark(value)
        return known

    def _repeats_head(self, row: Row, filled: list[int]) -> bool:
        same = sum(1 for column in filled if self._is_name(row.value(column), column))
        return same >= max(_FEWEST_NAMES, len(filled) * _SAME_AS_HEAD)

    def _is_name(self, value: Value, column: int) -> bool:
        return isinstance(value, str) and column in self.head and fold(value) == self.head[column]

    def _lone(self, row: Row, filled: list[int]) -> SkipReason | None:
        """A signature line or a note; one cell alone that heads a block or is a sum nobody named.

        One short text alone further right (a name without its number) is a row, to be reported as incomplete.
        """
        first = row.value(filled[0])
        if _NOTE.fullmatch(clean(as_text(first))):
            return SkipReason.NOTE
        if len(filled) > 1 or len(self.head) < _NARROW or filled[0] in self.person_columns:
            return None
        leads = filled[0] == min(self.head)
        return SkipReason.SECTION if leads or not isinstance(first, str) or len(first) > _LONG else None


def is_total(name: str) -> bool:
    """Whether a column's name says that it sums or averages the others."""
    return bool(name) and _total_mark(name) == _ONLY_TOTAL


def _total_mark(value: str) -> int:
    """2 for a text that only says total, 1 for one that ends in it, else 0."""
    text = narrow(value).rstrip(":")
    if _TOTAL.fullmatch(text.replace(" ", "")):
        return _ONLY_TOTAL
    return int(bool(_ENDS_IN_TOTAL.fullmatch(text)))


def _usual_columns(rows: Sequence[Row]) -> frozenset[int]:
    """The columns that are filled in nearly every row."""
    counts = Counter(column for row in rows for column in row.filled())
    some = sum(1 for row in rows if row.filled())
    return frozenset(column for column, count in counts.items() if count > some * _OFTEN_FILLED)
