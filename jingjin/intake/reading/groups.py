"""Heads of two rows: a group name above several columns, the columns' own names below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.intake.reading.looks import is_name, is_typed
from jingjin.intake.reading.sheet import Column
from jingjin.intake.reading.table import Merged, Row, Table, as_text
from jingjin.intake.reading.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence


_FEWEST_GROUPS = 2


def partner(rows: Sequence[Row], best: int, merged: Sequence[Merged]) -> list[int]:
    """The indexes of the head's rows: the best row alone, or with the row above or below it."""
    for upper, lower in ((best, best + 1), (best - 1, best)):
        if upper >= 0 and lower < len(rows) and _is_pair(rows[upper], rows[lower], merged):
            return [upper, lower]
    return [best]


def _is_pair(upper: Row, lower: Row, merged: Sequence[Merged]) -> bool:
    """Whether two neighbouring rows are one head.

    Each name that stands only below must belong to a group that starts above it. Some column has its name above
    only (number and name of the person), or the workbook says by two merged areas that these are groups.
    """
    above, below = set(upper.filled()), set(lower.filled())
    if lower.number != upper.number + 1 or below <= above:
        return False
    if not all(is_name(lower.value(c)) for c in below) or any(is_typed(upper.value(c)) for c in above):
        return False
    spans = _spans(upper, merged)
    if above <= below and len(spans) < _FEWEST_GROUPS:
        return False
    return all(_group_start(c, above, spans) in (below if not spans else above) for c in below - above)


def _spans(row: Row, merged: Sequence[Merged]) -> list[Merged]:
    """The merged areas that lie in one row."""
    return [
        area
        for area in merged
        if area.top == row.number and area.bottom == row.number and area.right > area.left
    ]


def _group_start(column: int, above: set[int], spans: Sequence[Merged]) -> int:
    """The column in which the group over a column begins; 0 for none."""
    if spans:
        return next((area.left for area in spans if area.left <= column <= area.right), 0)
    return max((start for start in above if start <= column), default=0)


def name_columns(table: Table, head: Sequence[Row]) -> list[Column]:
    """The columns of a table by the one or two rows of its head."""
    numbers = range(1, table.width + 1)
    if len(head) == 1:
        return [Column(c, _name(head[0], c)) for c in numbers]
    upper, lower = head
    above = set(upper.filled())
    spans = _spans(upper, table.merged)
    columns = []
    for c in numbers:
        if not _name(lower, c):
            columns.append(Column(c, _name(upper, c)))
            continue
        start = c if c in above else _group_start(c, above, spans)
        columns.append(Column(c, _name(lower, c), _name(upper, start) if start else ""))
    return columns


def _name(row: Row, column: int) -> str:
    return " ".join(clean(as_text(row.value(column))).split())
