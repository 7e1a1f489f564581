from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from jingjin.intake.reading import FileCode, FileProblem, Limits, read_tables
from jingjin.intake.tests.reading.made import xlsx


def test_cells_keep_their_types_and_places() -> None:
    data = xlsx(
        ["工号", "入职", "打卡", "金额", "在职"],
        [],
        ["00123", date(2026, 1, 2), datetime.fromisoformat("2026-01-02 08:30"), 1234.5, True],
        [1001, None, None, 0.1 + 0.2, False],
    )

    table = read_tables(data, "a.xlsx")[0]

    assert [(row.number, row.values) for row in table.rows if row.filled()] == [
        (1, ("工号", "入职", "打卡", "金额", "在职")),
        (3, ("00123", date(2026, 1, 2), datetime.fromisoformat("2026-01-02 08:30"), Decimal("1234.5"), True)),
        (4, (Decimal(1001), None, None, Decimal("0.3"), False)),
    ]
    assert table.rows[2].cell(2) == (3, 2, date(2026, 1, 2), "2026-01-02")


def test_a_table_that_begins_further_down_and_right_keeps_its_places() -> None:
    book = openpyxl.Workbook()
    book.active["C5"] = "姓名"
    out = io.BytesIO()
    book.save(out)

    row = read_tables(out.getvalue(), "a.xlsx")[0].rows[0]

    assert (row.number, row.filled(), row.value(3)) == (5, [3], "姓名")


def test_numbers_shown_with_leading_zeros_keep_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("花名 & 册", 0)
    sheet.append(["工号", "金额", "姓名"])
    sheet.append([123, 123, "林"])
    sheet.append(["A7", 4.5, "赵"])
    sheet["A2"].number_format = sheet["A3"].number_format = "00000"
    sheet["B2"].number_format = "0.00"
    sheet["B3"].number_format = "000"
    out = io.BytesIO()
    book.save(out)

    rows = read_tables(out.getvalue(), "a.xlsx")[0].rows

    assert [row.values[:2] for row in rows[1:]] == [("00123", Decimal(123)), ("A7", Decimal("4.5"))]


def test_sheets_hidden_and_merged() -> None:
    book = openpyxl.Workbook()
    book.active.append(["标题"])
    book.active.merge_cells("A1:C2")
    secret = book.create_sheet("底稿")
    secret.append([1])
    secret.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)

    tables = read_tables(out.getvalue(), "a.xlsx")

    assert [(table.name, table.hidden, table.merged) for table in tables] == [
        ("Sheet", False, ((1, 1, 2, 3),)),
        ("底稿", True, ()),
    ]


def code_of(data: bytes, filename: str = "a.xlsx", limits: Limits | None = None) -> FileCode:
    with pytest.raises(FileProblem) as caught:
        read_tables(data, filename, limits=limits or Limits())
    return caught.value.code


def rezipped(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info.filename))
    return out.getvalue()


def test_an_empty_workbook_is_empty() -> None:
    assert code_of(xlsx()) == FileCode.EMPTY


def test_a_workbook_locked_with_a_password_says_so() -> None:
    compound = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    )

    assert code_of(compound) == FileCode.ENCRYPTED


def test_another_office_document_is_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    with pytest.raises(FileProblem) as caught:
        read_tables(out.getvalue(), "a.xlsx")

    assert (caught.value.code, caught.value.params) == (FileCode.WRONG_KIND, {"kind": "docx"})


def test_a_cut_workbook_is_damaged() -> None:
    data = xlsx(["a", "b"], [1, 2])

    assert {code_of(data[: len(data) * part // 10]) for part in range(1, 10)} == {FileCode.DAMAGED}


def test_a_bomb_is_not_unpacked() -> None:
    data = rezipped(xlsx(["a"]), "xl/worksheets/sheet1.xml", b" " * 20_000_000)

    assert code_of(data) == FileCode.BOMB


def test_a_bomb_that_lies_about_its_size_is_found() -> None:
    data = rezipped(xlsx(["a"]), "xl/worksheets/sheet1.xml", b" " * 20_000_000)
    lying = data.replace(struct.pack("<L", 20_000_000), struct.pack("<L", 20))

    assert code_of(lying) in {FileCode.BOMB, FileCode.DAMAGED}


def test_one_cell_far_away_does_not_fill_the_memory() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.active["XFD1048576"] = 1
    out = io.BytesIO()
    book.save(out)

    assert code_of(out.getvalue()) == FileCode.TOO_MANY_CELLS


def test_formats_far_away_are_no_cells() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "姓名"
    book.active["XFD1048576"].number_format = "0.00"
    out = io.BytesIO()
    book.save(out)

    assert read_tables(out.getvalue(), "a.xlsx")[0].rows[0].values == ("姓名",)
