"""Pages of metrics: they open in both languages, cost the same for many rows, and do what they offer."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jingjin.audit.public import access_log
from jingjin.core import clock
from jingjin.metrics.models import Batch, Metric, PersonPeriod, QuarantinedRow
from jingjin.metrics.public import FeedData, create_feed, record_feed_state
from jingjin.metrics.tests.build import MONDAY, NOW, TEST, metric, row, take

if TYPE_CHECKING:
    from django.test import Client

    from jingjin.metrics.public import Feed
    from tests.cast import Cast

LANGUAGES = ("zh-hans", "en")


@pytest.fixture
def crm(cast: Cast) -> Feed:
    """A source that is down, an indicator it feeds, numbers, and rows to repair."""
    feed = create_feed(by=TEST, data=FeedData(key="crm", name="纷享销客", name_en="CRM", system="CRM"))
    metric(feed=feed, formula="已签合同的含税金额", highest=Decimal(1000), name_en="Sales")
    take(row(600, target=500), row(46, person="002O1", row_no=7), row(4600, row_no=9), feed=feed)
    take(row(650), feed=feed, source="更正.csv", now=NOW + timedelta(hours=1))
    record_feed_state(
        by=TEST, feed=feed, state="down", now=NOW + timedelta(hours=2), note="401 token expired"
    )
    return feed


def texts(client: Client, url: str, **headers: str) -> str:
    response = client.get(url, headers=headers)
    assert response.status_code == 200, url
    return response.content.decode()


def addresses(cast: Cast, feed: Feed) -> list[str]:
    sales = Metric.objects.get(key="sales")
    return [
        reverse("metrics:metrics"),
        reverse("metrics:metric", args=[sales.uid]),
        reverse("metrics:new_metric"),
        reverse("metrics:edit_metric", args=[sales.uid]),
        reverse("metrics:feeds"),
        reverse("metrics:new_feed"),
        reverse("metrics:feed", args=[feed.uid]),
        reverse("metrics:batches"),
        reverse("metrics:batch", args=[Batch.objects.earliest("id").uid]),
        reverse("metrics:lineage", args=[sales.uid, cast.lin.uid]),
        reverse("metrics:type_value", args=[sales.uid, cast.lin.uid]),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_full_in_both_languages(cast: Cast, crm: Feed, language: str) -> None:
    client = cast.client(cast.bai, language)

    for address in addresses(cast, crm):
        texts(client, address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_open_empty(cast: Cast, language: str) -> None:
    client = cast.client(cast.mo, language)

    for name in ("metrics", "feeds", "batches"):
        texts(client, reverse(f"metrics:{name}"))


@pytest.mark.parametrize("name", ["lin", "zhao", "gao", "tan"])
def test_what_configures_does_not_exist_for_others(cast: Cast, crm: Feed, name: str) -> None:
    client = cast.client(getattr(cast, name))
    hidden = [
        address
        for address in addresses(cast, crm)
        if "feeds" in address or "batches" in address or "new" in address
    ]

    assert {client.get(address).status_code for address in hidden} == {404}


def test_a_stranger_gets_no_lineage(cast: Cast, crm: Feed) -> None:
    sales = Metric.objects.get()
    address = reverse("metrics:lineage", args=[sales.uid, cast.lin.uid])

    assert cast.client(cast.qian).get(address).status_code == 404
    assert list(access_log(cast.lin.uid)) == []


def test_the_lineage_page_tells_the_whole_story_and_its_panel_stands_alone(cast: Cast, crm: Feed) -> None:
    sales = Metric.objects.get()
    address = reverse("metrics:lineage", args=[sales.uid, cast.lin.uid])
    client = cast.client(cast.zhao)

    page = texts(client, address)
    panel = texts(client, address, HX_Request="true")

    for word in ("650 元", "已签合同的含税金额", "纷享销客 · 更正.csv", "600 元", "已更正"):
        assert word in page
        assert word in panel
    assert "<html" in page
    assert "<html" not in panel
    assert [entry.why for entry in access_log(cast.lin.uid)] == ["manager"]


def test_the_health_page_names_what_is_down_and_whom_it_touches(cast: Cast, crm: Feed) -> None:
    page = texts(cast.client(cast.mo), reverse("metrics:feeds"))

    for word in ("现在需要处理", "401 token expired", "纷享销客", "不会算在任何人头上"):
        assert word in page
    assert "1 = 1 + 0 + 0" in words_of(page)


def words_of(page: str) -> str:
    """The text of a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_an_employee_sees_the_own_values_first_and_the_chain_of_units(cast: Cast, crm: Feed) -> None:
    sales = Metric.objects.get()
    address = reverse("metrics:metric", args=[sales.uid])
    client = cast.client(cast.lin)

    page = texts(client, address)
    team = texts(client, f"{address}?of={cast.units['east_one'].uid}")
    foreign = texts(client, f"{address}?of={cast.units['south_one'].uid}")

    assert "销售额 · 我" in page
    assert "销售额 · 华东一部" in team
    assert "华南一部" not in foreign


def test_a_row_is_corrected_in_place_with_the_suggestion(cast: Cast, crm: Feed) -> None:
    batch = Batch.objects.earliest("id")
    client = cast.client(cast.mo)
    address = reverse("metrics:batch", args=[batch.uid])
    page = texts(client, address)
    waiting = QuarantinedRow.objects.get(code="person_unknown")

    assert "改成00201 林知夏并重放" in page
    assert "改成460并重放" in page
    sent = {"person": "00202", "version": str(waiting.version)}
    response = client.post(reverse("metrics:replay_row", args=[waiting.uid]), sent)

    batch.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, address)
    assert (batch.received, batch.stored, batch.quarantined) == (3, 2, 1)
    assert PersonPeriod.objects.get(person=cast.qian).value == Decimal(46)


def test_rows_are_dropped_and_tried_again_together(cast: Cast, crm: Feed) -> None:
    batch = Batch.objects.earliest("id")
    client = cast.client(cast.bai)
    waiting = QuarantinedRow.objects.get(code="out_of_range")

    client.post(reverse("metrics:drop_row", args=[waiting.uid]))
    again = client.post(reverse("metrics:replay_all", args=[batch.uid]))

    waiting.refresh_from_db()
    assert (again.status_code, waiting.state) == (302, "dropped")
    assert QuarantinedRow.objects.filter(state="open").count() == 1


def test_others_cannot_touch_a_row(cast: Cast, crm: Feed) -> None:
    waiting = QuarantinedRow.objects.first()
    assert waiting is not None

    for person in (cast.lin, cast.zhao, cast.he, cast.qian):
        for name in ("replay_row", "drop_row"):
            response = cast.client(person).post(
                reverse(f"metrics:{name}", args=[waiting.uid]), {"value": "1"}
            )
            assert response.status_code == 404
    assert QuarantinedRow.objects.filter(state="open").count() == 2


def test_an_indicator_is_defined_and_changed_through_its_form(cast: Cast) -> None:
    client = cast.client(cast.mo)
    form = {
        "name": "转订单率",
        "name_en": "Quote rate",
        "kind": "rate",
        "aggregation": "ratio",
        "period": "month",
        "direction": "higher",
        "data_class": "ordinary",
        "unit": "%",
        "owner_number": "00101",
        "active": "on",
    }

    made = client.post(reverse("metrics:new_metric"), form)
    defined = Metric.objects.get()
    refused = client.post(reverse("metrics:new_metric"), form)
    wrong = client.post(reverse("metrics:edit_metric", args=[defined.uid]), {**form, "owner_number": "99999"})
    changed = client.post(
        reverse("metrics:edit_metric", args=[defined.uid]),
        {**form, "formula": "订单数 ÷ 报价数", "version": "1"},
    )

    defined.refresh_from_db()
    assert (made.status_code, refused.status_code, wrong.status_code, changed.status_code) == (
        302,
        422,
        422,
        302,
    )
    assert (defined.key, defined.owner, defined.formula) == ("转订单率", cast.zhao, "订单数 ÷ 报价数")


def test_a_source_is_registered_and_its_state_told(cast: Cast) -> None:
    client = cast.client(cast.mo)

    client.post(reverse("metrics:new_feed"), {"name": "ERP", "rhythm_days": "1", "key": "erp"})
    feed = create_feed(by=TEST, data=FeedData(name="x")).__class__.objects.get(key="erp")
    client.post(
        reverse("metrics:feed", args=[feed.uid]), {"name": "金蝶云星空", "rhythm_days": "2", "key": "erp"}
    )
    client.post(reverse("metrics:feed_state", args=[feed.uid]), {"state": "down", "note": "401"})

    feed.refresh_from_db()
    assert (feed.name, feed.rhythm_days, feed.state, feed.note) == ("金蝶云星空", 2, "down", "401")


def test_a_value_is_typed_through_its_form(cast: Cast) -> None:
    quality = metric("quality", kind="score", aggregation="mean")
    address = reverse("metrics:type_value", args=[quality.uid, cast.lin.uid])
    form = {"period_start": MONDAY.isoformat(), "value": "4.6", "reason": "客户回访"}

    assert cast.client(cast.lin).get(address).status_code == 404
    response = cast.client(cast.zhao).post(address, form)

    assert response.status_code == 302
    assert PersonPeriod.objects.get().value == Decimal("4.6")
    assert "赵启航手填" in texts(cast.client(cast.lin), response["Location"])


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_pages_cost_the_same_for_one_row_and_for_three(cast: Cast) -> None:
    client = cast.client(cast.bai)
    names = ("metrics", "feeds", "batches")

    def grow(number: int) -> Any:
        feed = create_feed(by=TEST, data=FeedData(key=f"f{number}", name=f"来源{number}", owner=cast.zhao))
        made = metric(f"m{number}", feed=feed, owner=cast.zhao)
        take(row(1, key=made.key), row(1, key=made.key, person=f"x{number}"), feed=feed)
        return made

    first = grow(1)
    batch = reverse("metrics:batch", args=[Batch.objects.get().uid])
    number = reverse("metrics:lineage", args=[first.uid, cast.lin.uid])
    pages = [*(reverse(f"metrics:{name}") for name in names), batch, number]
    one = [queries(client, page) for page in pages]
    grow(2)
    grow(3)
    take(
        *(row(n, key="m1", person=f"y{n}") for n in range(3)),
        row(5, key="m1"),
        row(9, key="m1", day="2026-11-09"),
    )

    assert [queries(client, page) for page in pages] == one
    assert max(one) <= 15


def test_pages_of_the_clock(cast: Cast, crm: Feed) -> None:
    """The page's own time is the real one; a source that spoke just now is minutes old."""
    take(row(1), feed=crm, now=clock.now())

    assert "0分钟前" in texts(cast.client(cast.mo), reverse("metrics:feeds"))
