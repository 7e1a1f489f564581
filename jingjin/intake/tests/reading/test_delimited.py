from __future__ import annotations

import pytest

from jingjin.intake.reading import FileCode, FileProblem, Limits, read_tables
from jingjin.intake.tests.reading.made import csv_bytes

ROWS = [("工号", "姓名", "部门"), ("001", "林知夏", "华东区"), ("002", "赵启航", "研发")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(encoding: str, delimiter: str, ends: str) -> None:
    data = csv_bytes(*(delimiter.join(row) for row in ROWS), encoding=encoding, ends=ends)

    table = read_tables(data, "花名册.csv")[0]

    assert [row.values for row in table.rows] == ROWS
    assert table.delimiter == delimiter


def test_detected_encoding_is_told() -> None:
    assert (
        read_tables(csv_bytes("姓名,部门", "林,研发", encoding="gb18030"), "a.csv")[0].encoding == "gb18030"
    )


def test_western_accents_are_not_taken_for_chinese() -> None:
    data = csv_bytes("Name,City", "José Peña,Málaga", "Zoë Müller,Köln", encoding="cp1252")

    table = read_tables(data, "a.csv")[0]

    assert table.rows[1].values == ("José Peña", "Málaga")
    assert table.encoding == "cp1252"


def test_rare_signs_of_names_are_chinese_too() -> None:
    data = csv_bytes("姓名,unit", "陶喆,A", "王珺淏,B", encoding="gb18030")

    assert [row.value(1) for row in read_tables(data, "a.csv")[0].rows] == ["姓名", "陶喆", "王珺淏"]


def test_utf8_cut_inside_a_sign_is_told_and_not_misread() -> None:
    data = csv_bytes("姓名,部门", "林知夏,华东销售区")[:-2]

    with pytest.raises(FileProblem) as caught:
        read_tables(data, "a.csv")

    assert (caught.value.code, caught.value.params) == (FileCode.ENCODING, {"row": 2})


def test_an_encoding_named_by_a_person_is_used() -> None:
    data = csv_bytes("姓名,部門", "陳大文,銷售", encoding="big5")

    assert read_tables(data, "a.csv", encoding="big5")[0].rows[1].values == ("陳大文", "銷售")


def test_quoted_cells_keep_delimiters_quotes_and_line_breaks() -> None:
    data = csv_bytes("姓名,备注", '林,"5-6号, 迟到', '5-9号 ""补卡"""', "赵,无")

    rows = read_tables(data, "a.csv")[0].rows

    assert [row.values for row in rows] == [
        ("姓名", "备注"),
        ("林", '5-6号, 迟到\n5-9号 "补卡"'),
        ("赵", "无"),
    ]
    assert [row.number for row in rows] == [1, 2, 3]


def test_row_numbers_count_blank_lines() -> None:
    rows = read_tables(csv_bytes("a,b", "", "1,2"), "a.csv")[0].rows

    assert [row.number for row in rows if row.filled()] == [1, 3]


def test_a_hint_of_the_delimiter_is_no_row() -> None:
    table = read_tables(csv_bytes("sep=;", "姓名;金额", "林;1,5"), "a.csv")[0]

    assert [row.values for row in table.rows] == [("姓名", "金额"), ("林", "1,5")]


def test_a_quote_inside_prose_is_read() -> None:
    assert read_tables(csv_bytes("姓名,备注", '林,"好"评'), "a.csv")[0].rows[1].values == ("林", "好评")


def test_a_quote_never_closed_is_told() -> None:
    with pytest.raises(FileProblem) as caught:
        read_tables(csv_bytes("姓名,备注", '林,"没有', "赵,x"), "a.csv")

    assert caught.value.code == FileCode.OPEN_QUOTE


def test_tab_separated_text_under_a_workbook_name_is_read() -> None:
    table = read_tables(csv_bytes("姓名\t部门", "林\t研发", encoding="gb18030"), "导出.xls")[0]

    assert (table.kind, table.rows[1].values) == ("csv", ("林", "研发"))


@pytest.mark.parametrize(
    ("data", "filename", "code"),
    [
        (b"", "a.csv", FileCode.EMPTY),
        (b"\xef\xbb\xbf \r\n", "a.csv", FileCode.EMPTY),
        (b",,\n,,\n", "a.csv", FileCode.EMPTY),
        (b"\x00\x01\x02\x03" * 50, "a.csv", FileCode.NOT_A_TABLE),
        (b"%PDF-1.7 ...", "a.csv", FileCode.WRONG_KIND),
        (b"a,b\n1,2\n", "a.docx", FileCode.WRONG_KIND),
        (b"<html><table><tr><td>1</td></tr></table></html>", "a.xls", FileCode.WEB_PAGE),
        (b"just some words\n", "a.xlsx", FileCode.WRONG_EXTENSION),
        ("姓名,部门\n".encode() + b"\xff\xfe\x81 ok\n", "a.csv", FileCode.ENCODING),
    ],
)
def test_what_is_no_table_says_why(data: bytes, filename: str, code: FileCode) -> None:
    with pytest.raises(FileProblem) as caught:
        read_tables(data, filename)

    assert caught.value.code == code


def test_limits() -> None:
    data = csv_bytes("a,b,c", *["1,2,3"] * 10)
    for limits, code in [
        (Limits(size=10), FileCode.TOO_LARGE),
        (Limits(cells=20), FileCode.TOO_MANY_CELLS),
        (Limits(columns=2), FileCode.TOO_MANY_CELLS),
    ]:
        with pytest.raises(FileProblem) as caught:
            read_tables(data, "a.csv", limits=limits)
        assert caught.value.code == code
