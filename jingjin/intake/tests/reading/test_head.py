from __future__ import annotations

import pytest

from jingjin.intake.reading import FileCode, FileProblem, Kind, SkipReason, find_sheet, read_tables
from jingjin.intake.tests.reading.made import ROSTER, csv_bytes, one_field, sheet_of, xlsx


def test_title_blank_total_note_and_repeated_head() -> None:
    data = csv_bytes(
        "华东公司2026年花名册,,,",
        ",,,",
        "工号,姓名,部门,金额",
        "001,林知夏,销售,1",
        "002,赵启航,销售,2",
        "小计,,,3",
        ",,,",
        "工号,姓名,部门,金额",
        "003,孙望,研发,4",
        "研发部合计,,,4",
        "总　计,,,7",
        "制表：何,,审核：,",
    )

    sheet = sheet_of(data)

    assert sheet.head_rows == (3,)
    assert [column.title for column in sheet.columns] == ["工号", "姓名", "部门", "金额"]
    assert [row.number for row in sheet.rows] == [4, 5, 9]
    assert [(row.row, row.reason) for row in sheet.skipped] == [
        (1, SkipReason.TITLE),
        (2, SkipReason.BLANK),
        (6, SkipReason.TOTAL),
        (7, SkipReason.BLANK),
        (8, SkipReason.REPEATED_HEAD),
        (10, SkipReason.TOTAL),
        (11, SkipReason.TOTAL),
        (12, SkipReason.NOTE),
    ]
    assert sheet.titles == ("华东公司2026年花名册", "文件")


@pytest.mark.parametrize(
    "text", ["合计：3人", "共 2 人", "本页小计", "平均值", "Grand Total", "Sub-total", "财务部合计"]
)
def test_words_of_totals(text: str) -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,部门,金额", "001,林,研发,1", "002,赵,研发,2", f"{text},,,3"))

    assert [(row.row, row.reason) for row in sheet.skipped] == [(4, SkipReason.TOTAL)]


def test_every_row_is_head_data_or_skipped() -> None:
    table = read_tables(csv_bytes("表,,", "工号,姓名,部门", "1,林,", ",,", "合计,,1"), "a.csv")[0]

    sheet = find_sheet(table, ROSTER)

    told = [*sheet.head_rows, *(row.number for row in sheet.rows), *(row.row for row in sheet.skipped)]
    assert sorted(told) == [row.number for row in table.rows]


def test_an_indicator_named_total_is_data() -> None:
    sheet = sheet_of(csv_bytes("工号,指标,数值", "001,加班合计,3", "002,加班合计,4", "合计,,7"))

    assert [row.number for row in sheet.rows] == [2, 3]


def test_a_full_row_that_begins_like_a_note_is_data() -> None:
    sheet = sheet_of(csv_bytes("说明,工号,姓名", "备注：转岗,001,林", "无,002,赵", "备注：以上为在职人员,,"))

    assert [row.number for row in sheet.rows] == [2, 3]


def test_a_head_of_two_rows_by_its_gaps() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,一季度,,二季度,", ",,1月,2月,4月,5月", "001,林,1,2,3,4"))

    assert sheet.head_rows == (1, 2)
    assert [c.title for c in sheet.columns] == [
        "工号",
        "姓名",
        "一季度/1月",
        "一季度/2月",
        "二季度/4月",
        "二季度/5月",
    ]
    assert [row.number for row in sheet.rows] == [3]


def test_a_head_of_two_rows_by_merged_cells() -> None:
    data = xlsx(
        ["工号", "姓名", "销售额", None, "回款", None],
        [None, None, "目标", "实际", "目标", "实际"],
        ["001", "林", 1, 2, 3, 4],
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
    )

    titles = [column.title for column in sheet_of(data).columns]

    assert titles == ["工号", "姓名", "销售额/目标", "销售额/实际", "回款/目标", "回款/实际"]


def test_a_department_merged_over_its_people_belongs_to_each() -> None:
    data = xlsx(
        ["部门", "工号", "姓名", "奖金"],
        ["销售", "001", "林", 300],
        [None, "002", "赵", None],
        ["研发", "003", "孙", 100],
        merged=["A2:A3", "D2:D3"],
    )

    rows = sheet_of(data).rows

    assert [row.value(1) for row in rows] == ["销售", "销售", "研发"]
    assert [row.value(4) is None for row in rows] == [False, True, False]


def test_a_heading_of_a_block_is_no_person_but_a_lone_name_is_a_row() -> None:
    sheet = sheet_of(csv_bytes("部门,工号,姓名,金额", "销售部,,,", "销售,001,林,1", ",,赵,", "x,002,钱,2"))

    assert [row.number for row in sheet.rows] == [3, 4, 5]
    assert [(row.row, row.reason) for row in sheet.skipped] == [(2, SkipReason.SECTION)]


def test_without_known_names_the_change_of_type_finds_the_head() -> None:
    sheet = sheet_of(
        csv_bytes("报表一,x,", "甲,乙,丙", "a,1,2026-01-01", "b,2,2026-01-02"), one_field(Kind.NUMBER)
    )

    assert sheet.head_rows == (2,)
    assert sheet.sure


def test_a_guess_is_not_sure_and_a_person_may_name_the_row() -> None:
    table = read_tables(csv_bytes("甲,乙", "丙,丁", "戊,己"), "a.csv")[0]

    assert find_sheet(table, ROSTER).sure is False
    assert find_sheet(table, ROSTER, head_row=2).head_rows == (2,)


def test_numbers_alone_have_no_head() -> None:
    with pytest.raises(FileProblem) as caught:
        sheet_of(csv_bytes("1,2,3", "4,5,6"))

    assert caught.value.code == FileCode.NO_HEAD


def test_the_sheet_that_fits_best_comes_first() -> None:
    tables = [
        *read_tables(csv_bytes("说明,内容", "一,二"), "说明.csv"),
        *read_tables(csv_bytes("工号,姓名,部门", "1,林,研发"), "数据.csv"),
    ]

    from jingjin.intake.reading import find_sheets

    assert [sheet.name for sheet in find_sheets(tables, ROSTER)] == ["数据", "说明"]
