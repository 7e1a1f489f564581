"""Reading the inbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jingjin.notify.access import own_notices
from jingjin.notify.words import KINDS

if TYPE_CHECKING:
    from datetime import datetime

    from jingjin.core.actor import Actor

PAGE = 50


@dataclass(frozen=True)
class Line:
    """A notice as the inbox shows it."""

    uid: str
    icon: str
    text: str
    url: str
    at: datetime
    unread: bool


def inbox(by: Actor) -> list[Line]:
    """The newest notices as sentences in the reader's language (1 query)."""
    return [
        Line(
            str(row.uid),
            KINDS[row.kind].icon,
            str(KINDS[row.kind].sentence) % row.facts,
            row.url,
            row.created_at,
            row.read_at is None,
        )
        for row in own_notices(by)[:PAGE]
        if row.kind in KINDS
    ]


def unread_count(by: Actor) -> int:
    """How many notices were not read (1 query)."""
    return own_notices(by).filter(read_at=None).count()
