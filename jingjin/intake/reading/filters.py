"""Which rows of a sheet count: conditions on columns that must all hold."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from jingjin.intake.reading.problems import CellError
from jingjin.intake.reading.scalars import is_nothing, read_number
from jingjin.intake.reading.table import Value, as_text
from jingjin.intake.reading.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from jingjin.intake.reading.sheet import Sheet


class Op(StrEnum):
    """How a cell is compared with the values of a filter."""

    IS = "is"  # one of the values, in any case, width and spacing
    IS_NOT = "is_not"  # none of them; an empty cell is none of them
    ABOVE = "above"
    AT_LEAST = "at_least"
    BELOW = "below"
    AT_MOST = "at_most"
    FILLED = "filled"
    EMPTY = "empty"


class Filter(NamedTuple):
    """A condition on a column, named as in the file's head."""

    column: str
    op: Op
    values: tuple[str, ...] = ()


def passes(sheet: Sheet, filters: Sequence[Filter]) -> list[bool]:
    """Per row of the sheet, whether all filters hold; FileProblem when a column is not in the sheet."""
    kept = [True] * len(sheet.rows)
    for one in filters:
        test = _test(one)
        known: dict[tuple[type, Value], bool] = {}
        for index, value in enumerate(sheet.values(sheet.find(one.column).number)):
            key = (value.__class__, value)
            if key not in known:
                known[key] = test(value)
            kept[index] = kept[index] and known[key]
    return kept


def _test(one: Filter) -> Callable[[Value], bool]:
    if one.op in {Op.FILLED, Op.EMPTY}:
        return lambda value: is_nothing(value) == (one.op == Op.EMPTY)
    if one.op in {Op.IS, Op.IS_NOT}:
        wanted = {fold(value) for value in one.values}
        return lambda value: (fold(as_text(value)) in wanted) == (one.op == Op.IS)
    bound = read_number(one.values[0])
    if bound is None:
        raise ValueError(f"{one.values[0]!r} is no number")
    return lambda value: _compares(value, one.op, bound)


def _compares(value: Value, op: Op, bound: Decimal) -> bool:
    try:
        number = read_number(value)
    except CellError:
        return False
    if number is None:
        return False
    return {
        Op.ABOVE: number > bound,
        Op.AT_LEAST: number >= bound,
        Op.BELOW: number < bound,
        Op.AT_MOST: number <= bound,
    }[op]
