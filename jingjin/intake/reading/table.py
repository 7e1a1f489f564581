"""A table as it stands in the file: typed cells at their original rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

# None for an empty cell; a cell of blanks alone is empty.
Value: TypeAlias = str | Decimal | date | datetime | bool | None


class Cell(NamedTuple):
    """One cell; row and column count from 1, `text` is what stands in it before any cleaning."""

    row: int
    column: int
    value: Value
    text: str


class Row(NamedTuple):
    """One row; `number` is its row in the file as a spreadsheet shows it, from 1."""

    number: int
    values: tuple[Value, ...]

    def value(self, column: int) -> Value:
        """The value in a column (from 1), None beyond the row's end."""
        return self.values[column - 1] if column <= len(self.values) else None

    def replaced(self, column: int, value: Value) -> Row:
        """The row with another value in a column (from 1)."""
        values = list(self.values) + [None] * (column - len(self.values))
        values[column - 1] = value
        return Row(self.number, tuple(values))

    def cell(self, column: int) -> Cell:
        """The cell in a column (from 1)."""
        value = self.value(column)
        return Cell(self.number, column, value, as_text(value))

    def filled(self) -> list[int]:
        """The columns (from 1) that hold something."""
        return [column for column, value in enumerate(self.values, 1) if value is not None]


class Merged(NamedTuple):
    """A merged area, all bounds from 1 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or a whole delimited file.

    `kind` is csv, xlsx, xls, xlsb or ods as found in the bytes, whatever the file's name says. `encoding`
    and `delimiter` are those found in a delimited file, else "". Blank rows are kept, so that `rows[i]`
    need not be row i + 1: use `Row.number`.
    """

    name: str
    kind: str
    rows: list[Row]
    encoding: str = ""
    delimiter: str = ""
    hidden: bool = False
    merged: tuple[Merged, ...] = field(default=())

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max((len(row.values) for row in self.rows), default=0)


def stacked(rows: Sequence[Row]) -> list[tuple[Value, ...]]:
    """The columns of rows, short rows filled up with None."""
    return list(zip_longest(*(row.values for row in rows)))


def as_text(value: Value) -> str:
    """The value as a person reads it: no exponent, no ".0", dates as ISO, midnight without its time."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat()


def plain(number: Decimal) -> str:
    """A number without exponent and without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
