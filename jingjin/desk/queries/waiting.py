"""Everything that waits for somebody, merged from all areas, and the counters of the rail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import cache

from jingjin.core.waiting import Waiting
from jingjin.goals import public as goals
from jingjin.insight import public as insight
from jingjin.plans import public as plans

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from jingjin.core.actor import Actor

SOURCES: tuple[Callable[[Actor, date], list[Waiting]], ...] = (
    plans.waiting_for,
    goals.waiting_for,
    insight.waiting_for,
)
KEPT_FOR = 30  # seconds; a person's own step forgets it at once (site.middleware)


@dataclass(frozen=True)
class Counts:
    """How many things wait for a person in all, and how many of them in a place of the rail."""

    today: int
    by_place: dict[str, int]

    def of(self, place: str) -> int:
        """The counter of a rail entry."""
        return self.today if place == "today" else self.by_place.get(place, 0)


def waiting(by: Actor, today: date) -> list[Waiting]:
    """What waits for the actor in all areas, most urgent first (the areas' own queries)."""
    found = [one for source in SOURCES for one in source(by, today)]
    _keep(by, found)
    return sorted(found, key=Waiting.sort_key)


def waiting_count(by: Actor, today: date) -> Counts:
    """The counters, asked from the areas and kept shortly."""
    known = known_count(by)
    return known if known is not None else _counts(waiting(by, today))


def known_count(by: Actor) -> Counts | None:
    """The counters as far as this process knows them (no query)."""
    found: Counts | None = cache.get(_key(by))
    return found


def forget_count(by: Actor) -> None:
    """What waits for the actor has just changed."""
    cache.delete(_key(by))


def _keep(by: Actor, found: list[Waiting]) -> None:
    cache.set(_key(by), _counts(found), KEPT_FOR)


def _counts(found: list[Waiting]) -> Counts:
    places = [one.place for one in found if one.place]
    return Counts(len(found), {place: places.count(place) for place in places})


def _key(by: Actor) -> str:
    return f"desk.waiting:{by.account_id}"
