"""Trouble with the machine, told in one sentence in both languages with what to do.

It is met before a reader's language is known (no database, no Django yet), so it speaks Chinese and English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self


class Trouble(Exception):  # noqa: N818 - it is caught by its name: "except Trouble"
    """The command can't go on. `zh` and `en` are whole sentences: what is wrong and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


@dataclass(frozen=True)
class Finding:
    """What one look at the installation found: which matter, whether it is well, and a sentence for people."""

    name: str
    ok: bool
    zh: str
    en: str

    @classmethod
    def good(cls, name: str, zh: str, en: str) -> Self:
        """All is well."""
        return cls(name, ok=True, zh=zh, en=en)

    @classmethod
    def bad(cls, name: str, zh: str, en: str) -> Self:
        """Something is to be done; the sentences say what."""
        return cls(name, ok=False, zh=zh, en=en)

    def require(self) -> None:
        """Stop the command when it isn't well."""
        if not self.ok:
            raise Trouble(self.zh, self.en)
