"""Where does this come from? The answer, who gets it, and who learns of the look."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jingjin.audit.public import access_log
from jingjin.core.errors import NotFound
from jingjin.metrics.actions.looking import open_lineage
from jingjin.metrics.public import FeedData, create_feed
from jingjin.metrics.tests.build import MONDAY, NOW, TEST, metric, row, take
from tests.cast import TODAY

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from jingjin.metrics.queries.lineage import Lineage
    from tests.cast import Cast

SPAN = {"start": date(2026, 10, 1), "end": date(2027, 1, 1), "today": TODAY}


def ask(cast: Cast, name: str, metric: Any, subject: UUID) -> Lineage:
    person = getattr(cast, name)
    return open_lineage(by=cast.actor(person), metric_uid=metric.uid, subject_uid=subject, **SPAN)


def test_a_number_names_source_row_time_and_what_was_said_before(cast: Cast) -> None:
    feed = create_feed(by=TEST, data=FeedData(key="crm", name="纷享销客"))
    sales = metric(feed=feed)
    take(row(600, row_no=7), feed=feed, source="11月.xlsx")
    take(row(650, row_no=9), feed=feed, source="更正.xlsx", now=NOW + timedelta(hours=3))

    found = ask(cast, "lin", sales, cast.lin.uid)

    (period,) = found.periods
    current, older = period.versions
    assert (period.start, period.last_day, period.value) == (MONDAY, date(2026, 11, 22), Decimal(650))
    assert (current.value, current.version, current.source, current.row_no, current.said_at) == (
        Decimal(650),
        2,
        "纷享销客 · 更正.xlsx",
        9,
        NOW + timedelta(hours=3),
    )
    assert (older.value, older.is_current, period.corrected_from) == (Decimal(600), False, older)
    assert (found.reading.value, found.reading.state) == (Decimal(650), "fresh")


@pytest.mark.parametrize(
    ("name", "why", "daily"),
    [("zhao", "manager", True), ("gao", "line", False), ("he", "hr", False), ("bai", "hr", False)],
)
def test_a_look_is_noted_for_the_person(cast: Cast, name: str, why: str, daily: bool) -> None:  # noqa: FBT001 - a case
    sales = metric()
    take(row(600))

    ask(cast, name, sales, cast.lin.uid)
    ask(cast, "lin", sales, cast.lin.uid)

    (entry,) = access_log(cast.lin.uid)
    assert (entry.reader_name, entry.what, entry.why, entry.daily) == (
        getattr(cast, name).name,
        "numbers",
        why,
        daily,
    )


def test_a_managers_look_at_a_sensitive_number_stands_alone(cast: Cast) -> None:
    attendance = metric("attendance", data_class="sensitive", kind="hours")

    ask(cast, "zhao", attendance, cast.lin.uid)

    assert [entry.daily for entry in access_log(cast.lin.uid)] == [False]


@pytest.mark.parametrize("name", ["qian", "sun", "mo", "tan"])
def test_a_stranger_finds_nothing(cast: Cast, name: str) -> None:
    sales = metric()
    take(row(600))

    with pytest.raises(NotFound):
        ask(cast, name, sales, cast.lin.uid)

    assert list(access_log(cast.lin.uid)) == []


@pytest.mark.parametrize(
    ("unit", "readers"),
    [
        ("east_one", ["lin", "zhao", "he", "gao", "bai"]),
        ("east", ["lin", "zhao", "he", "gao", "bai"]),
        ("south_one", ["qian", "sun", "gao", "bai"]),
        ("top", ["lin", "zhao", "sun", "qian", "he", "gao", "bai", "mo", "tan"]),
    ],
)
def test_a_units_numbers_are_for_its_people_managers_hr_and_executives(
    cast: Cast, unit: str, readers: list[str]
) -> None:
    sales = metric()
    take(row(600), row(100, person="00202"))

    def opens(name: str) -> bool:
        try:
            return bool(ask(cast, name, sales, cast.units[unit].uid).periods)
        except NotFound:
            return False

    everybody = ["lin", "zhao", "sun", "qian", "he", "gao", "bai", "mo", "tan"]
    assert [name for name in everybody if opens(name)] == [name for name in everybody if name in readers]
