"""Judging a whole column of numbers or percents, where single cells can be read in two ways."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from jingjin.intake.reading.codes import CellCode
from jingjin.intake.reading.problems import CellError
from jingjin.intake.reading.scalars import is_nothing, read_number
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


class Mark(StrEnum):
    """Which sign parts the decimals of a column."""

    POINT = "point"
    COMMA = "comma"


_COMMA_NEEDED = re.compile(r"\d+,(?:\d{1,2}|\d{4,})|\d{4,},\d+|0\d*,\d+|\d{1,3}(?:\.\d{3})+,\d+")
_POINT_NEEDED = re.compile(
    r"\d*\.(?:\d{1,2}|\d{4,})|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}"
)
_EITHER = re.compile(r"[1-9]\d{0,2},\d{3}")


class Percent(NamedTuple):
    """A percent cell before its scale is known; `marked` says that it carries its own sign."""

    number: Decimal
    marked: bool

    def share(self, scale: Scale | None) -> Decimal | None:
        """The share that it means: 40 % is 0.40; None where that hangs on a scale not yet known."""
        if self.marked or scale == Scale.POINTS:
            return self.number / _HUNDRED
        return self.number if scale == Scale.SHARE or not self.number else None


def find_mark(values: Iterable[Value]) -> Mark | None:
    """The decimal mark of a whole column; None when cells need the comma and others could be thousands.

    Without a cell that needs it the comma separates thousands, as it does in Chinese and English. Where some cells
    need the comma and others the point, the point stands and the former are problems.
    """
    texts = {_digits(value) for value in values if isinstance(value, str)}
    if not any(map(_COMMA_NEEDED.fullmatch, texts)) or any(map(_POINT_NEEDED.fullmatch, texts)):
        return Mark.POINT
    return None if any(map(_EITHER.fullmatch, texts)) else Mark.COMMA


def is_ambiguous(value: Value) -> bool:
    """Whether a cell is a number by both decimal marks: "1,500"."""
    return isinstance(value, str) and bool(_EITHER.fullmatch(_digits(value)))


def _digits(value: str) -> str:
    return narrow(value).lstrip("+-−(¥￥$€ ").rstrip(")元 ")


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
