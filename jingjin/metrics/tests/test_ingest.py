"""Taking numbers in: idempotent, in any order, with every row accounted for."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jingjin.core.errors import Denied
from jingjin.core.models import Event
from jingjin.metrics.actions.ingest import ingest
from jingjin.metrics.models import Batch, PersonPeriod, QuarantinedRow, Sample, UnitPeriod
from jingjin.metrics.tests.build import MONDAY, NOW, metric, row, take

if TYPE_CHECKING:
    from tests.cast import Cast


def counts(batch: Batch) -> tuple[int, int, int, int]:
    return batch.received, batch.stored, batch.unchanged, batch.quarantined


def totals() -> list[tuple[str, date, Decimal | None, Decimal | None, int, bool]]:
    rows = PersonPeriod.objects.order_by("person__number", "period_start")
    return list(rows.values_list("person__number", "period_start", "value", "target", "n", "complete"))


def test_a_row_becomes_a_sample_and_a_total(cast: Cast) -> None:
    metric()

    batch = take(row(600, target=Decimal(800), row_no=7, raw={"工号": "00201", "额": "600"}))

    sample = Sample.objects.get()
    assert counts(batch) == (1, 1, 0, 0)
    assert (sample.person, sample.value, sample.target, sample.row_no) == (
        cast.lin,
        Decimal(600),
        Decimal(800),
        7,
    )
    assert (sample.version, sample.is_current, sample.batch) == (1, True, batch)
    assert totals() == [("00201", MONDAY, Decimal(600), Decimal(800), 1, True)]


def test_the_same_rows_again_change_nothing(cast: Cast) -> None:
    metric()
    rows = [row(600), row(500, person="00202")]
    take(*rows)
    before = list(Sample.objects.values())

    again = take(*rows)

    assert counts(again) == (2, 0, 2, 0)
    assert list(Sample.objects.values()) == before


def test_a_correction_makes_a_version_and_the_old_one_stays(cast: Cast) -> None:
    metric()
    take(row(600))

    batch = take(row(650))

    versions = Sample.objects.order_by("version").values_list("version", "value", "is_current")
    assert counts(batch) == (1, 1, 0, 0)
    assert list(versions) == [(1, Decimal(600), False), (2, Decimal(650), True)]
    assert totals() == [("00201", MONDAY, Decimal(650), None, 1, True)]


def test_the_latest_word_wins_whenever_it_arrives(cast: Cast) -> None:
    metric()
    take(row(650), fetched_at=NOW)

    batch = take(row(600), fetched_at=NOW - timedelta(hours=5))

    assert counts(batch) == (1, 1, 0, 0)
    assert totals() == [("00201", MONDAY, Decimal(650), None, 1, True)]
    assert counts(take(row(600), fetched_at=NOW - timedelta(hours=5))) == (1, 0, 1, 0)


def test_a_confirmed_value_is_not_pushed_aside_by_what_was_said_before(cast: Cast) -> None:
    metric()
    take(row(650), fetched_at=NOW - timedelta(hours=9))
    take(row(650), fetched_at=NOW)

    take(row(600), fetched_at=NOW - timedelta(hours=5))

    assert totals() == [("00201", MONDAY, Decimal(650), None, 1, True)]


def test_each_problem_has_its_reason(cast: Cast) -> None:
    metric(highest=Decimal(1000))

    batch = take(
        row(1, person="99999"),
        row(1, key="profit"),
        row("12,5"),
        row(1, day="2026-02-30"),
        row(1, day=date(2026, 12, 7)),
        row(2000),
        row(None),
        row(1, person=None),
        row(1, person=None, unit="火星部"),
        row(1, target="n/a"),
    )

    found = QuarantinedRow.objects.order_by("id").values_list("code", flat=True)
    assert list(found) == [
        "person_unknown",
        "metric_unknown",
        "value_not_number",
        "date_bad",
        "date_future",
        "out_of_range",
        "value_missing",
        "subject_missing",
        "unit_unknown",
        "target_not_number",
    ]
    assert counts(batch) == (10, 0, 0, 10)


def test_rows_that_contradict_each_other_wait_and_rows_that_agree_count_once(cast: Cast) -> None:
    metric()

    batch = take(row(1, row_no=2), row(2, row_no=3), row(5, person="00202"), row(5, person="00202"))

    assert counts(batch) == (4, 1, 1, 2)
    assert list(QuarantinedRow.objects.values_list("code", "params__rows")) == [
        ("contradiction", "2, 3"),
        ("contradiction", "2, 3"),
    ]
    assert totals() == [("00202", MONDAY, Decimal(5), None, 1, True)]


def test_days_are_rolled_to_weeks_and_a_running_week_is_not_complete(cast: Cast) -> None:
    metric(period="day")

    take(*(row(day, day=date(2026, 11, day)) for day in (16, 17, 18, 19, 20, 23)))

    assert totals() == [
        ("00201", date(2026, 11, 16), Decimal(90), None, 5, True),
        ("00201", date(2026, 11, 23), Decimal(23), None, 1, False),
    ]


def test_a_week_becomes_complete_when_the_data_go_on(cast: Cast) -> None:
    metric(period="day")
    take(row(1, day=date(2026, 11, 17)), row(1, day=date(2026, 11, 16)))
    assert totals() == [("00201", MONDAY, Decimal(2), None, 2, False)]

    take(row(4, day=date(2026, 11, 23), person="00202"))

    assert totals()[0] == ("00201", MONDAY, Decimal(2), None, 2, True)


def test_the_first_month_of_an_export_is_marked(cast: Cast) -> None:
    metric(period="month")

    take(
        row(5, day=date(2026, 9, 15)),
        row(9, day=date(2026, 10, 1)),
        row(2, day=date(2026, 11, 1)),
        covers=(date(2026, 9, 15), date(2026, 11, 20)),
    )

    assert [(day.month, complete) for _n, day, *_rest, complete in totals()] == [
        (9, False),
        (10, True),
        (11, False),
    ]


def test_a_partial_value_becomes_complete_when_it_is_said_again_later(cast: Cast) -> None:
    metric()
    take(row(7), fetched_at=NOW - timedelta(days=4))
    assert totals() == [("00201", MONDAY, Decimal(7), None, 1, False)]

    batch = take(row(7))

    assert counts(batch) == (1, 0, 1, 0)
    assert totals() == [("00201", MONDAY, Decimal(7), None, 1, True)]


def test_records_of_one_period_add_up(cast: Cast) -> None:
    metric(period="month")

    take(row(5, external_key="A1"), row(6, external_key="A2"))

    assert totals() == [("00201", date(2026, 11, 1), Decimal(11), None, 2, False)]


@pytest.mark.parametrize(
    ("aggregation", "expected"), [("sum", 30), ("mean", 15), ("last", 20), ("ratio", Decimal("17.5"))]
)
def test_a_week_by_aggregation(cast: Cast, aggregation: str, expected: int | Decimal) -> None:
    metric(period="day", aggregation=aggregation)

    take(row(10, day=MONDAY, weight=1), row(20, day=MONDAY + timedelta(days=1), weight=3))

    assert [total[2] for total in totals()] == [Decimal(expected)]


def test_units_add_up_from_their_people_and_their_own_figure_wins(cast: Cast) -> None:
    metric()

    take(row(600), row(300, person="00101"), row(100, person="00202"), row(950, person=None, unit="华东大区"))

    rows = UnitPeriod.objects.order_by("unit__name").values_list("unit__name", "value", "n", "from_people")
    assert list(rows) == [
        ("云杉仪器", Decimal(1000), 3, True),
        ("华东一部", Decimal(900), 2, True),
        ("华东大区", Decimal(950), 1, False),
        ("华南一部", Decimal(100), 1, True),
        ("华南大区", Decimal(100), 1, True),
    ]


def test_a_rate_of_a_unit_is_weighted_by_its_base(cast: Cast) -> None:
    metric(kind="rate", aggregation="ratio")

    take(row(50, weight=1), row(10, person="00101", weight=3))

    assert UnitPeriod.objects.get(unit=cast.units["east_one"]).value == Decimal(20)


def test_each_changed_indicator_is_announced_once(cast: Cast) -> None:
    sales, calls = metric(), metric("calls", kind="count")

    batch = take(row(1), row(2, person="00202"), row(3, key="calls"))
    take(row(1), row(4, key="calls"))

    events = Event.objects.filter(name="metrics.changed").order_by("id").values_list("ids", flat=True)
    first = [{"metric_id": sales.pk, "batch_id": batch.pk}, {"metric_id": calls.pk, "batch_id": batch.pk}]
    assert list(events) == [*first, {"metric_id": calls.pk, "batch_id": batch.pk + 1}]


def test_only_those_who_configure_bring_numbers_in(cast: Cast) -> None:
    metric()

    for person in (cast.lin, cast.zhao, cast.he, cast.gao):
        with pytest.raises(Denied):
            ingest(by=cast.actor(person), rows=[row(1)], now=NOW)
    assert counts(ingest(by=cast.actor(cast.mo), rows=[row(1)], now=NOW)) == (1, 1, 0, 0)
