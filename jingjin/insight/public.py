"""What other areas may use of insight."""

from jingjin.insight.actions.run import run_signals
from jingjin.insight.actions.settings import set_signals
from jingjin.insight.models import Signal
from jingjin.insight.queries.brief import (
    SignalBrief,
    SignalCard,
    SignalCount,
    count_below,
    signal_card,
    signal_of,
    signals_for,
    waiting_for,
)
from jingjin.insight.queries.heat import HeatColumn, HeatMap, HeatRow, heat_map, unjudged
from jingjin.insight.queries.market import MarketPart, market_part
from jingjin.insight.queries.parties import SignalParties, notice_owner, signal_parties
from jingjin.insight.words import SignalState, Step

__all__ = [
    "HeatColumn",
    "HeatMap",
    "HeatRow",
    "MarketPart",
    "Signal",
    "SignalBrief",
    "SignalCard",
    "SignalCount",
    "SignalParties",
    "SignalState",
    "Step",
    "count_below",
    "heat_map",
    "market_part",
    "notice_owner",
    "run_signals",
    "set_signals",
    "signal_card",
    "signal_of",
    "signal_parties",
    "signals_for",
    "unjudged",
    "waiting_for",
]
