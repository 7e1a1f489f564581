"""Weights: typed and shown as percent, stored as fractions, 100 % among siblings."""

from __future__ import annotations

import unicodedata
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from jingjin.goals.scoring.measures import ONE, ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable

PERCENT_PLACES = 2


def parse_percent(text: str) -> Decimal | None:
    """A typed percent ("40", "40%", "12.5 ％", full-width digits) as a fraction; None when it is none.

    At most two decimals, from 0 to 100: 100.9 is refused, not cut.
    """
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("%").strip()
    try:
        percent = Decimal(plain)
    except InvalidOperation:
        return None
    if not percent.is_finite() or percent != percent.quantize(Decimal(1).scaleb(-PERCENT_PLACES)):
        return None
    fraction = percent / 100
    return fraction if ZERO <= fraction <= ONE else None


def missing(weights: Iterable[Decimal]) -> Decimal:
    """What the weights lack to 100 %, as a fraction; negative when they hold too much, 0 when they fit exactly."""
    return ONE - sum(weights, ZERO)
