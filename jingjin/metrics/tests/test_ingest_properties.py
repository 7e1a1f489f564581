"""Whatever the batches and their order: one state, and every row accounted for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jingjin.metrics.models import Batch, PersonPeriod, QuarantinedRow, Sample, UnitPeriod
from jingjin.metrics.public import SampleRow
from jingjin.metrics.tests.build import NOW, metric, take

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.slow
RHYTHMS = {"daily": "day", "weekly": "week", "monthly": "month"}
NO_DAY = st.just((None, None))

rows = st.builds(
    SampleRow,
    metric=st.sampled_from([*RHYTHMS, "unknown"]),
    period_start=st.integers(0, 40).map(lambda days: date(2026, 10, 12) + timedelta(days=days)),
    value=st.sampled_from(["1", "2.5", "-3", "x", None]),
    target=st.sampled_from([None, "4"]),
    person=st.sampled_from(["00201", "00202", "99999", None]),
    unit=st.sampled_from([None, "华东大区"]),
    external_key=st.sampled_from(["", "A"]),
)
batches = st.lists(
    st.tuples(
        st.lists(rows, max_size=8), st.one_of(NO_DAY, st.just((date(2026, 10, 14), date(2026, 11, 20))))
    ),
    min_size=1,
    max_size=4,
)
CURRENT = (
    *("metric__key", "person__number", "unit__name", "period_start", "external_key", "value", "target"),
    *("seen_at", "covers_from", "covers_until"),
)
TOTAL = ("metric__key", "period_start", "value", "target", "weight", "n", "complete", "through")


def state() -> dict[str, Any]:
    said = Sample.objects.values_list(
        "metric__key", "person", "unit", "period_start", "external_key", "value"
    )
    return {
        "current": set(Sample.objects.filter(is_current=True).values_list(*CURRENT)),
        "said": set(said),
        "people": set(PersonPeriod.objects.values_list("person__number", *TOTAL)),
        "units": set(UnitPeriod.objects.values_list("unit__name", "from_people", *TOTAL)),
    }


def outcome(deliveries: list[tuple[int, tuple[list[SampleRow], Any]]]) -> dict[str, Any]:
    """The state after these deliveries, in this order of arrival; each was fetched an hour after the one before."""
    with transaction.atomic():
        for key, period in RHYTHMS.items():
            metric(key, period=period)
        for hour, (content, covers) in deliveries:
            batch = take(*content, fetched_at=NOW + timedelta(hours=hour), covers=covers)
            assert batch.received == len(content)
            assert batch.rows.count() == batch.quarantined
        after = state()
        for hour, (content, covers) in deliveries:
            again = take(*content, fetched_at=NOW + timedelta(hours=hour), covers=covers)
            assert again.stored == 0
        assert state() == after
        stored = sum(Batch.objects.values_list("stored", flat=True))
        assert stored == Sample.objects.count()
        assert sum(Batch.objects.values_list("quarantined", flat=True)) == QuarantinedRow.objects.count()
        transaction.set_rollback(True)
    return after


@given(batches=batches, data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_arrival_gives_the_same_state(
    cast: Cast, batches: list[Any], data: st.DataObject
) -> None:
    deliveries = list(enumerate(batches))
    shuffled = data.draw(st.permutations(deliveries))

    assert outcome(shuffled) == outcome(deliveries)
