"""The spellings of months, quarters, weeks and weekdays in one cell."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from jingjin.intake.reading.calendar_text import MONTH_OF_YEAR, NoYear, make_date, month_of_name, parse_date
from jingjin.intake.reading.codes import CellCode
from jingjin.intake.reading.periods import Period, Span
from jingjin.intake.reading.problems import CellError
from jingjin.intake.reading.table import Value, as_text
from jingjin.intake.reading.text import clean, narrow

_CHINESE_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}
_NAME_YEAR = re.compile(r"([A-Za-z]{3,9})\.?[-/,. ]*(\d{4})|(\d{4})[-/,. ]*([A-Za-z]{3,9})\.?")
_MONTH_ONLY = re.compile(r"(\d{1,2})\s*月份?")
_QUARTER = re.compile(
    r"(?:(\d{4})\s*年?\s*[-/.]?\s*)?(?:Q|第)?\s*([1-4一二三四])\s*(?:季度|季|Q)?(?:\s*[-/.,]?\s*(\d{4}))?",
    re.IGNORECASE,
)
_QUARTER_SIGN = re.compile(r"Q|季", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)?([一二三四五六日天七])|([A-Za-z]+)\.?")
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        [
            "mon monday 一",
            "tue tues tuesday 二",
            "wed wednesday 三",
            "thu thur thurs thursday 四",
            "fri friday 五",
            "sat saturday 六",
            "sun sunday 日 天 七",
        ]
    )
    for name in names.split()
}
_MONTH_FIRST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_WEEK = re.compile(
    r"(\d{4})\s*年?\s*[-/ ]?\s*(?:W|wk|week|第)\s*(\d{1,2})\s*周?|(?:W|wk|week)\s*(\d{1,2})[-/, ]+(\d{4})",
    re.IGNORECASE,
)


def parse_month(value: Value) -> date | NoYear:
    """A month cell as the first of the month, or the month without its year; raises CellError."""
    if isinstance(value, date):
        return date(value.year, value.month, 1)
    text = narrow(as_text(value))
    if isinstance(value, Decimal) and value != int(value):
        return _decimal_month(value)
    found = _month(text) or _month_of_day(value)
    if found is None:
        raise CellError(CellCode.BAD_MONTH, text=clean(as_text(value)))
    return found


def _month_of_day(value: Value) -> date | None:
    try:
        day = parse_date(value)
    except CellError:
        return None
    return day.replace(day=1) if isinstance(day, date) else None


def _decimal_month(value: Decimal) -> date:
    """2018.11 as a number; 2018.1 is January or a October that lost its zero."""
    text = as_text(value)
    year, _, month = text.partition(".")
    if month == "1":
        raise CellError(CellCode.MONTH_ZERO_LOST, text=text)
    found = make_date(int(year), int(month), 1)
    if found is None:
        raise CellError(CellCode.BAD_MONTH, text=text)
    return found


def _month(text: str) -> date | NoYear | None:
    if found := _MONTH_FIRST.fullmatch(text):
        return make_date(int(found[2]), int(found[1]), 1)
    if found := MONTH_OF_YEAR.fullmatch(text):
        return make_date(int(found[1] or found[3]), int(found[2] or found[4]), 1)
    if found := _NAME_YEAR.fullmatch(text):
        return make_date(int(found[2] or found[3]), month_of_name(found[1] or found[4]), 1)
    if (found := _MONTH_ONLY.fullmatch(text)) and int(found[1]) in range(1, 13):
        return NoYear(Period.MONTH, int(found[1]))
    if number := month_of_name(text.rstrip(".")):
        return NoYear(Period.MONTH, number)
    return None


class Quarter(NamedTuple):
    """A quarter of a year; `year` is None where the cell does not say it."""

    year: int | None
    quarter: int


def parse_quarter(value: Value) -> Quarter | None:
    """ "Q1 2017", "2017Q1", "2017年第一季度", "一季度"; None for anything else."""
    text = narrow(as_text(value))
    found = _QUARTER.fullmatch(text) if _QUARTER_SIGN.search(text) else None
    if not found or (found[1] and found[3]):
        return None
    year = found[1] or found[3]
    return Quarter(int(year) if year else None, _CHINESE_DIGITS.get(found[2]) or int(found[2]))


def parse_weekday(value: Value) -> int | None:
    """0 for Monday to 6 for Sunday in Chinese or English; None for anything else."""
    found = _WEEKDAY.fullmatch(narrow(as_text(value)))
    return _WEEKDAYS.get((found[1] or found[2]).casefold()) if found else None


def parse_week(value: Value) -> date | None:
    """The Monday of "2026-W05", "2026年第5周", "week 5, 2026" by ISO 8601; None for anything else."""
    found = _WEEK.fullmatch(narrow(as_text(value)))
    if not found:
        return None
    try:
        return date.fromisocalendar(int(found[1] or found[4]), int(found[2] or found[3]), 1)
    except ValueError:
        return None


def parse_span(value: Value) -> Span | NoYear | None:
    """A week, quarter or month cell as such; None for a day or anything else.

    Raises CellError for a month that lost its zero in a number.
    """
    if isinstance(value, date):
        return None
    if isinstance(value, Decimal) and value != int(value):
        return Span(Period.MONTH, _decimal_month(value))
    if week := parse_week(value):
        return Span(Period.WEEK, week)
    if quarter := parse_quarter(value):
        month = quarter.quarter * 3 - 2
        start = make_date(quarter.year, month, 1) if quarter.year else None
        return Span(Period.QUARTER, start) if start else NoYear(Period.QUARTER, month)
    month_found = _month(narrow(as_text(value)))
    return Span(Period.MONTH, month_found) if isinstance(month_found, date) else month_found
