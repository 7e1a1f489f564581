"""Columns that must not come in by chance: identity cards, bank accounts, family. By name and by content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jingjin.intake.reading.calendar_text import make_date
from jingjin.intake.reading.codes import ReasonCode, Sensitive
from jingjin.intake.reading.table import as_text
from jingjin.intake.reading.text import fold, narrow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jingjin.intake.reading.table import Value

_NAMES = {
    Sensitive.ID_CARD: re.compile(
        r"身份证|证件号|证件编号|护照|居住证|社会保障号|社保号|公民身份|idcard|^idno$|^idnumber$|identitycard|identityn"
        r"|nationalid|citizenid|residentid|passport|socialsecurityn|^ssn$|^taxid$"
    ),
    Sensitive.BANK: re.compile(
        r"银行卡|银行账|银行帐|银行名|^银行$|^所属银行$|开户|储蓄卡|工资卡|收款账|收款帐"
        r"|bankaccount|bankcard|bankname|^bank$|^iban|accountno|accountnumber|creditcard"
    ),
    Sensitive.FAMILY: re.compile(
        r"家庭(?:$|住址|地址|成员|情况|电话|背景|关系|信息|人口|联系)|家属|配偶|爱人|子女|孩子|父亲|母亲|父母|亲属|婚姻|婚否|婚育"
        r"|生育|紧急联系|户口|户籍|marital|^married|spouse|^husband|^wife|^children|numberofchildren|dependents|dependants"
        r"|^family$|familymember|familystatus|familyaddress|nextofkin|emergencycontact"
    ),
}
_LOOKED_AT = 500
_FEWEST_CARDS = 3
_CARD = re.compile(r"(?:62|60|4\d|5[1-5]|9558|9559)\d{12,17}")
_LUHN = 10
_MOST = 0.5
_NEARLY_ALL = 0.8
# GB 11643-1999: weights of the first 17 digits, and the check sign by the weighted sum modulo 11.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_SIGNS = "10X98765432"
_ID_CARD = re.compile(r"[1-9]\d{16}[\dX]")


def find_sensitive(name: str, values: Sequence[Value]) -> tuple[Sensitive, ReasonCode] | None:
    """What sensitive thing a column holds and by what it is known, None when nothing speaks for it."""
    folded = fold(name)
    for kind, pattern in _NAMES.items():
        if pattern.search(folded):
            return kind, ReasonCode.REFUSED_NAME
    kind_found = _by_content(values)
    return None if kind_found is None else (kind_found, ReasonCode.REFUSED_CONTENT)


def _by_content(values: Sequence[Value]) -> Sensitive | None:
    texts = [_digits(value) for value in values[:_LOOKED_AT] if value is not None]
    if not texts:
        return None
    if sum(map(is_id_card, texts)) >= len(texts) * _MOST:
        return Sensitive.ID_CARD
    cards = sum(map(is_bank_card, texts))
    return Sensitive.BANK if cards >= max(_FEWEST_CARDS, len(texts) * _NEARLY_ALL) else None


def _digits(value: Value) -> str:
    return narrow(as_text(value)).replace(" ", "").replace("-", "").lstrip("'").upper()


def is_id_card(text: str) -> bool:
    """Whether a text is a Chinese identity number: a birthday in the middle and the right check sign (GB 11643)."""
    if not _ID_CARD.fullmatch(text) or not make_date(int(text[6:10]), int(text[10:12]), int(text[12:14])):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(text[:17], _WEIGHTS, strict=True))
    return _CHECK_SIGNS[total % len(_CHECK_SIGNS)] == text[17]


def is_bank_card(text: str) -> bool:
    """Whether a text is a bank card's number: a known issuer's beginning and the Luhn check (ISO/IEC 7812-1)."""
    if not _CARD.fullmatch(text):
        return False
    doubled = [int(digit) * 2 for digit in text[-2::-2]]
    total = sum(int(digit) for digit in text[-1::-2]) + sum(sum(divmod(digit, 10)) for digit in doubled)
    return total % _LUHN == 0
