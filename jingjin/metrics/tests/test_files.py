"""Numbers out of files: long, wide, records; shown first, stored once, known again."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db.models import Sum

from jingjin.core.errors import Denied
from jingjin.core.models import StoredFile
from jingjin.intake.reading import FileProblem, Filter, Measure, Op
from jingjin.metrics.models import Batch, PersonPeriod, QuarantinedRow, Sample, SavedMapping
from jingjin.metrics.public import (
    Form,
    ImportResult,
    RecordsNumber,
    SamplesMapping,
    import_samples,
    propose_samples,
)
from jingjin.metrics.tests.build import NOW, TEST, metric
from jingjin.org import public as org
from tests.cast import SETUP

if TYPE_CHECKING:
    from tests.cast import Cast

LONG = """销售业绩表（2026年11月）,,,,
工号,指标,期间,实际值,目标值
00201,销售额,2026年10月,"1,200",1000
００２０１,sales,2026-11,600,
00202,销售额,2026年10月,七百,800
合计,,,1800,
"""


def load(text: str, **more: Any) -> ImportResult:
    return import_samples(by=TEST, data=text.encode(), name="业绩.csv", now=NOW, **more)


def kept() -> list[tuple[str, str, date, Decimal | None, Decimal | None]]:
    rows = PersonPeriod.objects.order_by("metric__key", "person__number", "period_start")
    return list(rows.values_list("metric__key", "person__number", "period_start", "value", "target"))


def test_a_long_table_is_recognised_and_what_cannot_be_read_waits(cast: Cast) -> None:
    metric(period="month")

    result = load(LONG)

    assert result.batch is not None
    assert (result.batch.received, result.batch.stored, result.batch.quarantined) == (3, 2, 1)
    assert kept() == [
        ("sales", "00201", date(2026, 10, 1), Decimal(1200), Decimal(1000)),
        ("sales", "00201", date(2026, 11, 1), Decimal(600), None),
    ]
    waiting = QuarantinedRow.objects.get()
    assert (waiting.row_no, waiting.code, waiting.fields["value"]) == (5, "value_not_number", "七百")
    assert waiting.raw["实际值"] == "七百"
    assert result.batch.reading == {"totals": 1}
    assert result.batch.file is not None
    assert result.batch.file.keep_until == date(2027, 2, 22)


def test_a_dry_run_says_what_would_change_and_keeps_nothing(cast: Cast) -> None:
    metric(period="month")
    load(LONG)
    changed = LONG.replace("600", "650") + "00101,销售额,2026-11,90,\n"

    result = load(changed, dry_run=True)

    assert result.diff is not None
    assert result.batch is None
    assert (result.diff.received, result.diff.new, result.diff.changed, result.diff.unchanged) == (4, 1, 1, 1)
    (change,) = result.diff.changes
    assert (change.subject, change.metric, change.old, change.new) == (
        "林知夏",
        "销售额",
        Decimal(600),
        Decimal(650),
    )
    assert [(problem.row_no, problem.text) for problem in result.diff.problems] == [(5, "“七百”不是数。")]
    assert (Batch.objects.count(), StoredFile.objects.count(), Sample.objects.count()) == (1, 1, 2)


def test_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    metric(period="month")
    load(LONG.replace("七百", "700"))
    before = list(PersonPeriod.objects.values())

    result = load(LONG.replace("七百", "700"))

    assert result.batch is not None
    assert (result.batch.received, result.batch.unchanged) == (3, 3)
    assert list(PersonPeriod.objects.values()) == before


def test_a_wide_table_of_indicators_with_scales_and_shares(cast: Cast) -> None:
    metric(period="month")
    metric(
        "rate",
        name="转订单率",
        name_en="Quote rate",
        kind="rate",
        aggregation="mean",
        period="month",
        unit="%",
    )
    text = "工号,姓名,销售额（万元）,转订单率,备注\n00201,林知夏,12.5,19%,\n00202,钱进,-,25%,休假\n"

    result = load(text, mapping=mapped(text, period=date(2026, 10, 1)))

    assert result.batch is not None
    assert result.counts == {"empty": 1, "totals": 0}
    assert kept() == [
        ("rate", "00201", date(2026, 10, 1), Decimal(19), None),
        ("rate", "00202", date(2026, 10, 1), Decimal(25), None),
        ("sales", "00201", date(2026, 10, 1), Decimal(125000), None),
    ]


def test_a_wide_table_of_months(cast: Cast) -> None:
    metric(period="month")
    text = "工号,2026年9月,2026年10月,合计\n00201,1,2,3\n00202,4,,4\n"

    result = load(text, mapping=mapped(text, metric="sales"))

    assert result.batch is not None
    assert kept() == [
        ("sales", "00201", date(2026, 9, 1), Decimal(1), None),
        ("sales", "00201", date(2026, 10, 1), Decimal(2), None),
        ("sales", "00202", date(2026, 9, 1), Decimal(4), None),
    ]


def test_a_month_is_never_spread_over_weeks(cast: Cast) -> None:
    metric(period="week")
    text = "工号,2026年9月\n00201,1\n"

    load(text, mapping=mapped(text, metric="sales"))

    assert kept() == []
    assert QuarantinedRow.objects.get().code == "date_bad"


def mapped(text: str, **changes: Any) -> SamplesMapping:
    found = propose_samples(by=TEST, data=text.encode(), name="业绩.csv")
    return SamplesMapping(found.mapping.form, found.mapping.columns, **changes)


def test_a_mapping_is_known_again_by_the_head(cast: Cast) -> None:
    metric(period="month")
    text = "工号,2026年9月\n00201,1\n"
    load(text, mapping=mapped(text, metric="sales"))

    again = propose_samples(by=TEST, data=text.replace(",1", ",2").encode(), name="x.csv")
    load(text.replace(",1", ",2"))

    assert (again.remembered, again.mapping.form, again.mapping.metric) == (True, Form.WIDE, "sales")
    assert [row[3] for row in kept()] == [Decimal(2)]
    assert SavedMapping.objects.count() == 1


def test_days_that_can_be_read_two_ways_are_asked_and_the_answer_is_remembered(cast: Cast) -> None:
    metric(period="day")
    text = "工号,指标,日期,实际值\n00201,销售额,01/02/2026,5\n00202,销售额,03/04/2026,6\n"

    asked = load(text)
    (question,) = asked.questions
    day_first = next(one for one in question.options if one.examples[0].reading == "2026-02-01")
    columns = propose_samples(by=TEST, data=text.encode(), name="x.csv").mapping.columns
    answered = SamplesMapping(Form.LONG, columns, answers={question.key: day_first.value})

    assert (asked.batch, asked.diff) == (None, None)
    load(text, mapping=answered)
    assert sorted(Sample.objects.values_list("period_start", flat=True)) == [
        date(2026, 2, 1),
        date(2026, 4, 3),
    ]
    assert list(load(text).questions) == []


def test_only_those_who_configure_import(cast: Cast) -> None:
    metric(period="month")

    for person in (cast.lin, cast.zhao, cast.he, cast.gao, cast.tan):
        with pytest.raises(Denied):
            import_samples(by=cast.actor(person), data=LONG.encode(), name="x.csv", now=NOW)


def test_what_is_no_table_says_so(cast: Cast) -> None:
    with pytest.raises(FileProblem):
        load("")


DEALS = """id,agent,stage,closed,value
1,林知夏,Won,2026-09-10,100
2,林知夏,Won,2026-09-25,50
3,林知夏,Lost,2026-10-03,0
4,钱进,Won,2026-10-30,70
5,钱进,Engaging,,
6,路人,Won,2026-10-30,9
"""
WON = (Filter("stage", Op.IS, ("Won",)),)


def crm(
    *, agent: str = "agent", day: str = "closed", value: str = "value", stage: str = "stage"
) -> SamplesMapping:
    won = (Filter(stage, Op.IS, ("Won",)),)
    return SamplesMapping(
        Form.RECORDS,
        records=(
            RecordsNumber("sales", day, agent, Measure.SUM, value, won),
            RecordsNumber("deals", day, agent, Measure.COUNT, filters=won),
        ),
    )


def test_records_become_sums_and_counts_per_person_and_month(cast: Cast) -> None:
    metric(period="month")
    metric("deals", kind="count", period="month")

    result = load(DEALS, mapping=crm())

    gone = {"used": 4, "filtered_out": 2, "faulty": 0}
    numbers = [{"metric": "sales", **gone}, {"metric": "deals", **gone}]
    assert result.counts == {"records": 6, "numbers": numbers, "totals": 0}
    assert kept() == [
        ("deals", "00201", date(2026, 9, 1), Decimal(2), None),
        ("deals", "00202", date(2026, 10, 1), Decimal(1), None),
        ("sales", "00201", date(2026, 9, 1), Decimal(150), None),
        ("sales", "00202", date(2026, 10, 1), Decimal(70), None),
    ]
    assert [row.fields["person"] for row in QuarantinedRow.objects.all()] == ["路人", "路人"]


REAL = os.environ.get("JINGJIN_REAL_DATA", "")


@pytest.mark.slow
@pytest.mark.skipif(not REAL, reason="needs JINGJIN_REAL_DATA, a folder of real exports")
def test_a_real_crm_export_becomes_sales_per_agent_and_month(cast: Cast) -> None:
    folder = Path(REAL) / "crm-sales"
    agents = [line.split(",")[0] for line in (folder / "sales_teams.csv").read_text().splitlines()[1:]]
    for position, name in enumerate(agents):
        org.create_person(
            by=SETUP, entity=cast.entity, number=f"A{position:03}", name=name, position=org.Position()
        )
    metric(period="month")
    metric("deals", kind="count", period="month")
    pipeline = folder / "sales_pipeline.csv"
    mapping = crm(agent="sales_agent", day="close_date", value="close_value", stage="deal_stage")

    def run() -> Batch:
        result = import_samples(
            by=TEST, data=pipeline.read_bytes(), name=pipeline.name, now=NOW, mapping=mapping
        )
        assert (list(result.problems), list(result.questions)) == ([], [])
        assert result.batch is not None
        return result.batch

    first = run()
    sales = PersonPeriod.objects.filter(metric__key="sales")
    quarters = [
        sales.filter(period_start__quarter=quarter).aggregate(total=Sum("value"))["total"]
        for quarter in (1, 2, 3, 4)
    ]
    by_agent = sales.values("person__name").annotate(total=Sum("value")).order_by("-total")
    deals = PersonPeriod.objects.filter(metric__key="deals").aggregate(total=Sum("value"))["total"]
    assert (first.received, first.quarantined) == (first.stored, 0)
    assert sales.aggregate(total=Sum("value"))["total"] == Decimal(10_005_534)
    assert deals == Decimal(4_238)
    assert quarters == [1_134_672, 3_086_111, 2_982_255, 2_802_496]
    assert (by_agent[0]["person__name"], by_agent[0]["total"]) == ("Darcel Schlecht", Decimal(1_153_214))
    last = by_agent.order_by("total")[0]
    assert (last["person__name"], last["total"]) == ("Violet Mclelland", Decimal(123_431))
    assert by_agent.count() == 30
    again = run()
    assert (again.received, again.unchanged) == (first.received, first.received)
