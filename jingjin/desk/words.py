"""How the desk joins texts of several areas, in the reader's language."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from django.utils.translation import pgettext

if TYPE_CHECKING:
    from collections.abc import Sequence


def together(sentences: Sequence[str]) -> str:
    """Whole sentences one after the other: Chinese has no space between them."""
    return reduce(_two_sentences, sentences) if sentences else ""


def _two_sentences(first: str, second: str) -> str:
    return pgettext("two sentences", "%(first)s %(second)s") % {"first": first, "second": second}


def listed(items: Sequence[str]) -> str:
    """A short list in a sentence: orders, cash; 新签、回款."""
    return pgettext("between items of a list", ", ").join(items)
