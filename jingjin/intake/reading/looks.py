"""What a cell looks like, when nothing is known about its column yet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jingjin.intake.reading.calendar_text import parse_date
from jingjin.intake.reading.problems import CellError
from jingjin.intake.reading.scalars import read_number

if TYPE_CHECKING:
    from jingjin.intake.reading.table import Value

_LONGEST_NAME = 60


def is_typed(value: Value) -> bool:
    """Whether a cell holds a number, a date or a truth, as such or as text."""
    if not isinstance(value, str):
        return value is not None
    return is_number(value) or is_date(value)


def is_number(value: Value) -> bool:
    """Whether a cell can be read as a number (a dash or N/A is none)."""
    try:
        return isinstance(value, Decimal) or (isinstance(value, str) and read_number(value) is not None)
    except CellError:
        return False


def is_date(value: Value) -> bool:
    """Whether a cell can be read as a date, perhaps without knowing the order of day and month."""
    if isinstance(value, date):
        return True
    if not isinstance(value, str):
        return False
    try:
        parse_date(value)
    except CellError:
        return False
    return True


def is_name(value: Value) -> bool:
    """Whether a cell could name a column: a short text that is neither number nor date."""
    return isinstance(value, str) and len(value) <= _LONGEST_NAME and not is_typed(value)
