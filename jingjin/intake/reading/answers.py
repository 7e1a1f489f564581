"""What is known while a file is read: today, and what people answered now or for an earlier file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Choice = TypeVar("Choice", bound=StrEnum)
_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Known:
    """Today, the answers given for this file, and those remembered from an earlier one.

    An answer given now is followed even against the file; a remembered one only as far as the file agrees. What is
    none of a question's options counts as no answer, so the question is asked again.
    `year_hint` is a year that stands above the head or in the name of the sheet.
    """

    today: date
    given: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)
    year_hint: int | None = None

    def answer(self, key: str, options: type[Choice]) -> Choice | None:
        """The answer given for this file."""
        return _one_of(options, self.given.get(key))

    def earlier_answer(self, key: str, options: type[Choice]) -> Choice | None:
        """The answer remembered from an earlier file of the same head."""
        return _one_of(options, self.remembered.get(key))

    def year(self, key: str) -> int | None:
        """The year given for this file."""
        given = self.given.get(key, "")
        return int(given) if _YEAR.fullmatch(given) else None


def _one_of(options: type[Choice], answer: str | None) -> Choice | None:
    return next((option for option in options if option.value == answer), None)
