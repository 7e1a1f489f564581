"""Trouble with the machine, told in one sentence in both languages with what to do.

It is met before a reader's language is known (no database, no Django yet), so it speaks Chinese and English.
"""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818 - it is caught by its name: "except Trouble"
    """The command can't go on. `zh` and `en` are whole sentences: what is wrong and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en
