from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingjin.intake.reading import FileProblem, find_sheets, parse_rows, propose_mapping, read_tables
from jingjin.intake.reading.text import clean
from jingjin.intake.tests.reading.made import ROSTER, TODAY, xlsx

# Text as people write it, not only blanks (that is an empty cell), without control signs (which a workbook can't hold) and surrogates (no encoding can).
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=12).filter(
    str.strip
)
NUMBERS = st.integers(-(10**12), 10**12).map(lambda number: Decimal(number) / 100)
XLSX_START = b"PK\x03\x04"
XLS_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@given(
    st.lists(st.lists(TEXTS | st.just(""), min_size=2, max_size=5), min_size=1, max_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_delimited_file_written_and_read_is_the_same(
    rows: list[list[str]], encoding: str, delimiter: str, ends: str
) -> None:
    head = ["工号", "姓名", "部门", "说明", "备注"]
    table = [head, *([*row, *[""] * 5][:5] for row in rows)]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL).writerows(table)

    read = read_tables(out.getvalue().encode(encoding), "a.csv", encoding=encoding)[0]

    assert [[value or "" for value in row.values] for row in read.rows] == table


@given(
    st.lists(
        st.lists(
            st.none() | NUMBERS | st.booleans() | st.dates(date(1950, 1, 1), date(2100, 1, 1)),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_workbook_written_and_read_is_the_same(rows: list[list[object]]) -> None:
    width = max(map(len, rows))
    data = xlsx(["a"] * width, *rows)

    read = read_tables(data, "a.xlsx")[0]

    written = [tuple([*row, *[None] * width][:width]) for row in rows]
    while written and not any(value is not None for value in written[-1]):
        written.pop()
    assert [row.values for row in read.rows[1:]] == written


@given(st.lists(st.text("0123456789", min_size=1, max_size=9), min_size=1, max_size=20))
def test_numbers_of_people_survive_any_file(numbers: list[str]) -> None:
    rows = [["工号", "姓名"], *([number, "林"] for number in numbers)]
    data = "\n".join(",".join(row) for row in rows).encode("gb18030")

    for content, name in ((data, "a.csv"), (xlsx(*rows), "a.xlsx")):
        sheet = find_sheets(read_tables(content, name), ROSTER)[0]
        records = parse_rows(
            sheet, ROSTER, propose_mapping(sheet, ROSTER).mapping({1: "number"}), today=TODAY
        )
        assert [record.values["number"] for record in records.records] == numbers


@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(
    st.binary(max_size=400)
    | st.binary(max_size=200).map(lambda tail: XLSX_START + tail)
    | st.binary(max_size=200).map(lambda tail: XLS_START + tail)
    | st.text(max_size=200).map(str.encode),
    st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.txt", "a", "a.pdf"]),
)
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes, filename: str) -> None:
    _read_or_refuse(data, filename)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return xlsx(["工号", "姓名"], ["001", "林"], ["002", "赵"])


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_with_a_reason(workbook: bytes, data: st.DataObject) -> None:
    broken = bytearray(workbook)
    for _ in range(data.draw(st.integers(1, 5))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))

    _read_or_refuse(bytes(broken[: data.draw(st.integers(1, len(broken)))]), "a.xlsx")


def _read_or_refuse(data: bytes, filename: str) -> None:
    """Reading and everything behind it raises FileProblem only."""
    try:
        sheet = find_sheets(read_tables(data, filename), ROSTER)[0]
    except FileProblem:
        return
    parse_rows(sheet, ROSTER, propose_mapping(sheet, ROSTER).mapping(), today=TODAY)
