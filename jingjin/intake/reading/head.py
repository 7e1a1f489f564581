"""Finding the head of a table: which one or two rows name the columns, what stands above, what is no data below."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from jingjin.intake.reading.codes import FileCode, SkipReason
from jingjin.intake.reading.groups import name_columns, partner
from jingjin.intake.reading.looks import is_name, is_typed
from jingjin.intake.reading.names import SAME_WITHOUT_UNIT, Names
from jingjin.intake.reading.problems import FileProblem
from jingjin.intake.reading.sheet import Column, Sheet, SkippedRow
from jingjin.intake.reading.signs import RowSigns
from jingjin.intake.reading.table import Row, Table, as_text
from jingjin.intake.reading.target import Kind, Target
from jingjin.intake.reading.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEARCHED = 40  # rows in which a head is looked for
_BELOW = 30  # rows by which the type of a column is judged
_MOSTLY = 0.6
_SURE = 2.5  # more than an even row of texts alone
_FEWEST_NAMES = 2
_SHOWN = 60


def find_sheet(table: Table, target: Target, *, head_row: int | None = None) -> Sheet:
    """The table with its head found for a target; `head_row` is the row a person named instead.

    Raises FileProblem no_head when no row can name columns.
    """
    rows = list(islice((row for row in table.rows if row.filled()), _SEARCHED + _BELOW))
    names = Names(target)
    scores = _scores(rows, names)
    if head_row is not None:
        scores = {i: _SURE for i, row in enumerate(rows) if row.number == head_row}
    if not scores:
        raise FileProblem(FileCode.NO_HEAD, sheet=table.name)
    best = max(scores, key=lambda i: scores[i])
    pair = partner(rows, best, table.merged)
    return _sheet(table, [rows[i] for i in pair], names, sure=scores[best] >= _SURE)


def _scores(rows: Sequence[Row], names: Names) -> dict[int, float]:
    """The rows that could be a head, each with its score: known names, texts over numbers, width, height."""
    typed = [[is_typed(value) for value in row.values] for row in rows]
    return {
        i: score
        for i, row in enumerate(rows[:_SEARCHED])
        if (score := _score(row, rows[i + 1 : i + 1 + _BELOW], typed[i + 1 : i + 1 + _BELOW], names))
        is not None
    }


def _score(row: Row, below: Sequence[Row], typed: Sequence[Sequence[bool]], names: Names) -> float | None:
    filled = row.filled()
    named = [column for column in filled if is_name(row.value(column))]
    judged = sum(1 for column in filled if not is_typed(row.value(column)) or column in named)
    widest = max((len(other.filled()) for other in below), default=len(filled))
    if not named or len(named) < judged * _MOSTLY or (len(filled) < _FEWEST_NAMES <= widest):
        return None
    texts = [fold(as_text(row.value(column))) for column in named]
    known = sum(names.match(as_text(row.value(column))) for column in named)
    changes = sum(1 for column in named if _typed_below(column, below, typed))
    doubles = len(texts) - len(set(texts))
    return 3 * known + changes + 2 * min(1.0, len(filled) / widest) - doubles / 2 - row.number / 100


def _typed_below(column: int, below: Sequence[Row], typed: Sequence[Sequence[bool]]) -> bool:
    filled = [i for i, row in enumerate(below) if row.value(column) is not None]
    return bool(filled) and sum(typed[i][column - 1] for i in filled) >= len(filled) * _MOSTLY


def find_sheets(tables: Sequence[Table], target: Target) -> list[Sheet]:
    """Every visible table that has a head, the best for the target first; raises FileProblem when none has."""
    names = Names(target)
    sheets = []
    problem = FileProblem(FileCode.NO_HEAD, sheet=tables[0].name if tables else "")
    for table in tables:
        if table.hidden or not table.rows:
            continue
        try:
            sheets.append(find_sheet(table, target))
        except FileProblem as error:
            problem = error
    if not sheets:
        raise problem
    return sorted(sheets, key=lambda sheet: -sum(names.match(column.name) for column in sheet.columns))


def _sheet(table: Table, head: Sequence[Row], names: Names, *, sure: bool) -> Sheet:
    columns = name_columns(table, head)
    last = head[-1].number
    below = _filled_down(table, last)
    signs = RowSigns(columns, below, _person_columns(columns, names))
    skipped = [_skipped(row, SkipReason.TITLE) for row in table.rows if row.number < head[0].number]
    rows = []
    for row, reason in zip(below, signs.reasons(), strict=True):
        if reason is None:
            rows.append(row)
        else:
            skipped.append(_skipped(row, reason))
    titles = tuple(row.text for row in skipped if row.reason == SkipReason.TITLE and row.text)
    used = tuple(c for c in columns if c.name or any(row.value(c.number) is not None for row in rows))
    return Sheet(table.name, tuple(r.number for r in head), sure, used, rows, skipped, (*titles, table.name))


def _skipped(row: Row, reason: SkipReason) -> SkippedRow:
    text = " ".join(clean(as_text(row.value(column))) for column in row.filled())
    return SkippedRow(row.number, reason if text else SkipReason.BLANK, text[:_SHOWN])


def _person_columns(columns: Sequence[Column], names: Names) -> list[int]:
    """The columns in which a single filled cell is still a person to report, and no heading."""
    numbers = [field for field in names.target.fields if field.kind == Kind.PERSON_NUMBER]
    return [
        c.number for c in columns if any(names.score(c.name, field) >= SAME_WITHOUT_UNIT for field in numbers)
    ]


def _filled_down(table: Table, last_head: int) -> list[Row]:
    """The rows below the head, with a merged cell's text in each of its rows.

    A department merged over a block belongs to each person in it. Numbers are not repeated: a bonus merged over
    three people is one bonus.
    """
    below = [row for row in table.rows if row.number > last_head]
    position = {row.number: i for i, row in enumerate(below)}
    for area in table.merged:
        if area.left != area.right or area.top not in position:
            continue
        value = below[position[area.top]].value(area.left)
        if not isinstance(value, str):
            continue
        for number in range(area.top + 1, area.bottom + 1):
            if number in position:
                below[position[number]] = below[position[number]].replaced(area.left, value)
    return below
