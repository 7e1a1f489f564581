"""Loading sources, indicators and their numbers through the actions of metrics."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from jingjin.metrics import public as metrics
from jingjin.workflows.demo.days import months_on
from jingjin.workflows.demo.deliveries import deliveries, rows_of, with_faults
from jingjin.workflows.demo.figures import make_figures
from jingjin.workflows.demo.indicators import BROKEN, FEEDS, INDICATORS, FeedPlan, IndicatorPlan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jingjin.workflows.demo.stage import Stage

MARGIN = "service_margin"
MARGINS = (35.1, 35.0, 35.4, 35.2, 35.6, 35.5, 35.7, 35.8, 36.0, 36.0, 38.4, 39.0)  # the last is this month's
VISITS_AFTER = 24


def define(stage: Stage) -> None:
    """The sources and the indicators."""
    for feed in FEEDS:
        owner = stage.cast("su" if feed.key == "finance" else "meng")
        data = metrics.FeedData(
            key=feed.key,
            name=feed.name,
            name_en=feed.name_en,
            system=feed.system,
            system_en=feed.system_en,
            rhythm_days=feed.rhythm_days,
            owner=owner,
        )
        stage.feeds[feed.key] = metrics.create_feed(by=stage.by, data=data)
    for plan in INDICATORS:
        stage.metrics[plan.key] = metrics.create_metric(by=stage.by, data=_definition(stage, plan))
    stage.metrics[MARGIN] = metrics.create_metric(
        by=stage.by,
        data=metrics.MetricData(
            key=MARGIN,
            name="服务毛利率",
            name_en="Service margin",
            unit="%",
            unit_en="%",
            kind=metrics.Kind.RATE,
            aggregation=metrics.Aggregation.LAST,
            period=metrics.Period.MONTH,
            lowest=Decimal(-100),
            highest=Decimal(100),
            formula="（服务收入−服务成本）÷服务收入",
            formula_en="(service revenue − service cost) ÷ service revenue",
            owner=stage.cast("su"),
            feed=stage.feeds["finance"],
        ),
    )


def _definition(stage: Stage, plan: IndicatorPlan) -> metrics.MetricData:
    owners = {"crm": "gao", "erp": "su", "helpdesk": "min_he", "projects": "cheng", "mes": "ma"}
    return metrics.MetricData(
        key=plan.key,
        name=plan.name,
        name_en=plan.name_en,
        unit=plan.unit,
        unit_en=plan.unit_en,
        currency=plan.currency,
        kind=plan.kind,
        aggregation=plan.aggregation,
        period=plan.period,
        direction=plan.direction,
        lowest=None if plan.lowest is None else Decimal(str(plan.lowest)),
        highest=None if plan.highest is None else Decimal(str(plan.highest)),
        formula=plan.formula,
        formula_en=plan.formula_en,
        owner=stage.cast(owners.get(plan.feed, "bai")),
        feed=stage.feeds[plan.feed],
    )


def deliver(stage: Stage, feed: FeedPlan) -> None:
    """Everything that a source has said so far."""
    plans = [plan for plan in INDICATORS if plan.feed == feed.key]
    made = [make_figures(stage.settings, stage.staff, plan) for plan in plans]
    month = stage.settings.today.replace(day=1)
    for delivery in deliveries(stage.settings, feed):
        rows = [row for figures in made for row in rows_of(stage.settings, figures, delivery)]
        if feed.key == "finance":
            rows = list(_margin_rows(stage, delivery.is_last))
        if delivery.is_last:
            rows = with_faults(rows, feed, month)
        if not rows:
            continue
        at = stage.at(delivery.day, feed.hour, feed.minute)
        with stage.old_news(day=delivery.day, if_before=stage.settings.today + timedelta(days=1)):
            metrics.ingest(
                by=stage.by,
                rows=rows,
                now=at,
                feed=stage.feeds[feed.key],
                source=feed.name,
                fetched_at=at,
                covers=(None, delivery.until),
            )


def _margin_rows(stage: Stage, is_last: bool) -> Iterator[metrics.SampleRow]:  # noqa: FBT001
    first = stage.settings.today.replace(day=1)
    months = [months_on(first, back) for back in range(1 - len(MARGINS), 1)]
    for month, value in zip(months, MARGINS, strict=True):
        if (month == first) == is_last:
            for unit in ("service", "top"):
                yield metrics.SampleRow(metric=MARGIN, period_start=month, value=str(value), unit=unit)


def break_feed(stage: Stage) -> None:
    """The ERP has stopped answering: the token of its interface ran out the night before last."""
    settings = stage.settings
    feed = next(feed for feed in FEEDS if feed.key == BROKEN)
    metrics.record_feed_state(
        by=stage.by,
        feed=stage.feeds[BROKEN],
        state=metrics.FeedState.DOWN,
        now=stage.at(settings.today - timedelta(days=1), feed.hour, feed.minute),
        note=(
            "接口返回“401 token expired”，已重试38次。凭证由财务系统组管理，有效期一年。\n"
            "The interface answers “401 token expired”; tried 38 times. The finance systems group keeps the token, "
            "which is valid for a year."
        ),
    )


def correct_visits(stage: Stage) -> None:
    """林知夏 contested last month's visits: 孙立 had forgotten three joint ones, HR has added them."""
    metrics.manual_value(
        by=stage.actor(stage.staff.by_key["he"].number),
        metric=stage.metrics["visits"],
        subject=stage.cast("lin"),
        period_start=months_on(stage.settings.today.replace(day=1), -1),
        value=Decimal(VISITS_AFTER),
        reason="孙立补录了3次联合拜访，记录已核对。",
        now=stage.at(stage.settings.days.back(1), 15, 20),
    )
