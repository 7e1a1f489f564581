"""Real files as people made them, read with the figures that their notes give. They stay outside the repository."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

import pytest

from jingjin.intake.reading import (
    Edge,
    EvidenceCode,
    Field,
    Filter,
    Kind,
    Measure,
    Op,
    Order,
    Period,
    Records,
    RecordsSpec,
    Sensitive,
    Sheet,
    SkipReason,
    Target,
    aggregate_records,
    find_sheet,
    incomplete_edges,
    parse_rows,
    propose_mapping,
    read_tables,
    start_of,
    value_columns,
)
from jingjin.intake.tests.reading.made import ROSTER, TODAY, needs_real_data, real, sheet_of

pytestmark = [needs_real_data, pytest.mark.slow]


def parsed(sheet: Sheet, target: Target, changes: dict[int, str | None] | None = None) -> Records:
    return parse_rows(sheet, target, propose_mapping(sheet, target).mapping(changes), today=TODAY)


def target(**fields: tuple[Kind, str]) -> Target:
    return Target("real", tuple(Field(key, kind, {"zh": (name,)}) for key, (kind, name) in fields.items()))


def test_workforce() -> None:
    sheet = sheet_of(real("workforce/HRDataset_v14.csv"))
    proposal = propose_mapping(sheet, ROSTER)
    records = parsed(sheet, ROSTER)

    values = [record.values for record in records.records]
    assert (len(values), records.problems, records.questions) == (311, [], [])
    assert sum(row["manager"] is None for row in values) == 8
    assert values[0]["name"] == "Dietrich, Jenna"
    assert {row["unit"] for row in values} >= {"Production", "IT/IS", "Sales"}
    assert [(d.field, d.value, d.evidence) for d in records.decisions] == [
        (field, Order.MONTH_FIRST, EvidenceCode.VALUES) for field in ("born", "hired", "left")
    ]
    assert [one.column.title for one in proposal.columns if one.refused == Sensitive.FAMILY] == [
        "MarriedID",
        "MaritalStatusID",
        "MaritalDesc",
    ]
    born = [row["born"] for row in values if isinstance(row["born"], date)]
    assert (min(born), max(born)) == (date(1951, 1, 2), date(1992, 8, 17))
    scores = target(number=(Kind.PERSON_NUMBER, "EmpID"), score=(Kind.TEXT, "PerformanceScore"))
    assert Counter(record.values["score"] for record in parsed(sheet, scores).records) == {
        "Fully Meets": 243,
        "Exceeds": 37,
        "Needs Improvement": 18,
        "PIP": 13,
    }


def won(period: Period, measure: Measure = Measure.SUM) -> tuple[Sheet, RecordsSpec]:
    sheet = sheet_of(real("crm-sales/sales_pipeline.csv"), target(agent=(Kind.TEXT, "sales_agent")))
    value = "" if measure == Measure.COUNT else "close_value"
    filters = (Filter("deal_stage", Op.IS, ("Won",)),)
    return sheet, RecordsSpec("close_date", "sales_agent", period, measure, value, filters)


def test_crm_sales_per_agent_and_month() -> None:
    result = aggregate_records(*won(Period.MONTH), today=TODAY)

    quarters: dict[date, Decimal] = defaultdict(Decimal)
    agents: dict[str, Decimal] = defaultdict(Decimal)
    for sample in result.samples:
        quarters[start_of(sample.start, Period.QUARTER)] += sample.value
        agents[sample.person] += sample.value
    assert sum(quarters.values()) == 10_005_534
    assert sorted((start, int(value)) for start, value in quarters.items()) == [
        (date(2017, 1, 1), 1_134_672),
        (date(2017, 4, 1), 3_086_111),
        (date(2017, 7, 1), 2_982_255),
        (date(2017, 10, 1), 2_802_496),
    ]
    assert agents["Darcel Schlecht"] == max(agents.values()) == 1_153_214
    assert agents["Violet Mclelland"] == min(agents.values()) == 123_431
    assert (result.received, result.used, result.filtered_out, result.faulty) == (8800, 4238, 4562, 0)
    decision = result.decisions[0]
    assert (decision.value, decision.evidence, decision.check_column) == (
        Order.DAY_FIRST,
        EvidenceCode.CHECK_COLUMN,
        "close_quarter",
    )
    assert (decision.agree, decision.total) == (6711, 6711)


def test_crm_deals_per_quarter_and_office() -> None:
    offices = sheet_of(real("crm-sales/sales_teams.csv"), target(agent=(Kind.TEXT, "sales_agent")))
    office_of = {row.value(1): row.value(3) for row in offices.rows}
    counts: dict[date, Decimal] = defaultdict(Decimal)
    totals: dict[object, Decimal] = defaultdict(Decimal)

    for sample in aggregate_records(*won(Period.QUARTER, Measure.COUNT), today=TODAY).samples:
        counts[sample.start] += sample.value
    for sample in aggregate_records(*won(Period.QUARTER), today=TODAY).samples:
        totals[office_of[sample.person]] += sample.value

    assert [counts[start] for start in sorted(counts)] == [531, 1254, 1257, 1196]
    assert totals == {"Central": 3_346_293, "East": 3_090_594, "West": 3_568_647}


def test_the_first_quarter_of_the_crm_is_incomplete_and_its_months_are_not() -> None:
    days = aggregate_records(*won(Period.QUARTER), today=TODAY).days

    assert incomplete_edges(days, Period.QUARTER) == [
        Edge(date(2017, 1, 1), Period.QUARTER, 59, is_first=True)
    ]
    assert incomplete_edges(days, Period.MONTH) == []


def test_production_dates_agree_with_every_weekday() -> None:
    wanted = target(date=(Kind.DATE, "date"), department=(Kind.TEXT, "department"))
    records = parsed(sheet_of(real("production/garments_worker_productivity.csv"), wanted), wanted)

    days = {record.values["date"] for record in records.records}
    decision = records.decisions[0]
    assert (decision.value, decision.agree, decision.total, decision.check_column) == (
        Order.MONTH_FIRST,
        1197,
        1197,
        "day",
    )
    assert (len(days), min(days, key=str), max(days, key=str)) == (59, date(2015, 1, 1), date(2015, 3, 11))
    assert Counter(record.values["department"] for record in records.records) == {
        "sweing": 691,
        "finishing": 506,
    }


def test_wecom_export_in_gb18030() -> None:
    wanted = target(
        month=(Kind.MONTH, "时间"),
        unit=(Kind.TEXT, "部门"),
        name=(Kind.TEXT, "姓名"),
        late=(Kind.NUMBER, "迟到"),
    )
    data = real("messy/wecom-monthly-gbk/考勤数据.csv")
    records = [record.values for record in parsed(sheet_of(data, wanted), wanted).records]

    assert read_tables(data, "考勤数据.csv")[0].encoding == "gb18030"
    assert (len(records), len({row["name"] for row in records}), len({row["unit"] for row in records})) == (
        2057,
        231,
        42,
    )
    months = Counter(row["month"] for row in records)
    assert (len(months), months[date(2018, 5, 1)], months[date(2019, 4, 1)]) == (12, 210, 85)
    assert sum((row["late"] for row in records if isinstance(row["late"], Decimal)), Decimal(0)) == 2397


def test_a_filed_attendance_sheet() -> None:
    tables = {
        table.name.strip(): table
        for table in read_tables(real("messy/attendance-2019-05/5月人员考勤.xlsx"), "a.xlsx")
    }
    wanted = target(name=(Kind.TEXT, "姓名"), left=(Kind.DATE, "离职日期"), leave=(Kind.NUMBER, "事假"))

    sheets = {name: find_sheet(table, wanted) for name, table in tables.items()}

    assert {name: (sheet.head_rows, len(sheet.rows)) for name, sheet in sheets.items()} == {
        "在职": ((3,), 83),
        "后十名": ((3,), 10),
        "离职": ((3,), 57),
        "新入职": ((3,), 9),
    }
    leave = [record.values["leave"] for record in parsed(sheets["在职"], wanted).records]
    assert sum((value for value in leave if isinstance(value, Decimal)), Decimal(0)) == Decimal("57.88")
    left = parsed(sheets["离职"], wanted)
    assert sum(record.values["left"] is not None for record in left.records) == 26 + 22
    assert len(left.problems) == 9
    assert left.problems[0].params == {"text": "5月17日上午"}


def test_a_month_grid_with_subtotals_of_departments() -> None:
    table = read_tables(real("messy/attendance-2019-06/6月份考勤-请假.xls"), "a.xls")[0]

    sheet = find_sheet(table, target(name=(Kind.TEXT, "姓名"), unit=(Kind.TEXT, "部门")))

    assert sheet.head_rows == (2, 3)
    totals = {row.row for row in sheet.skipped if row.reason == SkipReason.TOTAL}
    assert (
        len([row for row in table.rows if row.number in totals and str(row.value(1)).endswith("合计")]) == 21
    )
    assert not [row for row in sheet.rows if "合计" in str(row.values)]
    assert {row.value(1) for row in sheet.rows if row.value(2)} >= {"总裁办", "财务中心", "人力资源部"}


def test_a_tree_of_indicators_over_months() -> None:
    wanted = target(indicator=(Kind.TEXT, "KPI指标"), kind=(Kind.TEXT, "口径"))
    sheet = sheet_of(real("messy/performance-forms/KPI指标目标分解2025.xlsx"), wanted, "a.xlsx")

    found = value_columns(sheet, wanted, propose_mapping(sheet, wanted).mapping(), today=TODAY)

    assert found.questions[0].suggested == "2025"
    assert [one.column.name for one in found.columns if one.indicator == ""] == [
        f"{month}月" for month in range(1, 13)
    ]


def test_the_example_companies() -> None:
    wanted = target(
        employee=(Kind.PERSON_NUMBER, "employee_id"), week=(Kind.DATE, "week"), value=(Kind.NUMBER, "value")
    )

    records = parsed(sheet_of(real("detect-sample/samples.csv"), wanted), wanted)

    assert (len(records.records), records.problems, records.questions) == (116_613, [], [])
