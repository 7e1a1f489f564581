"""In which order a whole column writes day, month and year: decided on evidence, or left open to be asked.

`01-02-2015` alone says nothing. A column says it when one of its cells allows one order only (1/13/2015), or when
another column (weekday, quarter) agrees with one order only. Nothing else decides; a custom of a country or a
program is at most a suggestion.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from jingjin.intake.reading.calendar_text import Triple, make_date
from jingjin.intake.reading.codes import EvidenceCode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from jingjin.intake.reading.checks import Check

_CENTURY = 100
_AGREEING = 0.98


class Order(StrEnum):
    """The order of day, month and year."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"


def full_year(short: int, newest: int) -> int:
    """The latest year not after `newest` that ends in the two digits: 83 with 2012 is 1983."""
    return newest - (newest - short) % _CENTURY


def in_order(triple: Triple, order: Order, newest: int) -> date | None:
    """The date that three numbers mean in an order, None where the calendar has none."""
    a, b, c, whole = triple
    if order == Order.YEAR_FIRST:
        return None if whole else make_date(full_year(a, newest), b, c)
    day, month = (a, b) if order == Order.DAY_FIRST else (b, a)
    return make_date(c if whole else full_year(c, newest), month, day)


class Support(NamedTuple):
    """How far a check column agrees with the dates: `agree` of `compared` rows."""

    check: str = ""
    agree: int = 0
    compared: int = 0

    @property
    def share(self) -> float:
        """The part of compared rows that agrees, 0 when none could be compared."""
        return self.agree / self.compared if self.compared else 0.0


NO_SUPPORT = Support()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a column says about its order.

    `order` is None when a person must say it, and `suggested` then only the likeliest. `fits` counts the rows
    that each order can read, out of `total`. `support` is the check column that agrees best. `deciding` are the
    cells that the fewest orders can read.
    """

    total: int
    fits: Mapping[Order, int]
    order: Order | None = None
    evidence: EvidenceCode | None = None
    suggested: Order | None = None
    deciding: tuple[Triple, ...] = ()
    support: Support = NO_SUPPORT


def find_order(triples: Sequence[Triple | None], newest: int, checks: Sequence[Check]) -> Finding:
    """What a column says; `triples` has one entry per row, None where the order is plain or nothing stands.

    Cells that no order can read are typing errors and prove nothing. The orders that read every other cell are
    in the running: if one is left, it is proved; if they never differ, any will do; if exactly one agrees with a
    check column, that one.
    """
    readings = _readings(triples, newest)
    counts = Counter(triple for triple in triples if triple in readings)
    fits = {
        order: sum(counts[triple] for triple, dates in readings.items() if dates[order]) for order in Order
    }
    running = [order for order in Order if fits[order] == counts.total()]
    support = {order: _support(triples, readings, order, checks) for order in running or Order}
    likeliest = max(support, key=lambda order: (support[order].share, fits[order]))
    finding = Finding(counts.total(), fits, suggested=likeliest, support=support[likeliest])
    if len(running) == 1:
        choices = {triple: sum(1 for day in dates.values() if day) for triple, dates in readings.items()}
        deciding = tuple(triple for triple, number in choices.items() if number == min(choices.values()))
        return replace(finding, order=running[0], evidence=EvidenceCode.VALUES, deciding=deciding)
    if running and all(len({dates[order] for order in running}) == 1 for dates in readings.values()):
        return replace(finding, order=running[0], evidence=EvidenceCode.SAME_EITHER_WAY)
    others = [one.share for order, one in support.items() if order != likeliest]
    if running and support[likeliest].share >= _AGREEING > max(others, default=1.0):
        return replace(finding, order=likeliest, evidence=EvidenceCode.CHECK_COLUMN)
    return finding


def _readings(triples: Sequence[Triple | None], newest: int) -> dict[Triple, dict[Order, date | None]]:
    """Every readable triple with its date in each order."""
    every = {
        triple: {order: in_order(triple, order, newest) for order in Order}
        for triple in set(triples)
        if triple
    }
    return {triple: dates for triple, dates in every.items() if any(dates.values())}


def _support(
    triples: Sequence[Triple | None],
    readings: Mapping[Triple, Mapping[Order, date | None]],
    order: Order,
    checks: Sequence[Check],
) -> Support:
    """The check column that agrees best with an order."""
    dates = [readings[triple][order] if triple and triple in readings else None for triple in triples]
    counted = [Support(check.name, *check.agreement(dates)) for check in checks]
    return max(counted, key=lambda one: one.share, default=NO_SUPPORT)
