"""A table whose head was found: columns with names, rows of data, and every other row with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jingjin.intake.reading.codes import FileCode
from jingjin.intake.reading.problems import FileProblem
from jingjin.intake.reading.table import stacked
from jingjin.intake.reading.text import fold

if TYPE_CHECKING:
    from jingjin.intake.reading.codes import SkipReason
    from jingjin.intake.reading.table import Row, Value


class Column(NamedTuple):
    """A column of the file (`number` from 1), its name, and the group name above it where the head has two rows."""

    number: int
    name: str
    group: str = ""

    @property
    def title(self) -> str:
        """Group and name as one: "一季度/1月"; the column's letter where the head says nothing."""
        return "/".join(part for part in (self.group, self.name) if part) or letter(self.number)


class SkippedRow(NamedTuple):
    """A row that holds no data, why, and the start of what stands in it."""

    row: int
    reason: SkipReason
    text: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table read with its head.

    `head_rows` are the one or two rows of the head; `sure` is False when the head was only the best guess and a
    person should look; `titles` are the texts above the head and the sheet's name, where a period often stands.
    """

    name: str
    head_rows: tuple[int, ...]
    sure: bool
    columns: tuple[Column, ...]
    rows: list[Row]
    skipped: list[SkippedRow]
    titles: tuple[str, ...] = ()

    def values(self, column: int) -> list[Value]:
        """All values of a column (number from 1), one per row of `rows`."""
        return list(self._stacked[column - 1]) if column <= len(self._stacked) else [None] * len(self.rows)

    @cached_property
    def _stacked(self) -> list[tuple[Value, ...]]:
        return stacked(self.rows)

    def find(self, name: str) -> Column:
        """The first column of a name or title, in any spelling; FileProblem when there is none."""
        wanted = fold(name)
        for column in self.columns:
            if wanted in (fold(column.name), fold(column.title)):
                return column
        raise FileProblem(FileCode.NO_SUCH_COLUMN, column=name)


def letter(column: int) -> str:
    """A column's letters as a spreadsheet shows them: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
