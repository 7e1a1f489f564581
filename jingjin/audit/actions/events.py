"""Writing proof: appending to a record's chain, and noting who looked at whom."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from jingjin.audit.access import as_link, lock_stream
from jingjin.audit.models import ChainEvent, Content
from jingjin.core import clock
from jingjin.core.proof import chain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from uuid import UUID

    from jingjin.core.actor import Actor

SALT_BYTES = 16
NOTE_ACCESS = """
INSERT INTO audit_accessentry (uid, subject, reader, reader_name, what, why, daily, week, at)
SELECT gen_random_uuid(), subject, %s, %s, %s, %s, %s, %s, %s FROM unnest(%s::uuid[]) AS subject
ON CONFLICT DO NOTHING"""


def record(
    stream: UUID,
    kind: str,
    *,
    by: Actor,
    facts: Mapping[str, Any],
    content: Any = None,
    now: datetime | None = None,
) -> ChainEvent:
    """Append an event to the chain of the record `stream`, in the caller's transaction.

    `facts` hold no personal content (ids, states, dates, numbers as text); `content` does, lies in a row
    of its own and enters the chain as a salted hash. Any JSON without floats is allowed in both.
    """
    with transaction.atomic():
        lock_stream(stream)
        last = ChainEvent.objects.filter(stream=stream).order_by("-seq").first()
        content_id, content_hash = _keep(content)
        row = ChainEvent(
            stream=stream,
            seq=last.seq + 1 if last else 1,
            kind=kind,
            actor=str(by.person_uid) if by.person_uid else by.name,
            at=now or clock.now(),
            facts=dict(facts),
            content_id=content_id,
            content_hash=content_hash,
            prev=last.hash if last else chain.FIRST_PREV,
        )
        row.hash = chain.event_hash(as_link(row))
        row.save(force_insert=True)
    return row


def _keep(content: Any) -> tuple[int | None, str | None]:
    if content is None:
        return None, None
    salt = secrets.token_bytes(SALT_BYTES)
    row = Content.objects.create(salt=salt, body=content)
    return row.pk, chain.seal_content(content, salt)


def log_access(
    *, by: Actor, subject: UUID, reader_name: str, what: str, why: str, daily: bool = False
) -> None:
    """Note that `by` looked at the subject's data. Nobody's own views and no system actor are noted.

    `daily` is the direct manager's ordinary view: one line a week.
    """
    log_access_to_all(by=by, subjects=[subject], reader_name=reader_name, what=what, why=why, daily=daily)


def log_access_to_all(
    *, by: Actor, subjects: Collection[UUID], reader_name: str, what: str, why: str, daily: bool = False
) -> None:
    """The same for a page that shows several people's data: one line for each of them.

    One statement, so that pages that only read need no transaction for it.
    """
    others = [subject for subject in subjects if subject != by.person_uid]
    if by.is_system or not others:
        return
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            NOTE_ACCESS,
            [by.person_uid, reader_name, what, why, daily, clock.week_start(now.date()), now, others],
        )
