"""A run from the figures in the database to signals and notices."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from jingjin.audit.public import events_of
from jingjin.core.errors import Invalid, NotFound
from jingjin.insight.actions.run import replay
from jingjin.insight.models import Inference, Notice, Signal, SignalRun
from jingjin.insight.tests.company import LAST, make_sales
from tests.cast import SETUP, TODAY

if TYPE_CHECKING:
    from jingjin.insight.tests.company import Sales
    from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def live() -> list[tuple[str, str]]:
    rows = Signal.objects.exclude(state="resolved").order_by("person__number")
    return list(rows.values_list("person__number", "label"))


def test_nothing_is_judged_until_signals_are_on(cast: Cast) -> None:
    sales = make_sales(cast, on=False)
    sales.bend([cast.lin.number], 0.72, 26)
    sales.send()

    assert sales.run() is None
    assert (SignalRun.objects.count(), Inference.objects.count(), Signal.objects.count()) == (0, 0, 0)


def test_a_lasting_shortfall_becomes_one_signal(behind: Sales) -> None:
    signal = Signal.objects.get()

    assert live() == [("00201", "low_persistent")]
    assert signal.opened_on == TODAY
    assert signal.run.last == LAST
    assert [event.kind for event in events_of(signal.uid)] == ["signal.opened"]
    assert signal.explanation["parts"]["own"] < -15
    assert [one["metric"] for one in signal.explanation["series"] if one["shows"]] == ["orders", "visits"]


def test_whoever_reaches_the_target_has_no_shortfall(sales: Sales) -> None:
    sales.bend(sales.people, 1.5, 60)
    sales.bend(["00201"], 0.72, 26)
    sales.send()
    run = sales.run()

    assert run is not None
    assert (run.counts["low_persistent"], live()) == (1, [])


def test_every_inference_of_a_run_is_kept(behind: Sales) -> None:
    run = SignalRun.objects.get()

    assert run.people == Inference.objects.filter(run=run).count()
    assert run.counts["low_persistent"] == 1
    assert [event.kind for event in events_of(run.uid)] == ["signals.run"]


def test_running_twice_on_the_same_figures_changes_nothing(behind: Sales) -> None:
    before = (SignalRun.objects.get().pk, Signal.objects.get().version, Inference.objects.count())

    again = behind.run()

    assert again is not None
    assert (again.pk, Signal.objects.get().version, Inference.objects.count()) == before


def test_a_stored_run_can_be_recomputed(behind: Sales) -> None:
    run = SignalRun.objects.get()

    assert replay(by=SETUP, uid=run.uid) == []
    assert [event.kind for event in events_of(run.uid)] == ["signals.run", "signals.replayed"]


def test_only_an_hr_admin_recomputes(behind: Sales) -> None:
    with pytest.raises(NotFound):
        replay(by=behind.cast.actor(behind.cast.zhao), uid=SignalRun.objects.get().uid)


def test_a_fall_of_a_whole_group_is_told_to_its_head_and_is_no_signal(sales: Sales) -> None:
    south = [number for number, person in sales.people.items() if person.region == "华南"]
    sales.bend(south, 0.6, 10)
    sales.send()
    sales.run()

    notice = Notice.objects.get()
    assert live() == []
    assert (notice.kind, notice.owner, notice.unit) == (
        "market_fall",
        sales.cast.sun,
        sales.cast.units["south_one"],
    )
    assert notice.people == 12


def test_a_dead_feed_is_told_to_its_owner_and_counts_against_nobody(sales: Sales) -> None:
    sales.bend([sales.cast.lin.number], 0.72, 26)
    sales.factors["00201", "orders"][-5:] = np.nan
    sales.send()
    sales.run()

    assert live() == []
    assert {(row.kind, row.owner, row.facts["fault"]) for row in Notice.objects.all()} == {
        ("feed_fault", sales.cast.mo, "stopped")
    }


def test_a_signal_ends_after_two_ordinary_weeks_and_not_before(sales: Sales) -> None:
    sales.bend(["00201"], 0.72, 26)
    sales.bend(["00201"], 1 / 0.72, 9)
    sales.send(weeks=50)
    assert weeks_later(sales, -10) == "open"

    sales.send()
    first, second = weeks_later(sales, -1), weeks_later(sales, 0)

    assert (first, second) == ("open", "resolved")
    assert Signal.objects.get().ending == "normal"


def weeks_later(sales: Sales, weeks: int) -> str:
    sales.run(TODAY + timedelta(weeks=weeks))
    return Signal.objects.get().state


def test_the_past_is_not_judged_after_a_later_week(behind: Sales) -> None:
    with pytest.raises(Invalid):
        behind.run(date(2026, 11, 10))


def test_a_correction_in_the_same_week_replaces_the_judgement(behind: Sales) -> None:
    behind.factors["00201", "orders"][-1] = 0.5
    behind.send()

    run = behind.run()

    assert run is not None
    assert SignalRun.objects.filter(last=LAST).count() == 2
    assert Signal.objects.get().run == run


def test_whoever_left_has_no_signal(behind: Sales) -> None:
    lin = behind.cast.lin
    lin.left_on = date(2026, 11, 20)
    lin.store()

    behind.run(TODAY + timedelta(weeks=1))

    assert Signal.objects.get().ending == "left"
