"""What an area wants to read: its fields, their names in files and their kinds.

Reading knows no meaning. The area that owns the records describes them here, and says itself what a row does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """How the cells of a field are read, and what they become."""

    TEXT = "text"  # str
    NUMBER = "number"  # Decimal
    PERCENT = "percent"  # Decimal as a share: 40 % is 0.40
    DATE = "date"  # date
    MONTH = "month"  # date, the first of the month
    PERIOD = "period"  # Span: a day, a week, a month or a quarter, as the cell says
    CHOICE = "choice"  # str, the key of the choice
    BOOL = "bool"  # bool
    PERSON_NUMBER = "person_number"  # str with its leading zeros


# By how many years the newest believable year differs from today's; two-digit years fall in the 100 before.
PAST = 1  # things that happened or are about to: hired, closed
BORN = -14  # nobody at work is younger
PLANNED = 50  # ends of contracts


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a target.

    `names` are the column names by which files know it, per language ("zh", "en"), in any spelling of case,
    blanks and width. `choices` maps each key of a CHOICE to its spellings. `newest` is the newest believable
    year of a DATE relative to today's (PAST, BORN, PLANNED), by which two-digit years are understood.
    """

    key: str
    kind: Kind
    names: Mapping[str, tuple[str, ...]]
    required: bool = False
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    newest: int = PAST

    def label(self, language: str) -> str:
        """How the field is called in a language: its first name there, else in any, else its key."""
        return next(
            (names[0] for names in (self.names.get(language, ()), *self.names.values()) if names), self.key
        )

    def choice_labels(self, language: str) -> list[str]:
        """How the choices are called: the first spelling in the language's script, else the first."""
        return [_in_script(spellings or (key,), language) for key, spellings in self.choices.items()]

    def spellings(self) -> list[str]:
        """All names in all languages, and the key."""
        return [self.key, *(name for names in self.names.values() for name in names)]


def _in_script(spellings: tuple[str, ...], language: str) -> str:
    return next((one for one in spellings if one.isascii() == (language == "en")), spellings[0])


@dataclass(frozen=True, slots=True)
class Target:
    """What the rows of a file shall become; `name` identifies saved mappings."""

    name: str
    fields: tuple[Field, ...]

    def get(self, key: str) -> Field:
        """The field of a key; KeyError when there is none."""
        for candidate in self.fields:
            if candidate.key == key:
                return candidate
        raise KeyError(key)
