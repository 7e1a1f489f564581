"""Defining indicators and sources."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jingjin.core.errors import Conflict, Denied, Invalid, NotFound
from jingjin.metrics.models import Metric
from jingjin.metrics.public import (
    FeedData,
    MetricData,
    create_feed,
    create_metric,
    edit_feed,
    edit_metric,
    metrics_for,
)
from jingjin.metrics.tests.build import TEST, metric, row, take

if TYPE_CHECKING:
    from typing import Any

    from tests.cast import Cast


def data(**changes: Any) -> MetricData:
    return MetricData(
        **{
            "key": "sales",
            "name": "销售额",
            "kind": "amount",
            "aggregation": "sum",
            "period": "week",
            **changes,
        }
    )


def test_an_indicator_without_a_key_is_called_by_its_name(cast: Cast) -> None:
    created = create_metric(by=cast.actor(cast.mo), data=data(key="", name="新签 合同额"))

    assert created.key == "新签_合同额"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"key": "a b"}, "key"),
        ({"currency": "yuan"}, "currency"),
        ({"lowest": Decimal(5), "highest": Decimal(5)}, "highest"),
        ({"period": "decade"}, "period"),
        ({"kind": ""}, "kind"),
    ],
)
def test_what_makes_no_indicator(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        create_metric(by=TEST, data=data(**changes))

    assert list(refused.value.fields) == [field]
    assert Metric.objects.count() == 0


def test_a_key_is_used_once(cast: Cast) -> None:
    metric()

    with pytest.raises(Invalid) as refused:
        create_metric(by=TEST, data=data())

    assert list(refused.value.fields) == ["key"]


def test_with_numbers_the_meaning_stays_and_the_words_may_change(cast: Cast) -> None:
    sales = metric()
    take(row(1))

    with pytest.raises(Invalid) as refused:
        edit_metric(by=TEST, uid=sales.uid, data=data(unit="元", period="month"))
    edited = edit_metric(
        by=TEST, uid=sales.uid, data=data(unit="元", formula="已签合同的含税金额"), version=1
    )

    assert list(refused.value.fields) == ["period"]
    assert (edited.formula, edited.version) == ("已签合同的含税金额", 2)
    with pytest.raises(Conflict):
        edit_metric(by=TEST, uid=sales.uid, data=data(unit="元"), version=1)


def test_who_defines_indicators_and_sources(cast: Cast) -> None:
    sales = metric(owner=cast.zhao)
    feed = create_feed(by=TEST, data=FeedData(key="crm", name="CRM", owner=cast.zhao))

    for person in (cast.lin, cast.zhao, cast.he, cast.gao, cast.tan):
        with pytest.raises(Denied):
            create_metric(by=cast.actor(person), data=data(key="x"))
        with pytest.raises(Denied):
            create_feed(by=cast.actor(person), data=FeedData(key="x", name="x"))
    with pytest.raises(Denied):
        edit_metric(by=cast.actor(cast.lin), uid=sales.uid, data=data())
    with pytest.raises(NotFound):
        edit_feed(by=cast.actor(cast.lin), uid=feed.uid, data=FeedData(name="CRM"))
    edit_metric(by=cast.actor(cast.zhao), uid=sales.uid, data=data(owner=cast.zhao))
    edit_feed(by=cast.actor(cast.zhao), uid=feed.uid, data=FeedData(name="CRM", owner=cast.zhao))
    edit_metric(by=cast.actor(cast.bai), uid=sales.uid, data=data())


def test_everybody_of_the_company_reads_the_definitions(cast: Cast) -> None:
    sales = metric()

    for person in (cast.lin, cast.qian, cast.mo, cast.tan):
        assert list(metrics_for(cast.actor(person))) == [sales]
