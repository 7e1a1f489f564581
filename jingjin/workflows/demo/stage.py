"""What the steps of loading share: the plan of the company and the rows made so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jingjin.accounts.public import active_grants
from jingjin.core.actor import Actor, system
from jingjin.org import public as org

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from jingjin.accounts.public import Account
    from jingjin.goals import public as goals
    from jingjin.metrics import public as metrics
    from jingjin.workflows.demo.people import Staff
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

    @staticmethod
    def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
        """An instant of the company's day."""
        return datetime.combine(day, time(hour, minute), ZONE)
