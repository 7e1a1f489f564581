"""What the steps of loading share: the plan of the company and the rows made so far."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jingjin.accounts.public import Role, active_grants
from jingjin.core import clock
from jingjin.core.actor import Actor, system
from jingjin.core.models import Event
from jingjin.org import public as org
from jingjin.workflows.demo.cast import CAST
from jingjin.workflows.demo.goal_plans import Results

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from jingjin.accounts.public import Account
    from jingjin.goals import public as goals
    from jingjin.metrics import public as metrics
    from jingjin.workflows.demo.people import PersonPlan, Staff
    from jingjin.workflows.demo.settings import Settings

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass
class Stage:
    """One load in progress. `people` is by employee number, `units` and `accounts` by key."""

    settings: Settings
    staff: Staff
    by: Actor = field(default_factory=lambda: system("demo"))
    entities: list[org.Entity] = field(default_factory=list)
    accounts: dict[str, Account] = field(default_factory=dict)
    units: dict[str, org.Unit] = field(default_factory=dict)
    people: dict[str, org.Person] = field(default_factory=dict)
    feeds: dict[str, metrics.Feed] = field(default_factory=dict)
    metrics: dict[str, metrics.Metric] = field(default_factory=dict)
    periods: dict[str, goals.Period] = field(default_factory=dict)
    goals: dict[str, UUID] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    @cached_property
    def results(self) -> Results:
        """What has come of the indicators, for goals and plans."""
        return Results.of(self.settings, self.staff)

    def cast(self, key: str) -> org.Person:
        """Somebody of the story."""
        return self.people[self.staff.by_key[key].number]

    def actor(self, number: str) -> Actor:
        """The person acting for themselves, with the roles they hold today; only the cast can sign in."""
        if number not in self._actors:
            person = self.people[number]
            if person.account is not None:
                grants = active_grants(person.account.pk, self.settings.today)
                self._actors[number] = org.actor_for(person.account, grants)
            else:
                self._actors[number] = Actor(str(person.uid), person_id=person.pk, person_uid=person.uid)
        return self._actors[number]

    def hr_of(self, person: PersonPlan) -> PersonPlan:
        """The HR partner whose units the person works in."""
        parents = {unit.key: unit.parent for unit in self.staff.units}
        above, unit = set(), person.unit
        while unit:
            above.add(unit)
            unit = parents[unit] or ""
        partner = next(
            member.key
            for member in CAST
            for role, scope in member.roles
            if role == Role.HR_PARTNER and scope in above
        )
        return self.staff.by_key[partner]

    @staticmethod
    def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
        """An instant of the company's day; of the real today none that has not come yet."""
        moment = datetime.combine(day, time(hour, minute), ZONE)
        now = clock.now()
        return min(moment, now) if day == now.astimezone(ZONE).date() else moment

    @contextmanager
    def old_news(self, *, day: date, if_before: date) -> Iterator[None]:
        """What happens within has been heard of long ago, if it lies before a day: nobody is told again."""
        last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        yield
        if day < if_before:
            Event.objects.filter(pk__gt=last, handled_at=None).update(handled_at=clock.now())
