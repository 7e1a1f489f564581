"""Reading XLSX and XLS workbooks with python-calamine into tables."""

from __future__ import annotations

import io
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jingjin.intake.reading.archive import check_archive
from jingjin.intake.reading.codes import FileCode
from jingjin.intake.reading.padded import padded_cells
from jingjin.intake.reading.problems import FileProblem
from jingjin.intake.reading.table import Merged, Row, Table, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

    from jingjin.intake.reading.limits import Limits

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_BIFF = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))


def read_workbook(data: bytes, limits: Limits) -> list[Table]:
    """All sheets of a workbook, hidden ones too (marked); raises FileProblem.

    Numbers become Decimals of 15 digits, which is what a spreadsheet keeps; formulas give their stored result;
    error values (#N/A) are empty. Whole numbers that XLSX shows with leading zeros (format 00000) are the texts that
    people see.
    """
    kind = "xlsx" if data.startswith(ZIP) else "xls"
    if kind == "xlsx":
        check_archive(data, limits)
    else:
        _check_compound(data)
    from python_calamine import CalamineError, PasswordError  # the native library loads only for a workbook

    try:
        return _sheets(data, kind, limits)
    except PasswordError as error:
        raise FileProblem(FileCode.ENCRYPTED) from error
    except CalamineError as error:
        raise FileProblem(FileCode.DAMAGED) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of the native library, and no Exception
            raise
        raise FileProblem(FileCode.DAMAGED) from error


def _check_compound(data: bytes) -> None:
    """A compound file is XLS, or a workbook locked with a password, or another office document."""
    if _PROTECTED in data:
        raise FileProblem(FileCode.ENCRYPTED)
    if not any(name in data for name in _BIFF):
        raise FileProblem(FileCode.WRONG_KIND, kind="doc")


def _sheets(data: bytes, kind: str, limits: Limits) -> list[Table]:
    from python_calamine import CalamineWorkbook

    padded = padded_cells(data) if kind == "xlsx" else {}
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        tables = [_table(book, info, kind, limits, padded.get(info.name, {})) for info in _worksheets(book)]
    if not any(table.rows for table in tables):
        raise FileProblem(FileCode.EMPTY)
    return tables


def _worksheets(book: CalamineWorkbook) -> Iterator[SheetMetadata]:
    from python_calamine import SheetTypeEnum

    return (info for info in book.sheets_metadata if info.typ == SheetTypeEnum.WorkSheet)


def _table(
    book: CalamineWorkbook,
    info: SheetMetadata,
    kind: str,
    limits: Limits,
    padded: Mapping[tuple[int, int], int],
) -> Table:
    from python_calamine import SheetVisibleEnum

    sheet = book.get_sheet_by_name(info.name)
    if sheet.total_width > limits.columns or sheet.height * sheet.width > limits.cells:
        raise FileProblem(FileCode.TOO_MANY_CELLS, cells=limits.cells, columns=limits.columns)
    merged = tuple(
        Merged(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    hidden = info.visible != SheetVisibleEnum.Visible
    return Table(info.name, kind, _with_zeros(_rows(sheet), padded), hidden=hidden, merged=merged)


def _rows(sheet: CalamineSheet) -> list[Row]:
    if sheet.start is None:
        return []
    top, left = sheet.start
    margin: tuple[Value, ...] = (None,) * left
    return [
        Row(number, margin + tuple([_value(cell) for cell in cells]))
        for number, cells in enumerate(sheet.to_python(), top + 1)
    ]


def _with_zeros(rows: list[Row], padded: Mapping[tuple[int, int], int]) -> list[Row]:
    """The rows with cells that are shown with leading zeros as the texts that people see."""
    columns: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (row, column), width in padded.items():
        columns[row].append((column, width))
    return [_padded(row, columns[row.number]) if row.number in columns else row for row in rows]


def _padded(row: Row, columns: list[tuple[int, int]]) -> Row:
    for column, width in columns:
        value = row.value(column)
        if isinstance(value, Decimal) and value >= 0 and value == value.to_integral_value():
            row = row.replaced(column, f"{value:f}".partition(".")[0].zfill(width))
    return row


def _value(cell: object) -> Value:
    if isinstance(cell, str):
        return cell if cell.strip() else None
    if isinstance(cell, (bool, date)):
        return cell
    if isinstance(cell, (int, float)):
        return Decimal(f"{cell:.15g}")
    return str(cell)  # a time or a duration
