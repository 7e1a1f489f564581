"""Which column of a file is which field: a saved decision, known again by the file's head."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from jingjin.intake.reading.problems import is_remembered
from jingjin.intake.reading.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict

    from jingjin.intake.reading.sheet import Column, Sheet

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column by its title (the `occurrence`-th of that title, from 1) and its field, None for left out."""

    title: str
    occurrence: int
    field: str | None


@dataclass(frozen=True, slots=True)
class Mapping:
    """What was decided for the files of one head.

    `answers` are those worth remembering for the next file of the same head (order of day and month, scale of
    percents); `fingerprint` is that of the head.
    """

    target: str
    fingerprint: str
    columns: tuple[ColumnChoice, ...]
    answers: Dict[str, str] = field(default_factory=dict)

    def field_of(self, column: Column, occurrence: int) -> str | None:
        """The field of a column, None when it is left out or not known here."""
        return next((c.field for c in self.columns if _same(c, column.title, occurrence)), None)

    def knows(self, column: Column, occurrence: int) -> bool:
        """Whether somebody decided about a column of this title."""
        return any(_same(c, column.title, occurrence) for c in self.columns)

    def with_answers(self, answers: Dict[str, str]) -> Mapping:
        """The mapping with those answers that are worth remembering for the next file of the same head."""
        kept = {key: answer for key, answer in answers.items() if is_remembered(key)}
        return Mapping(self.target, self.fingerprint, self.columns, {**self.answers, **kept})

    def to_json(self) -> str:
        """As text to save; `from_json` reads it."""
        columns = [[c.title, c.occurrence, c.field] for c in self.columns]
        content = {
            "format": _FORMAT,
            "target": self.target,
            "fingerprint": self.fingerprint,
            "columns": columns,
            "answers": dict(self.answers),
        }
        return json.dumps(content, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Mapping:
        """A saved mapping; ValueError when the text is none."""
        try:
            content: dict[str, Any] = json.loads(text)
            columns = tuple(ColumnChoice(str(t), int(n), f) for t, n, f in content["columns"])
            return cls(content["target"], content["fingerprint"], columns, content["answers"])
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("not a saved mapping") from error


def fingerprint(sheet: Sheet) -> str:
    """Of a head: the same for the same column titles in the same order, whatever their case, blanks or width."""
    titles = "\n".join(fold(column.title) for column in sheet.columns)
    return sha256(titles.encode()).hexdigest()


def occurrences(sheet: Sheet) -> list[tuple[Column, int]]:
    """Every column with how often its title has stood before, from 1."""
    seen: dict[str, int] = {}
    counted = []
    for column in sheet.columns:
        title = fold(column.title)
        seen[title] = seen.get(title, 0) + 1
        counted.append((column, seen[title]))
    return counted


def _same(choice: ColumnChoice, title: str, occurrence: int) -> bool:
    return choice.occurrence == occurrence and fold(choice.title) == fold(title)
