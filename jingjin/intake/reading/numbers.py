"""Judging a whole column of numbers or percents, where single cells can be read in two ways."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from jingjin.intake.reading.codes import CellCode
from jingjin.intake.reading.problems import CellError
from jingjin.intake.reading.scalars import is_nothing, only_decimal_comma, read_number
from jingjin.intake.reading.table import Value, as_text
from jingjin.intake.reading.text import clean, narrow

if TYPE_CHECKING:
    from collections.abc import Iterable

_HUNDRED = Decimal(100)
_SURELY_POINTS = 10


class Scale(StrEnum):
    """What a bare number in a percent column means."""

    SHARE = "share"  # 0.4 is 40 %
    POINTS = "points"  # 40 is 40 %


class Percent(NamedTuple):
    """A percent cell before its scale is known; `marked` says that it carries its own sign."""

    number: Decimal
    marked: bool

    def share(self, scale: Scale | None) -> Decimal | None:
        """The share that it means: 40 % is 0.40; None where that hangs on a scale not yet known."""
        if self.marked or scale == Scale.POINTS:
            return self.number / _HUNDRED
        return self.number if scale == Scale.SHARE or not self.number else None


def uses_decimal_comma(values: Iterable[Value]) -> bool:
    """Whether a column writes decimals with a comma: at least one cell can be read in no other way."""
    return any(only_decimal_comma(value) for value in values)


def read_percent(value: Value) -> Percent | None:
    """A percent cell: "40%", "40 ％", "百分之40", or a bare number."""
    if is_nothing(value):
        return None
    try:
        if not isinstance(value, str):
            return _bare(read_number(value))
        text = narrow(value)
        body = text.removeprefix("百分之").removesuffix("%")
        number = read_number(body)
        return None if number is None else Percent(number, marked=body != text)
    except CellError as error:
        raise CellError(CellCode.BAD_PERCENT, text=clean(as_text(value))) from error


def _bare(number: Decimal | None) -> Percent | None:
    return None if number is None else Percent(number, marked=False)


def find_scale(percents: Iterable[Percent], *, head_has_sign: bool) -> Scale | None:
    """What the bare numbers of a whole column mean; None when the column does not say.

    All at most 1 with one strictly between 0 and 1: shares, unless the head itself says %. One over 10 and none
    strictly between 0 and 1: points. Anything else could be both (1 is 1 % or 100 %; 1.2 beside 0.8 is a rate of
    turnover or an over-achievement) and is asked.
    """
    bare = [abs(percent.number) for percent in percents if not percent.marked and percent.number]
    if not bare:
        return Scale.SHARE  # nothing depends on it
    broken = any(number < 1 for number in bare)
    if max(bare) <= 1 and broken and not head_has_sign:
        return Scale.SHARE
    if max(bare) > _SURELY_POINTS and not broken:
        return Scale.POINTS
    return None
