"""The list of signals a reader may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jingjin.insight.access import signals_of
from jingjin.insight.queries.brief import signal_card
from jingjin.insight.words import LIVE

if TYPE_CHECKING:
    from datetime import date

    from jingjin.core.actor import Actor

SHOWN = 100


def signal_list(by: Actor, *, today: date) -> dict[str, Any]:
    """Live signals as cards, then the ended ones, the newest hundred (1 query)."""
    rows = list(signals_of(by)[: SHOWN + 1])
    cards = [signal_card(by, row, today=today) for row in rows[:SHOWN]]
    return {
        "live": [card for card in cards if card.brief.state in LIVE],
        "ended": [card for card in cards if card.brief.state not in LIVE],
        "more": len(rows) > SHOWN,
        "shown": SHOWN,
    }
