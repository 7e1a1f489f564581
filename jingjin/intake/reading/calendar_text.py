"""The spellings of dates in one cell, without judging its column."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from jingjin.intake.reading.codes import CellCode
from jingjin.intake.reading.periods import Period
from jingjin.intake.reading.problems import CellError
from jingjin.intake.reading.table import Value, as_text
from jingjin.intake.reading.text import clean, narrow

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ],
        1,
    )
    for name in names.split()
}
# A time after a date says nothing about the day as written; zones are not applied to business dates.
_TIME = re.compile(
    r"(?:T|\s+|(?<=日)\s*)(?:上午|下午|晚上|中午|凌晨)?\s*\d{1,2}[:：时点]\d{0,2}[:：分]?\d{0,2}秒?(?:\.\d+)?\s*(?:[AaPp][Mm])?(?:Z|[+-]\d\d:?\d\d)?$"
)
_WEEKDAY_BEHIND = re.compile(r"\s*[(]?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*[)]?$")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_TRIPLE = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})")
_SHORT_YEAR = re.compile(r"(\d{2})年(\d{1,2})月(\d{1,2})[日号]")
_DAY_NAME = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([A-Za-z]{3,9})\.?[-/,. ]*(\d{4}|\d{2})")
_NAME_DAY = re.compile(r"([A-Za-z]{3,9})\.?[-/. ]*(\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(\d{4})")
_NO_YEAR = re.compile(r"(\d{1,2})月(\d{1,2})[日号]")
MONTH_OF_YEAR = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?份?|((?:19|20)\d\d)(\d\d)")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SERIAL_EPOCH = date(1899, 12, 30)
_SERIALS = range(10_000, 80_000)  # 1927 to 2119; smaller ones are years, counts or days of a month
_FULL_YEAR = 4
_EARLIEST, _LATEST = 1900, 2199


class Triple(NamedTuple):
    """Three numbers of a date whose order is not in the cell; `c` has two digits or four."""

    a: int
    b: int
    c: int
    full_year: bool


class ShortYear(NamedTuple):
    """A date whose year has two digits and whose order is plain: 22年3月1日, 1-Feb-17."""

    year: int
    month: int
    day: int


class NoYear(NamedTuple):
    """A day, month or quarter whose year is not in the cell; `month` and `day` are its first ones."""

    period: Period
    month: int
    day: int = 1


def parse_date(value: Value) -> date | Triple | ShortYear | NoYear:
    """A date cell: a date where the cell says all, else what is left open; raises CellError."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = narrow(as_text(value))
    if isinstance(value, bool):
        raise CellError(CellCode.BAD_DATE, text=text)
    stripped = _WEEKDAY_BEHIND.sub("", _TIME.sub("", text)).strip()
    found = complete_date(stripped) or _open(stripped)
    if found is None:
        code = CellCode.DATE_WITHOUT_DAY if MONTH_OF_YEAR.fullmatch(stripped) else CellCode.BAD_DATE
        raise CellError(code, text=clean(as_text(value)))
    return found


def complete_date(text: str) -> date | None:
    """The date of a text that says day, month, year and their order; None for any other."""
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return make_date(int(found[1]), int(found[2]), int(found[3]))
    if (found := _SERIAL.fullmatch(text)) and int(found[1]) in _SERIALS:
        return _SERIAL_EPOCH + timedelta(days=int(found[1]))
    if (found := _DAY_NAME.fullmatch(text)) and len(found[3]) == _FULL_YEAR:
        return make_date(int(found[3]), month_of_name(found[2]), int(found[1]))
    if found := _NAME_DAY.fullmatch(text):
        return make_date(int(found[3]), month_of_name(found[1]), int(found[2]))
    return None


def _open(text: str) -> Triple | ShortYear | NoYear | None:
    if found := _TRIPLE.fullmatch(text):
        return Triple(int(found[1]), int(found[3]), int(found[4]), full_year=len(found[4]) == _FULL_YEAR)
    if found := _SHORT_YEAR.fullmatch(text):
        return ShortYear(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_NAME.fullmatch(text):
        return ShortYear(int(found[3]), month_of_name(found[2]), int(found[1]))
    if (found := _NO_YEAR.fullmatch(text)) and make_date(2000, int(found[1]), int(found[2])):
        return NoYear(Period.DAY, int(found[1]), int(found[2]))
    return None


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none; years outside 1900 to 2199 are typing errors."""
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of_name(name: str) -> int:
    """1 to 12 for an English month name or its short form, else 0."""
    return _MONTHS.get(name.casefold(), 0)
