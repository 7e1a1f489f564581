from __future__ import annotations

from datetime import date
from decimal import Decimal

from jingjin.intake.reading import CellCode, parse_rows, propose_mapping
from jingjin.intake.tests.reading.made import ROSTER, TODAY, csv_bytes, sheet_of, xlsx


def test_a_roster_as_people_make_them() -> None:
    data = csv_bytes(
        "华东公司花名册,,,,,",
        "工号,姓名,部门,上级工号,入职日期,用工类型",
        "００１,　林知夏 ,销售,,2024年3月1日,正式",
        ",,,,,",
        "002,赵启航,销售,001,20240305,试用",
        "合计,2人,,,,",
        encoding="gb18030",
    )
    sheet = sheet_of(data)

    records = parse_rows(sheet, ROSTER, propose_mapping(sheet, ROSTER).mapping(), today=TODAY)

    assert [(record.row, record.values) for record in records.records] == [
        (
            3,
            {
                "number": "001",
                "name": "林知夏",
                "unit": "销售",
                "manager": None,
                "hired": date(2024, 3, 1),
                "type": "regular",
            },
        ),
        (
            5,
            {
                "number": "002",
                "name": "赵启航",
                "unit": "销售",
                "manager": "001",
                "hired": date(2024, 3, 5),
                "type": "trial",
            },
        ),
    ]
    assert (records.problems, records.questions) == ([], [])


def test_a_workbook_that_made_numbers_of_numbers() -> None:
    sheet = sheet_of(
        xlsx(["工号", "姓名", "上级工号"], [1001, "林", 1002.0], ["00123", "赵", None]), filename="a.xlsx"
    )

    records = parse_rows(sheet, ROSTER, propose_mapping(sheet, ROSTER).mapping(), today=TODAY).records

    assert [(r.values["number"], r.values["manager"]) for r in records] == [("1001", "1002"), ("00123", None)]


def test_problems_come_by_row_and_column() -> None:
    data = csv_bytes(
        "姓名,工号,入职日期,用工类型", "林,001,2026-02-30,正式", ",002,2026-01-02,兼职", "赵,,x,试用"
    )
    sheet = sheet_of(data)
    mapping = propose_mapping(sheet, ROSTER).mapping({3: "hired", 4: "type"})

    problems = parse_rows(sheet, ROSTER, mapping, today=TODAY).problems

    assert [(p.row, p.column, p.column_name, p.code) for p in problems] == [
        (2, 3, "入职日期", CellCode.BAD_DATE),
        (3, 1, "姓名", CellCode.REQUIRED_EMPTY),
        (3, 4, "用工类型", CellCode.BAD_CHOICE),
        (4, 2, "工号", CellCode.REQUIRED_EMPTY),
        (4, 3, "入职日期", CellCode.BAD_DATE),
    ]


def test_a_required_column_that_is_not_mapped_is_one_problem() -> None:
    sheet = sheet_of(csv_bytes("姓名,部门", "林,研发", "赵,研发"))

    problems = parse_rows(sheet, ROSTER, propose_mapping(sheet, ROSTER).mapping(), today=TODAY).problems

    assert [(p.code, p.row, p.params) for p in problems] == [
        (CellCode.COLUMN_MISSING, None, {"field_zh": "工号", "field_en": "EmpID"})
    ]


def test_a_waiting_cell_is_not_called_empty() -> None:
    target = ROSTER
    sheet = sheet_of(csv_bytes("工号,姓名,入职日期", "001,林,01/02/2024", "002,赵,03/04/2024"))

    records = parse_rows(sheet, target, propose_mapping(sheet, target).mapping(), today=TODAY)

    assert [question.key for question in records.questions] == ["date_order:hired"]
    assert records.problems == []


def test_fields_that_the_target_no_longer_has_are_ignored() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,奖金", "001,林,5"))
    mapping = propose_mapping(sheet, ROSTER).mapping({3: "bonus"})

    record = parse_rows(sheet, ROSTER, mapping, today=TODAY).records[0]

    assert record.values == {"number": "001", "name": "林"}
    assert Decimal(5) not in record.values.values()
