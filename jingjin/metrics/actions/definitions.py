"""Defining indicators and the source systems that feed them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core.errors import Denied, Invalid
from jingjin.metrics.models import Feed, Metric
from jingjin.metrics.rules import FEED_RULES, METRIC_RULES
from jingjin.metrics.words import Aggregation, DataClass, Direction, FeedState, Kind, Period

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.core.policy import Rules
    from jingjin.org.public import Person

KEY = re.compile(r"[\w.:-]{1,80}")
CURRENCY = re.compile(r"[A-Z]{3}")
PROOF_FIELDS = ("key", "unit", "currency", "direction", "kind", "aggregation", "period", "data_class")
OPTIONS = {
    "kind": Kind,
    "aggregation": Aggregation,
    "period": Period,
    "direction": Direction,
    "data_class": DataClass,
}
# What stored numbers were added up by; changing it would change their meaning.
FIXED_WITH_NUMBERS = ("unit", "currency", "kind", "aggregation", "period")


@dataclass(frozen=True, kw_only=True)
class MetricData:
    """What defines an indicator. `key` is what files and systems call it; empty takes the name."""

    name: str
    kind: str
    aggregation: str
    period: str
    key: str = ""
    name_en: str = ""
    unit: str = ""
    unit_en: str = ""
    currency: str = ""
    direction: str = Direction.HIGHER
    data_class: str = DataClass.ORDINARY
    lowest: Decimal | None = None
    highest: Decimal | None = None
    formula: str = ""
    formula_en: str = ""
    owner: Person | None = None
    feed: Feed | None = None
    active: bool = True


@dataclass(frozen=True, kw_only=True)
class FeedData:
    """What defines a source system."""

    name: str
    key: str = ""
    name_en: str = ""
    system: str = ""
    system_en: str = ""
    rhythm_days: int = 7
    owner: Person | None = None


@transaction.atomic
def create_metric(*, by: Actor, data: MetricData) -> Metric:
    """Define an indicator; HR admin, IT admin or system. Raises Invalid by field."""
    _demand_creating(METRIC_RULES, Metric(), by=by, action="metric.create")
    metric = Metric(**_values(data))
    _check_metric(metric)
    metric.save()
    record(metric.uid, "metric.created", by=by, facts=_metric_facts(metric))
    return metric


@transaction.atomic
def edit_metric(*, by: Actor, uid: UUID | str, data: MetricData, version: int | None = None) -> Metric:
    """Change an indicator; who configures, or its owner. What numbers were added up by stays once there are any."""
    metric = Metric.lock(uid, version=version)
    if not by.is_system:
        METRIC_RULES.demand(metric, by=by, action="metric.edit")
    before = _metric_facts(metric)
    has_numbers = metric.covered_from is not None
    for name, value in _values(data).items():
        if has_numbers and name in FIXED_WITH_NUMBERS and getattr(metric, name) != value:
            raise Invalid(
                fields={
                    name: _(
                        "Numbers are stored already. Define a new indicator instead of changing this one."
                    )
                }
            )
        setattr(metric, name, value)
    _check_metric(metric)
    metric.store()
    record(metric.uid, "metric.changed", by=by, facts={"before": before, "after": _metric_facts(metric)})
    return metric


@transaction.atomic
def create_feed(*, by: Actor, data: FeedData) -> Feed:
    """Register a source system; HR admin, IT admin or system. Raises Invalid by field."""
    _demand_creating(FEED_RULES, Feed(), by=by, action="feed.create")
    feed = Feed(**_values(data))
    _check_feed(feed)
    feed.save()
    record(feed.uid, "feed.created", by=by, facts={"key": feed.key, "rhythm_days": feed.rhythm_days})
    return feed


@transaction.atomic
def edit_feed(*, by: Actor, uid: UUID | str, data: FeedData, version: int | None = None) -> Feed:
    """Change a source system; who configures, or its owner."""
    feed = Feed.lock(uid, version=version)
    if not by.is_system:
        FEED_RULES.demand(feed, by=by, action="feed.edit")
    for name, value in _values(data).items():
        setattr(feed, name, value)
    _check_feed(feed)
    feed.store()
    record(feed.uid, "feed.changed", by=by, facts={"key": feed.key, "rhythm_days": feed.rhythm_days})
    return feed


@transaction.atomic
def record_feed_state(*, by: Actor, feed: Feed, state: str, now: datetime, note: str = "") -> Feed:
    """Say how a source is doing, and since when. The same state again keeps its beginning."""
    row = Feed.lock(feed.uid)
    if not by.is_system:
        FEED_RULES.demand(row, by=by, action="feed.edit")
    if row.state != state:
        row.since = now
    row.state, row.note = FeedState(state), note
    row.store()
    record(row.uid, "feed.state", by=by, now=now, facts={"state": row.state}, content={"note": note})
    return row


def _demand_creating(rules: Rules, subject: Metric | Feed, *, by: Actor, action: str) -> None:
    if not by.is_system and not rules.allows(subject, by=by, action=action):
        raise Denied(rules.table[action].reason(by, subject))


def _values(data: MetricData | FeedData) -> dict[str, Any]:
    """The columns, texts trimmed; without a key the name serves as one."""
    values = {name: getattr(data, name) for name in data.__dataclass_fields__}
    values = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
    if not values["key"]:
        values["key"] = re.sub(r"\s+", "_", values["name"])
    return values


def _check_metric(metric: Metric) -> None:
    problems = _name_problems(metric)
    if metric.currency and not CURRENCY.fullmatch(metric.currency):
        problems["currency"] = _("Use the three letters of the currency, such as CNY.")
    if metric.lowest is not None and metric.highest is not None and metric.lowest >= metric.highest:
        problems["highest"] = _("The highest value must be above the lowest.")
    for name, options in OPTIONS.items():
        if getattr(metric, name) not in options.values:
            problems[name] = _("Choose one of the options.")
    if problems:
        raise Invalid(fields=problems)


def _check_feed(feed: Feed) -> None:
    problems = _name_problems(feed)
    if feed.rhythm_days < 1:
        problems["rhythm_days"] = _("A source sends at most once a day.")
    if problems:
        raise Invalid(fields=problems)


def _name_problems(row: Metric | Feed) -> dict[str, str]:
    if not row.name:
        return {"name": _("Enter a name.")}
    if not KEY.fullmatch(row.key):
        return {"key": _("Use letters, digits, dots, colons, dashes and underscores only.")}
    taken = (Metric if isinstance(row, Metric) else Feed).objects.filter(key=row.key).exclude(pk=row.pk)
    if taken.exists():
        return {"key": _("This key is in use already.")}
    return {}


def _metric_facts(metric: Metric) -> dict[str, Any]:
    return {name: str(getattr(metric, name)) for name in PROOF_FIELDS}
