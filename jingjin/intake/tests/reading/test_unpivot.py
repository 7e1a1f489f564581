from __future__ import annotations

from datetime import date
from decimal import Decimal

from jingjin.intake.reading import LongRecords, Period, Sheet, Span, propose_mapping, unpivot, value_columns
from jingjin.intake.tests.reading.made import ROSTER, TODAY, csv_bytes, sheet_of, xlsx

YEAR = "year:columns"


def month(year: int, number: int) -> Span:
    return Span(Period.MONTH, date(year, number, 1))


def long(sheet: Sheet, answers: dict[str, str] | None = None) -> LongRecords:
    mapping = propose_mapping(sheet, ROSTER).mapping()
    columns = value_columns(sheet, ROSTER, mapping, today=TODAY, answers=answers)
    return unpivot(sheet, ROSTER, mapping, columns.columns, today=TODAY, answers=answers)


def test_months_with_their_year() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,2026-01,2026年2月,合计", "001,林,5,0,5", "002,赵,,7,7"))

    result = long(sheet)

    assert [(r.row, r.column, r.keys["number"], r.indicator, r.span, r.value) for r in result.records] == [
        (2, 3, "001", "", month(2026, 1), Decimal(5)),
        (2, 4, "001", "", month(2026, 2), Decimal(0)),
        (3, 4, "002", "", month(2026, 2), Decimal(7)),
    ]
    assert result.empty == 1


def test_months_as_six_digits_and_days_as_numbers() -> None:
    months = sheet_of(csv_bytes("工号,姓名,202601,202602", "001,林,1,2"))
    days = sheet_of(csv_bytes("工号,姓名,1,2", "001,林,8,8"))

    assert [record.span for record in long(months).records] == [month(2026, 1), month(2026, 2)]
    assert [(record.indicator, record.span) for record in long(days).records] == [("1", None), ("2", None)]


def test_columns_of_totals_are_told_and_left_out() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,2026-01,2026-02,全年合计,平均", "001,林,5,0,5,2.5"))
    mapping = propose_mapping(sheet, ROSTER).mapping()

    columns = value_columns(sheet, ROSTER, mapping, today=TODAY)

    assert [column.title for column in columns.totals] == ["全年合计", "平均"]


def test_months_without_a_year_are_asked_and_run_over_its_end() -> None:
    sheet = sheet_of(csv_bytes("2025年度考核,,,,", "工号,姓名,11月,12月,1月", "001,林,1,2,3"))
    mapping = propose_mapping(sheet, ROSTER).mapping()

    asked = value_columns(sheet, ROSTER, mapping, today=TODAY).questions[0]
    answered = long(sheet, {YEAR: "2025"})

    assert (asked.key, asked.suggested, asked.remember) == (YEAR, "2025", False)
    assert [record.span for record in answered.records] == [
        month(2025, 11),
        month(2025, 12),
        month(2026, 1),
    ]


def test_indicators_with_units_and_shares() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,销售额（万元）,完成率", "001,林,12.5,95%", "002,赵,-,110%"))

    result = long(sheet)

    assert [(r.row, r.indicator, r.value) for r in result.records] == [
        (2, "销售额", Decimal("12.5")),
        (2, "完成率", Decimal("0.95")),
        (3, "完成率", Decimal("1.1")),
    ]


def test_indicators_over_months_and_months_over_indicators() -> None:
    over = csv_bytes("工号,姓名,销售额,,回款,", ",,2026-01,2026-02,2026-01,2026-02", "001,林,1,2,3,4")
    under = csv_bytes("工号,姓名,2026年1月,,2026年2月,", ",,销售额,回款,销售额,回款", "001,林,1,3,2,4")

    found = [
        sorted((r.indicator, r.span, r.value) for r in long(sheet_of(data)).records) for data in (over, under)
    ]

    assert found[0] == found[1]
    assert len(found[0]) == 4


def test_a_year_over_months_completes_them() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,2025年,,2026年,", ",,11月,12月,1月,2月", "001,林,1,2,3,4"))

    assert [record.span for record in long(sheet).records] == [
        month(2025, 11),
        month(2025, 12),
        month(2026, 1),
        month(2026, 2),
    ]


def test_quarters_and_weeks_as_heads() -> None:
    quarters = sheet_of(csv_bytes("工号,姓名,一季度,二季度", "001,林,1,2"))
    weeks = sheet_of(csv_bytes("工号,姓名,2026-W05,2026-W06", "001,林,1,2"))

    assert [record.span for record in long(quarters, {YEAR: "2026"}).records] == [
        Span(Period.QUARTER, date(2026, 1, 1)),
        Span(Period.QUARTER, date(2026, 4, 1)),
    ]
    assert [record.span for record in long(weeks).records] == [
        Span(Period.WEEK, date(2026, 1, 26)),
        Span(Period.WEEK, date(2026, 2, 2)),
    ]


def test_dates_as_heads_of_a_workbook() -> None:
    data = xlsx(["工号", "姓名", date(2026, 1, 1), date(2026, 2, 1)], ["001", "林", 1, 2])

    assert [record.span for record in long(sheet_of(data)).records] == [
        Span(Period.DAY, date(2026, 1, 1)),
        Span(Period.DAY, date(2026, 2, 1)),
    ]


def test_sensitive_numbers_never_become_samples() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,银行卡,2026-01", "001,林,6228480402564890018,5"))

    assert [record.column for record in long(sheet).records] == [4]


def test_a_bad_cell_is_a_problem_and_no_record() -> None:
    sheet = sheet_of(
        csv_bytes("工号,姓名,2026-01", "001,林,5", "002,赵,约三成", "003,孙,6", "004,钱,7", "005,何,8")
    )

    result = long(sheet)

    assert [record.row for record in result.records] == [2, 4, 5, 6]
    assert [(problem.row, problem.column_name) for problem in result.problems] == [(3, "2026-01")]
