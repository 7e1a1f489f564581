"""Cleaning of what people type: full-width signs, invisible blanks, spellings of column names."""

from __future__ import annotations

import re
import unicodedata

# Full-width digits and letters are a habit of the input method and mean the half-width ones. Full-width
# punctuation is proper Chinese and stays in free text, so this is not NFKC.
_WIDE = {
    **{0xFF10 + i: 0x30 + i for i in range(10)},
    **{0xFF21 + i: 0x41 + i for i in range(26)},
    **{0xFF41 + i: 0x61 + i for i in range(26)},
}
_BLANKS = {0x3000: " ", 0xA0: " ", 0x2007: " ", 0x202F: " "}
_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xAD])
_CLEAN = {**_WIDE, **_BLANKS, **_INVISIBLE}
_KEPT_SIGNS = frozenset("<>=%+#&")
_BRACKETED = re.compile(r"^(.+?)\s*[(\[【]([^()\[\]【】]{1,20})[)\]】]\s*$")


def clean(text: str) -> str:
    """Free text: half-width digits and letters, ordinary blanks, none at the ends; the rest as written."""
    return text.strip() if text.isascii() else text.translate(_CLEAN).strip()


def narrow(text: str) -> str:
    """Numbers, dates and codes: everything half-width (NFKC), no invisible signs, no blanks at the ends."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFKC", text.translate(_CLEAN)).strip()


def fold(name: str) -> str:
    """A column name or choice for comparing: no case, blanks, punctuation or full-width signs."""
    text = narrow(name).casefold()
    if text.isalnum():
        return text
    return "".join(sign for sign in text if sign.isalnum() or sign in _KEPT_SIGNS)


def split_unit(name: str) -> tuple[str, str]:
    """A column name and the unit or remark in brackets at its end: "销售额（万元）" is ("销售额", "万元")."""
    found = _BRACKETED.match(narrow(name).replace("\n", " "))
    return (found[1], found[2].strip()) if found else (clean(name), "")
