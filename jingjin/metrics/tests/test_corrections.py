"""What people do to numbers: correct and replay rows, drop them, type values, use them as evidence."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from jingjin.audit.public import events_of
from jingjin.core.errors import Conflict, Denied, Invalid, NotFound
from jingjin.metrics.actions.corrections import Fix, drop_rows, manual_value, replay
from jingjin.metrics.actions.evidence import use_as_evidence
from jingjin.metrics.actions.upkeep import UPKEEP, mark_late_feeds, rebuild_unit_totals
from jingjin.metrics.models import Batch, PersonPeriod, QuarantinedRow, Sample, UnitPeriod
from jingjin.metrics.public import FeedData, create_feed, record_feed_state
from jingjin.metrics.tests.build import MONDAY, NOW, TEST, metric, row, take
from jingjin.org import public as org
from tests.cast import SINCE, TODAY

if TYPE_CHECKING:
    from tests.cast import Cast

LATER = NOW + timedelta(days=1)


def counts(batch: Batch) -> tuple[int, int, int, int]:
    return batch.received, batch.stored, batch.unchanged, batch.quarantined


def values() -> list[Decimal | None]:
    return list(PersonPeriod.objects.order_by("person__number").values_list("value", flat=True))


def test_a_corrected_row_is_stored_under_its_batch(cast: Cast) -> None:
    metric()
    take(row(46, person="002O1", row_no=7, raw={"工号": "002O1"}))
    waiting = QuarantinedRow.objects.get()

    batch = replay(by=cast.actor(cast.mo), fixes=[Fix(waiting.uid, {"person": "00201"})], now=LATER)

    waiting.refresh_from_db()
    sample = Sample.objects.get()
    assert counts(batch) == (1, 1, 0, 0)
    assert (waiting.state, waiting.fixed_by, waiting.fields["person"]) == ("fixed", cast.mo, "00201")
    assert (sample.batch, sample.row_no, sample.person, sample.value) == (batch, 7, cast.lin, Decimal(46))
    assert values() == [Decimal(46)]


def test_a_row_that_is_still_wrong_stays_with_its_new_reason(cast: Cast) -> None:
    metric(highest=Decimal(5))
    take(row(46, person="002O1"))
    waiting = QuarantinedRow.objects.get()

    batch = replay(by=TEST, fixes=[Fix(waiting.uid, {"person": "00201"})], now=LATER)

    waiting.refresh_from_db()
    assert counts(batch) == (1, 0, 0, 1)
    assert (waiting.state, waiting.code, waiting.params["value"]) == ("open", "out_of_range", "46")


def test_a_replayed_row_keeps_the_time_of_its_batch(cast: Cast) -> None:
    metric()
    take(row(46, person="002O1"))
    take(row(50), fetched_at=LATER)

    replay(by=TEST, fixes=[Fix(QuarantinedRow.objects.get().uid, {"person": "00201"})], now=LATER)

    assert values() == [Decimal(50)]


def test_of_two_rows_that_contradict_only_one_can_be_stored(cast: Cast) -> None:
    metric()
    take(row(1, row_no=2), row(2, row_no=3))
    first, second = QuarantinedRow.objects.order_by("row_no")

    replay(by=TEST, fixes=[Fix(first.uid)], now=LATER)
    batch = replay(by=TEST, fixes=[Fix(second.uid)], now=LATER)

    second.refresh_from_db()
    assert counts(batch) == (2, 1, 0, 1)
    assert (second.code, second.params["rows"]) == ("contradiction", "2, 3")
    assert values() == [Decimal(1)]


def test_a_dropped_row_stays_listed_and_counted(cast: Cast) -> None:
    metric()
    take(row(1, person="99999"))
    waiting = QuarantinedRow.objects.get()

    batch = drop_rows(by=cast.actor(cast.bai), uids=[waiting.uid], now=LATER)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.fixed_by, waiting.fixed_at) == ("dropped", cast.bai, LATER)
    assert counts(batch) == (1, 0, 0, 1)
    with pytest.raises(Conflict):
        replay(by=TEST, fixes=[Fix(waiting.uid, {"person": "00201"})], now=LATER)


def test_rows_of_two_batches_are_not_mixed(cast: Cast) -> None:
    metric()
    take(row(1, person="99999"))
    take(row(1, person="99998"))

    with pytest.raises(Invalid):
        drop_rows(by=TEST, uids=list(QuarantinedRow.objects.values_list("uid", flat=True)), now=LATER)


@pytest.mark.parametrize("name", ["lin", "zhao", "he", "gao", "qian", "tan"])
def test_others_correct_no_rows(cast: Cast, name: str) -> None:
    metric()
    take(row(1, person="99999"))
    uid = QuarantinedRow.objects.get().uid

    with pytest.raises(Denied):
        replay(by=cast.actor(getattr(cast, name)), fixes=[Fix(uid)], now=LATER)
    with pytest.raises(Denied):
        drop_rows(by=cast.actor(getattr(cast, name)), uids=[uid], now=LATER)


def test_a_typed_value_says_who_typed_it_and_why(cast: Cast) -> None:
    quality = metric("quality", kind="score", aggregation="mean")

    batch = manual_value(
        by=cast.actor(cast.zhao),
        metric=quality,
        subject=cast.lin,
        period_start=MONDAY,
        value=Decimal("4.6"),
        reason="客户回访记录",
        now=NOW,
    )

    assert (batch.kind, batch.by_person, batch.note) == ("manual", cast.zhao, "客户回访记录")
    assert values() == [Decimal("4.6")]
    assert [event.kind for event in events_of(batch.uid)] == ["number.typed"]


def test_nobody_types_their_own_value_and_a_fed_one_is_for_hr(cast: Cast) -> None:
    feed = create_feed(by=TEST, data=FeedData(key="crm", name="CRM"))
    fed, typed = metric(feed=feed), metric("quality", kind="score")

    def attempt(person: org.Person, metric: object, subject: org.Person) -> None:
        manual_value(
            by=cast.actor(person),
            metric=metric,  # type: ignore[arg-type]  # both are indicators
            subject=subject,
            period_start=MONDAY,
            value=Decimal(1),
            reason="手工",
            now=NOW,
        )

    for person, number, subject, refusal in (
        (cast.lin, typed, cast.lin, Denied),
        (cast.bai, typed, cast.bai, Denied),
        (cast.zhao, fed, cast.lin, Denied),
        (cast.gao, typed, cast.lin, Denied),
        (cast.sun, typed, cast.lin, NotFound),
        (cast.qian, typed, cast.lin, NotFound),
    ):
        with pytest.raises(refusal):
            attempt(person, number, subject)
    attempt(cast.he, fed, cast.lin)
    assert values() == [Decimal(1)]


def test_the_sources_old_word_does_not_undo_a_typed_correction(cast: Cast) -> None:
    sales = metric()
    take(row(600))
    manual_value(
        by=TEST,
        metric=sales,
        subject=cast.lin,
        period_start=MONDAY,
        value=Decimal(650),
        reason="合同",
        now=LATER,
    )

    again = take(row(600), fetched_at=LATER + timedelta(hours=1))
    assert (counts(again), values()) == ((1, 0, 1, 0), [Decimal(650)])

    take(row(640), fetched_at=LATER + timedelta(hours=2))
    assert values() == [Decimal(640)]


def test_a_typed_value_must_be_possible(cast: Cast) -> None:
    sales = metric(highest=Decimal(5))

    with pytest.raises(Invalid) as refused:
        manual_value(
            by=TEST,
            metric=sales,
            subject=cast.lin,
            period_start=MONDAY,
            value=Decimal(46),
            reason="x",
            now=NOW,
        )

    assert refused.value.fields == {"value": "46超出允许的范围（≤ 5）。"}
    assert Batch.objects.count() == 0


def test_evidence_is_never_changed_or_removed(cast: Cast) -> None:
    sales = metric()
    take(row(600, row_no=9))

    (number,) = use_as_evidence(
        metric_ids=[sales.pk], person_id=cast.lin.pk, start=MONDAY, end=MONDAY + timedelta(days=7)
    )
    take(row(700), fetched_at=LATER)

    assert (number.metric_key, number.value, number.version, number.row_no) == ("sales", Decimal(600), 1, 9)
    kept = Sample.objects.get(is_evidence=True)
    assert (kept.value, kept.is_current) == (Decimal(600), False)
    for change in (
        lambda: Sample.objects.filter(pk=kept.pk).update(value=1),
        lambda: Sample.objects.filter(pk=kept.pk).update(is_evidence=False),
        kept.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_silent_source_becomes_late_and_a_delivery_mends_it(cast: Cast) -> None:
    feed = create_feed(by=TEST, data=FeedData(key="crm", name="CRM", rhythm_days=1))
    metric(feed=feed)
    take(row(1), feed=feed)

    assert mark_late_feeds(now=NOW + timedelta(hours=20)) == []
    assert mark_late_feeds(now=NOW + timedelta(hours=25)) == [feed]
    feed.refresh_from_db()
    assert (feed.state, feed.since) == ("late", NOW + timedelta(hours=25))

    record_feed_state(by=cast.actor(cast.mo), feed=feed, state="down", now=LATER, note="401")
    take(row(2), feed=feed, now=LATER + timedelta(hours=2))
    feed.refresh_from_db()
    assert (feed.state, feed.note, feed.last_success_at) == ("ok", "", LATER + timedelta(hours=2))


def test_units_count_their_people_anew_after_a_move(cast: Cast) -> None:
    metric()
    take(row(600), row(100, person="00202"))
    lin = cast.lin.assignments.get()
    lin.unit = cast.units["south_one"]
    lin.save()
    org.rebuild_closures(day=TODAY)

    rebuild_unit_totals(by=UPKEEP, since=SINCE)

    rows = UnitPeriod.objects.order_by("unit__name").values_list("unit__name", "value")
    assert list(rows) == [("云杉仪器", Decimal(700)), ("华南一部", Decimal(700)), ("华南大区", Decimal(700))]
