"""One column on its way from cells to values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from jingjin.intake.reading.periods import Span
from jingjin.intake.reading.problems import CellError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jingjin.intake.reading.problems import Decision, Question
    from jingjin.intake.reading.sheet import Column
    from jingjin.intake.reading.table import Value
    from jingjin.intake.reading.target import Field

FieldValue: TypeAlias = str | Decimal | date | bool | Span | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Series:
    """A column as it is read: for which field, where it stands, and its cells, one per row."""

    field: Field
    column: Column
    rows: Sequence[int]
    values: Sequence[Value]


@dataclass(slots=True)
class Parsed(Generic[T]):
    """A column cell by cell: a result or nothing per row, and the errors by index."""

    values: list[T | None] = field(default_factory=list)
    errors: dict[int, CellError] = field(default_factory=dict)


@dataclass(slots=True)
class Outcome:
    """What a column became: a value per row (None for nothing, for an error, or while a question is open)."""

    values: list[FieldValue]
    errors: dict[int, CellError]
    questions: list[Question] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)


def read_each(values: Sequence[Value], reader: Callable[[Value], T | None]) -> Parsed[T]:
    """Every cell through a reader, equal cells once (columns repeat themselves)."""
    known: dict[tuple[type, Value], T | CellError | None] = {}
    parsed: Parsed[T] = Parsed()
    for index, value in enumerate(values):
        key = (value.__class__, value)  # True equals 1
        if key not in known:
            known[key] = _attempt(reader, value)
        result = known[key]
        if isinstance(result, CellError):
            parsed.errors[index] = result
            result = None
        parsed.values.append(result)
    return parsed


def _attempt(reader: Callable[[Value], T | None], value: Value) -> T | CellError | None:
    try:
        return reader(value)
    except CellError as error:
        return error
