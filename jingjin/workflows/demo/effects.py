"""What happened to people in the story: paths by which their figures leave the usual, told in weeks before today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jingjin.workflows.demo.words import EAST, SOUTH, UNIVERSITY, Family

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jingjin.workflows.demo.people import PersonPlan, Staff
    from jingjin.workflows.demo.settings import Settings

SETTLING_WEEKS = 13
RAMP_WEEKS, RAMP_START = 26, 0.35


@dataclass(frozen=True)
class Effect:
    """A person's factor: 1 until `since` weeks ago, then straight to `to` within `within` weeks, until `back` weeks ago."""

    since: int
    to: float
    within: int = 1
    back: int | None = None

    def path(self, weeks_ago: NDArray[np.float64]) -> NDArray[np.float64]:
        """The factor at each moment."""
        into = np.clip((self.since - weeks_ago + 1) / self.within, 0.0, 1.0)
        if self.back is not None:
            into *= np.clip((weeks_ago - self.back) / 4.0, 0.0, 1.0)
        return 1.0 + (self.to - 1.0) * into


LASTING = Effect(since=16, to=0.70)
LONG = Effect(since=40, to=0.76, within=4)
SLIDING = Effect(since=30, to=0.66, within=30)
SUDDEN = Effect(since=6, to=0.62)
RECOVERED = Effect(since=34, to=0.72, within=3, back=10)
OUTSTANDING = Effect(since=200, to=1.45)
EAST_SHIFTS = {
    "zhou": Effect(since=6, to=0.88, within=5),
    "xu": Effect(since=26, to=0.90, within=4),
    "lu": Effect(since=200, to=1.7),
}
KINDS = (
    LASTING, OUTSTANDING, RECOVERED, SLIDING, LONG, SUDDEN, LASTING, RECOVERED, LONG, LASTING, RECOVERED, OUTSTANDING,
)  # fmt: skip
ONE_IN = 20


@dataclass(frozen=True)
class Market:
    """A fall in one region, of one line of customers or of all ("*"): from 1, so many weeks ago, to a level that it
    reached later."""

    region: str
    line: str
    since: int
    until: int
    level: float

    def path(self, weeks_ago: NDArray[np.float64]) -> NDArray[np.float64]:
        """The factor at each moment."""
        share = np.clip((self.since - weeks_ago) / (self.since - self.until), 0.0, 1.0)
        return 1.0 - (1.0 - self.level) * share


MARKETS = (
    Market(EAST, UNIVERSITY, 9, 5, 0.86),  # universities in the East wait for next year's budgets
    Market(SOUTH, "*", 12, 8, 0.55),  # export orders of the South's customers fell away
)


def market_of(person: PersonPlan) -> Market | None:
    """The fall that reaches this person's business, if any."""
    lines = (person.line, "*")
    return next(
        (market for market in MARKETS if market.region == person.region and market.line in lines), None
    )


def effects_of(settings: Settings, staff: Staff) -> dict[str, Effect]:
    """The effect by employee number: those of the story, and a few of every kind elsewhere in the company.

    Elsewhere they are people who have been here for over a year, where no market fell.
    """
    found = {staff.by_key[key].number: effect for key, effect in EAST_SHIFTS.items()}
    for effect, person in zip(_kinds(settings.people), candidates(settings, staff), strict=False):
        found[person.number] = effect
    return found


def _kinds(people: int) -> list[Effect]:
    """One person in twenty has a story, of all kinds."""
    return [KINDS[n % len(KINDS)] for n in range(max(people // ONE_IN, 4))]


def candidates(settings: Settings, staff: Staff) -> list[PersonPlan]:
    """Who may have a story of their own: settled people outside the East, in a fixed but mixed order."""
    families = (Family.SALES, Family.SERVICE, Family.RESEARCH)
    people = [
        person
        for person in staff.employed()
        if not person.leads
        and not person.key
        and person.region != EAST
        and market_of(person) is None
        and person.family in families
        and not person.leaves
        and (settings.today - person.hired_on).days > 500  # noqa: PLR2004 - well over a year
    ]
    order = settings.dice("stories").permutation(len(people))
    return [people[index] for index in order]


def ramp(weeks_since_hire: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far somebody new is: from a third to all within half a year."""
    return np.clip(RAMP_START + (1 - RAMP_START) * weeks_since_hire / RAMP_WEEKS, RAMP_START, 1.0)
