"""Telling somebody something, once; reading it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.notify.access import own_notices
from jingjin.notify.models import Notice
from jingjin.notify.words import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from jingjin.core.actor import Actor


def tell(
    recipients: Iterable[int | None],
    kind: str,
    *,
    key: str,
    url: str = "",
    facts: Mapping[str, str] | None = None,
) -> None:
    """Put a notice into the inbox of each person (keys; None and repetitions are skipped).

    `key` names the occasion: the same person is never told the same thing twice, however often an event is
    handled. `facts` hold no content of plans or feedback, only who and when.
    """
    if kind not in KINDS:
        raise ValueError(f"no area registered the notice {kind}")
    Notice.objects.bulk_create(
        [
            Notice(recipient_id=person_id, kind=kind, key=key, url=url, facts=dict(facts or {}))
            for person_id in dict.fromkeys(recipients)
            if person_id is not None
        ],
        ignore_conflicts=True,
    )


def mark_read(*, by: Actor, uids: Iterable[str] | None, now: datetime) -> int:
    """Mark the actor's own notices read (all when none are named). Returns how many changed."""
    rows = own_notices(by).filter(read_at=None)
    if uids is not None:
        rows = rows.filter(uid__in=list(uids))
    return rows.update(read_at=now)
