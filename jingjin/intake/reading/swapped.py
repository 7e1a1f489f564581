"""Columns of a workbook in which the spreadsheet has turned part of the texts into wrong dates.

Opened where the month is expected first, "02/01/2015" becomes the date 1 February while "13/01/2015" stays text. The
sign of it: every real date has a day up to 12, every text a day over 12. That can hardly be chance, so it is asked.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from jingjin.intake.reading.codes import QuestionCode
from jingjin.intake.reading.dates import Order, in_order
from jingjin.intake.reading.problems import Example, Option, Question
from jingjin.intake.reading.table import as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jingjin.intake.reading.answers import Known
    from jingjin.intake.reading.calendar_text import Triple
    from jingjin.intake.reading.series import Outcome, Series

_EXAMPLES = 3
_MONTHS = 12


class Swap(StrEnum):
    """What the real dates of such a column are."""

    AS_IS = "as_is"
    SWAPPED = "swapped"


def settle_swaps(
    outcome: Outcome, series: Series, triples: Sequence[Triple | None], newest: int, known: Known
) -> None:
    """Exchanges day and month of the real dates, leaves them, or asks; does nothing to other columns."""
    real = [index for index, value in enumerate(series.values) if isinstance(value, date)]
    if not _suspicious(series, real, triples, newest):
        return
    key = f"{QuestionCode.DATES_SWAPPED}:{series.field.key}"
    answer = known.answer(key, Swap)
    if answer is None:
        outcome.questions.append(_question(key, series, real))
    for index in real:
        outcome.values[index] = None if answer is None else _read(series.values[index], answer)


def _suspicious(series: Series, real: Sequence[int], triples: Sequence[Triple | None], newest: int) -> bool:
    texts = {
        triple for triple in triples if triple and any(in_order(triple, order, newest) for order in Order)
    }
    if not real or not texts:
        return False
    orders = (Order.DAY_FIRST, Order.MONTH_FIRST)
    one_way = all(sum(1 for order in orders if in_order(triple, order, newest)) == 1 for triple in texts)
    return one_way and all(
        isinstance(day := series.values[index], date) and day.day <= _MONTHS for index in real
    )


def _read(value: object, swap: Swap) -> date | None:
    if not isinstance(value, date):
        return None
    return (
        date(value.year, value.day, value.month)
        if swap == Swap.SWAPPED
        else date(value.year, value.month, value.day)
    )


def _question(key: str, series: Series, real: Sequence[int]) -> Question:
    options = []
    for swap in Swap:
        examples = [
            Example(as_text(series.values[index]), str(_read(series.values[index], swap)), series.rows[index])
            for index in real[:_EXAMPLES]
        ]
        options.append(Option(swap, tuple(examples), len(real), len(real)))
    return Question(
        QuestionCode.DATES_SWAPPED,
        key,
        series.field.key,
        series.column.number,
        series.column.title,
        tuple(options),
        suggested=Swap.SWAPPED,
    )
