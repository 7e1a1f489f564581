"""Short ways to put figures, goals, colleagues and plans around the cast, through public actions only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingjin.accounts import public as accounts
from jingjin.core.actor import system
from jingjin.goals import public as goals
from jingjin.metrics import public as metrics
from jingjin.org import public as org
from tests.cast import SETUP, SINCE, TODAY

if TYPE_CHECKING:
    from django.test import Client

    from jingjin.org.public import Person
    from tests.cast import Cast

TEST = system("test")
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
MARKUP = re.compile(r"<(script|style)\b.*?</\1>|<span class=\"avatar.*?</span>|<[^>]+>", re.DOTALL)


@dataclass
class Stage:
    """The company with what tests add to it."""

    cast: Cast
    metrics: dict[str, metrics.Metric] = field(default_factory=dict)
    period: goals.Period | None = None

    def colleague(self, name: str, number: str, hired: date = SINCE) -> Person:
        """Another report of Zhao's."""
        account = accounts.create_account(by=SETUP, display_name=name, number=number)
        account.must_change_password = False
        account.save()
        unit = self.cast.units["east_one"]
        position = org.Position(unit=unit, title="客户经理", title_en="Account Manager", line="企业")
        person = org.create_person(
            by=SETUP,
            entity=self.cast.entity,
            number=number,
            name=name,
            position=position,
            since=hired,
            hired_on=hired,
            account=account,
        )
        org.set_manager(by=SETUP, person=person, manager=self.cast.zhao, since=hired)
        org.rebuild_closures(day=TODAY)
        person.refresh_from_db()
        return person

    def figures(self, person: Person, *, share: float = 1.0, key: str = "orders", weeks: int = 12) -> None:
        """Weekly figures at this share of a target of 100 until last Sunday."""
        if key not in self.metrics:
            feed = metrics.create_feed(by=TEST, data=metrics.FeedData(name="CRM", key=f"crm-{key}"))
            data = metrics.MetricData(
                key=key,
                name="新签订单",
                name_en="New orders",
                kind="count",
                aggregation="sum",
                period="week",
                unit="单",
                unit_en="orders",
                feed=feed,
            )
            self.metrics[key] = metrics.create_metric(by=TEST, data=data)
        last = TODAY - timedelta(days=TODAY.weekday() + 7)
        rows = [
            metrics.SampleRow(
                metric=key,
                period_start=last - timedelta(weeks=number),
                value=Decimal(round(100 * share)),
                target=Decimal(100),
                person=person.number,
            )
            for number in range(weeks)
        ]
        metrics.ingest(by=TEST, rows=rows, now=NOW, feed=self.metrics[key].feed, source="stage")

    def goal(self, of: Person | None, title: str, title_en: str, *, value: float | None = None) -> goals.Goal:
        """A confirmed goal of 100 in this quarter, its whole weight; `value` is typed today."""
        self.period = self.period or goals.create_period(
            by=TEST,
            data=goals.PeriodData(
                name="2026年第四季度", name_en="Q4 2026", start=date(2026, 10, 1), end=date(2027, 1, 1)
            ),
            now=NOW,
        )
        level = goals.Level.PERSON if of else goals.Level.COMPANY
        goal = goals.create_goal(
            by=TEST,
            owner=goals.Owner(level=level, person=of, responsible=None if of else self.cast.gao),
            kind=goals.Kind.KPI,
            period=self.period,
            data=goals.GoalData(
                title=title,
                title_en=title_en,
                measure="reach",
                target=Decimal(100),
                weight=Decimal(1),
                measured_in="单",
                measured_in_en="orders",
            ),
            parent=None,
            **WHEN,
        )
        goals.propose(by=TEST, uid=goal.uid, **WHEN)
        if of is not None and of.manager is not None:
            goals.confirm(by=self.cast.actor(of), uids=[goal.uid], **WHEN)
            goals.confirm(by=self.cast.actor(of.manager), uids=[goal.uid], **WHEN)
        if value is not None:
            goals.check_in(by=TEST, uid=goal.uid, value=Decimal(str(value)), **WHEN)
        return goal

    def more_goals(self, of: Person, count: int) -> None:
        """Further goals that wait for a confirmation, beside the one the person has."""
        assert self.period is not None
        for number in range(count):
            goals.create_goal(
                by=TEST,
                owner=goals.Owner(level=goals.Level.PERSON, person=of),
                kind=goals.Kind.KPI,
                period=self.period,
                data=goals.GoalData(
                    title=f"目标{number}", measure="reach", target=Decimal(10), weight=Decimal(0)
                ),
                parent=None,
                **WHEN,
            )


def queries_of(client: Client, path: str) -> int:
    """How many queries the page costs once it is warm."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def text_of(client: Client, path: str) -> str:
    """What the page says, without its markup and the letters in people's circles."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(MARKUP.sub(" ", answer.content.decode()).split())
