"""Reading one cell as a number, a yes or no, a choice, a person's number, a text. Columns are judged elsewhere.

Each reader takes a value of the file and returns what it means, None for nothing, or raises CellError.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jingjin.intake.reading.codes import CellCode
from jingjin.intake.reading.problems import CellError
from jingjin.intake.reading.table import Value, as_text, plain
from jingjin.intake.reading.text import clean, fold, narrow

if TYPE_CHECKING:
    from collections.abc import Mapping

# What people type for "nothing": not reported is a state, and never 0.
NOTHING = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        "——",
        "/",
        "\\",
        "n/a",
        "na",
        "#n/a",
        "nil",
        "null",
        "none",
        "无",
        "暂无",
        "空",
    }
)
_LONGEST_NOTHING = 12  # with blanks around it
_MINUS = str.maketrans({"−": "-", "－": "-", "–": "-", "—": "-", "﹣": "-"})
_MONEY = re.compile(
    r"^(?:[¥￥$€£]|RMB|CNY|USD|EUR)\s*|\s*(?:元|圆|块|[¥￥$€£]|RMB|CNY|USD|EUR)$", re.IGNORECASE
)
_SIGNED = re.compile(r"^([+-]?)\s*(.*)$", re.DOTALL)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_APART = re.compile(r"\d{1,3}(?: \d{3})+(?:\.\d*)?")
_PLAIN = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_WITH_COMMA = re.compile(r"\d+,\d+|\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_SCALES = {
    "亿": Decimal(100_000_000),
    "百万": Decimal(1_000_000),
    "万": Decimal(10_000),
    "千": Decimal(1_000),
}
_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_DIGITS_KEPT = 15
_FLOATED = re.compile(r"(\d+)\.0+")
_QUOTED = re.compile(r'="?(.*?)"?')
_LONGEST_NUMBER = 40
_YES = frozenset({"是", "有", "对", "真", "√", "✓", "✔", "y", "yes", "true", "t", "1"})
_NO = frozenset({"否", "无", "没有", "假", "不是", "×", "✗", "✘", "x", "n", "no", "false", "f", "0"})


def is_nothing(value: Value) -> bool:
    """Whether a cell of a kind other than text reports nothing: blank, a dash, N/A, 无."""
    if not isinstance(value, str):
        return value is None
    return len(value) <= _LONGEST_NOTHING and narrow(value).casefold() in NOTHING


def read_text(value: Value) -> str | None:
    """Free text, cleaned; numbers and dates as a person reads them."""
    return clean(as_text(value)) or None


def read_number(value: Value, *, decimal_comma: bool = False) -> Decimal | None:
    """A number: thousands separators, full-width digits, any minus, (1,200) as negative, 1.2万, ¥ and 元.

    With `decimal_comma` "1.234,5" is 1234.5; whether a column is written so, `numbers.find_mark` says.
    """
    if is_nothing(value):
        return None
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        raise CellError(CellCode.BAD_NUMBER, text=as_text(value))
    if not decimal_comma and len(value) <= _LONGEST_NUMBER and _PLAIN.fullmatch(value):
        return Decimal(value)
    found = _number(narrow(value).translate(_MINUS), decimal_comma=decimal_comma)
    if found is None:
        raise CellError(CellCode.BAD_NUMBER, text=clean(value))
    return found


def _number(text: str, *, decimal_comma: bool) -> Decimal | None:
    negative = text.startswith("(") and text.endswith(")")
    text = _MONEY.sub("", text[1:-1].strip() if negative else text)
    signed = _SIGNED.fullmatch(text)
    sign, body = (signed[1], _MONEY.sub("", signed[2])) if signed else ("", text)
    unit = next((unit for unit in _SCALES if body.endswith(unit)), "")
    magnitude = _unsigned(body.removesuffix(unit).rstrip(), decimal_comma=decimal_comma)
    if magnitude is None or (negative and sign):
        return None
    return magnitude * _SCALES.get(unit, Decimal(1)) * (-1 if negative or sign == "-" else 1)


def _unsigned(body: str, *, decimal_comma: bool) -> Decimal | None:
    if len(body) > _LONGEST_NUMBER:
        return None
    if decimal_comma and _WITH_COMMA.fullmatch(body):
        return Decimal(body.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(body):
        return Decimal(body)
    if _GROUPED.fullmatch(body):
        return Decimal(body.replace(",", ""))
    if _APART.fullmatch(body):
        return Decimal(body.replace(" ", ""))
    return None


def read_yes_no(value: Value) -> bool | None:
    """是, 有, √, yes, true, 1 and their opposites; a blank cell is nothing, not no."""
    if isinstance(value, bool):
        return value
    if value is None:
        return None
    text = narrow(as_text(value)).casefold()
    if text in _YES:
        return True
    if text in _NO:
        return False
    if text in NOTHING:
        return None
    raise CellError(CellCode.BAD_YES_NO, text=clean(as_text(value)))


def spellings_of(choices: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """From every folded spelling of a choice to its key; the key itself is a spelling."""
    return {fold(spelling): key for key, spellings in choices.items() for spelling in (key, *spellings)}


def read_choice(value: Value, spellings: Mapping[str, str], **shown: str) -> str | None:
    """The key of a choice by any of its spellings; `shown` lists the choices for the message."""
    if is_nothing(value):
        return None
    key = spellings.get(fold(as_text(value)))
    if key is None:
        raise CellError(CellCode.BAD_CHOICE, text=clean(as_text(value)), **shown)
    return key


def read_person_number(value: Value) -> str | None:
    """A person's number as text: leading zeros stay, 1001.0 is "1001", ="00123" and '00123 are "00123".

    An employee number with a decimal point does not exist; it is what a number column becomes in other tools.
    """
    if is_nothing(value):
        return None
    if isinstance(value, (bool, date)):
        raise CellError(CellCode.BAD_PERSON_NUMBER, text=as_text(value))
    if isinstance(value, Decimal):
        return _whole(value)
    text = narrow(as_text(value))
    if text.startswith("="):
        found = _QUOTED.fullmatch(text)
        text = found[1] if found else text
    text = text.removeprefix("'").strip()
    if _ROUNDED.fullmatch(text):
        raise CellError(CellCode.DIGITS_LOST, text=text)
    floated = _FLOATED.fullmatch(text)
    return (floated[1] if floated else text) or None


def _whole(number: Decimal) -> str:
    if number != number.to_integral_value() or number < 0:
        raise CellError(CellCode.BAD_PERSON_NUMBER, text=plain(number))
    text = f"{number:f}".partition(".")[0]
    if len(text) > _DIGITS_KEPT:
        raise CellError(CellCode.DIGITS_LOST, text=text)
    return text
