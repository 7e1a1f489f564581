"""What a demo company is made from: the same settings always give the same company."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID, uuid5

import numpy as np

from jingjin.workflows.demo.days import Days

FEWEST_PEOPLE = 40
FEWEST_WEEKS = 16


class SettingsError(ValueError):
    """The company can't be made that small; the message says how small it can be."""


@dataclass(frozen=True)
class Settings:
    """How many people work there, how many weeks of figures it has, the seed, and the day it is seen on."""

    today: date
    people: int = 240
    weeks: int = 52
    seed: int = 7

    def __post_init__(self) -> None:
        if self.people < FEWEST_PEOPLE or self.weeks < FEWEST_WEEKS:
            raise SettingsError(
                f"演示公司至少要{FEWEST_PEOPLE}人、{FEWEST_WEEKS}周。 "
                f"The demo company needs at least {FEWEST_PEOPLE} people and {FEWEST_WEEKS} weeks."
            )

    def dice(self, purpose: str) -> np.random.Generator:
        """Random numbers for one purpose: what one part draws never changes another part."""
        return np.random.default_rng([self.seed, zlib.crc32(purpose.encode())])

    def uid(self, kind: str, key: str) -> UUID:
        """The public id of a record, the same in every load with this seed."""
        return uuid5(UUID(int=self.seed), f"{kind}/{key}")

    @cached_property
    def days(self) -> Days:
        """The company calendar around `today`."""
        return Days(self.today)

    @property
    def first_week(self) -> date:
        """The Monday of the first week with figures."""
        return self.this_week - timedelta(weeks=self.weeks)

    @property
    def this_week(self) -> date:
        """The Monday of the week of `today`, which has begun and is not complete."""
        return self.today - timedelta(days=self.today.weekday())
