"""Something that waits for a person: one line of Today, given by each area's `public.waiting_for`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True)
class Fact:
    """A labelled value of the open task, e.g. 报价转订单率 · 19% · 今天应达20%."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Waiting:
    """One task of Today. `key` is stable per task; texts are whole sentences in the reader's language.

    `minutes` is roughly how long it takes; `place` is the rail's entry that counts it besides Today. `form_url`
    is given where it can be done on Today itself: that page has a part named `in-place` with the form, and what
    it redirects to follows the form's `next` back to Today.
    """

    key: str
    icon: str
    title: str
    text: str
    url: str
    action: str
    due: date | None = None
    person: str = ""
    facts: Sequence[Fact] = ()
    minutes: int = 3
    place: str = ""
    form_url: str = ""

    def sort_key(self) -> tuple[bool, str, str]:
        """Most urgent first; without a date last; ties by key so that the order is stable."""
        return (self.due is None, self.due.isoformat() if self.due else "", self.key)
