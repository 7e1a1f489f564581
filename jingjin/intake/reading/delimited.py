"""Reading delimited text: comma, semicolon or tab, any line ends, quotes with line breaks inside."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from jingjin.intake.reading.codes import FileCode
from jingjin.intake.reading.encodings import decode
from jingjin.intake.reading.problems import FileProblem
from jingjin.intake.reading.table import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jingjin.intake.reading.limits import Limits

_DELIMITERS = ",;\t"
_LOOKED_AT = 200


def read_delimited(data: bytes, name: str, limits: Limits, encoding: str = "") -> Table:
    """The table in a delimited text file; cells are text as written, None where only blanks stand.

    A first line "sep=;" is Excel's own hint and no row. Raises FileProblem.
    """
    text, encoding = decode(data, encoding)
    text, delimiter = _hinted(text.removeprefix("\ufeff").rstrip("\x1a"))
    delimiter = delimiter or _find_delimiter(text)
    rows: list[Row] = []
    cells = 0
    for number, record in enumerate(_records(text, delimiter), 1):
        cells += len(record)
        if cells > limits.cells or len(record) > limits.columns:
            raise FileProblem(FileCode.TOO_MANY_CELLS, cells=limits.cells, columns=limits.columns)
        rows.append(Row(number, tuple([cell if cell.strip() else None for cell in record])))
    if not any(row.filled() for row in islice(rows, _LOOKED_AT)) and not any(row.filled() for row in rows):
        raise FileProblem(FileCode.EMPTY)
    return Table(name, "csv", rows, encoding, delimiter)


def _hinted(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    first = first.strip().strip('"')
    if first.startswith("sep=") and len(first) == len("sep=") + 1:
        return rest, first[-1]
    return text, ""


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The records of a text, strict about quotes first.

    Strictness finds a quote that is never closed and would swallow the rest of the file into one cell; a quote
    in the middle of a cell is common in prose and is read leniently.
    """
    try:
        return iter(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)))
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise FileProblem(FileCode.OPEN_QUOTE) from error
    return _leniently(text, delimiter)


def _leniently(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        raise FileProblem(FileCode.DAMAGED, row=reader.line_num) from error


def _find_delimiter(text: str) -> str:
    """The delimiter that cuts most of the first rows into the same number of cells."""
    return max(_DELIMITERS, key=lambda mark: _evenness(text, mark))


def _evenness(text: str, delimiter: str) -> float:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = Counter(len(record) for record in islice(reader, _LOOKED_AT) if record)
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    parted = {width: count for width, count in widths.items() if width > 1}
    return max(parted.values(), default=0) / widths.total()
