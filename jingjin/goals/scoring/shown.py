"""How ratios and figures are written. This is the only place where they are rounded, and they are rounded once.

The rule: half up (away from zero), on Decimals. A kept ratio has twelve places, so a half that was built from
thirds lies a hair beside itself; within a billionth of a percent it still is the half.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

NOISE = Decimal("1e-9")
WAN, YI = Decimal(10_000), Decimal(100_000_000)
MILLION = Decimal(1_000_000)
SYMBOLS = {"CNY": "¥", "USD": "US$", "EUR": "€", "GBP": "£", "HKD": "HK$", "JPY": "JP¥"}
MINUS = "−"


def half_up(value: Decimal, places: int = 0) -> Decimal:
    """Rounded to `places` decimals, halves away from zero; never a negative zero."""
    step = Decimal(1).scaleb(-places)
    rounded = value.quantize(step, rounding=ROUND_HALF_UP)
    return rounded or abs(rounded)  # no negative zero


def percent(ratio: Decimal) -> int:
    """A ratio as whole percent: 0.845 is 85."""
    exact = abs(ratio) * 100 + NOISE
    return int(half_up(exact.copy_sign(ratio)))


def points(ratio: Decimal) -> Decimal:
    """A ratio as percent with one decimal, for what adds up in a table: 0.272 is 27.2."""
    exact = abs(ratio) * 100 + NOISE
    return half_up(exact.copy_sign(ratio), 1)


def number(value: Decimal, *, most: int = 1, least: int = 0) -> str:
    """A plain figure with thousands separators, a true minus sign and at most `most` decimals."""
    text = f"{half_up(value, most):,f}"
    whole, _point, decimals = text.partition(".")
    kept = decimals.rstrip("0").ljust(least, "0")
    return (f"{whole}.{kept}" if kept else whole).replace("-", MINUS)


def money(value: Decimal, currency: str, *, chinese: bool) -> str:
    """An amount of money: 1,200万 and 1.3亿 in Chinese, ¥12.0m in English."""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    sign = MINUS if value < 0 else ""
    size = abs(value)
    if chinese:
        symbol = "" if currency == "CNY" else symbol
        if size >= YI:
            return f"{sign}{symbol}{number(size / YI)}亿"
        return f"{sign}{symbol}{number(size / WAN)}万" if size >= WAN else f"{sign}{symbol}{number(size)}"
    if size >= MILLION:
        return f"{sign}{symbol}{number(size / MILLION, most=2, least=1)}m"
    return f"{sign}{symbol}{number(size)}"


def figure(value: Decimal, *, unit: str = "", currency: str = "", chinese: bool) -> str:
    """A value with its unit as it stands in a line of text: 19%, 13所, 13 schools, 812万."""
    if currency:
        return money(value, currency, chinese=chinese)
    if not unit or unit == "%":
        return number(value) + unit
    return f"{number(value)}{unit}" if chinese else f"{number(value)} {unit}"
