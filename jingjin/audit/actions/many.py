"""Writing proof of many records at once, for imports: the same links as `record` makes one by one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jingjin.audit.access import as_link, lock_streams
from jingjin.audit.actions.events import SALT_BYTES
from jingjin.audit.models import ChainEvent, Content
from jingjin.core import clock
from jingjin.core.proof import chain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from jingjin.core.actor import Actor

BATCH = 2000


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    """An event to append; see `record`."""

    stream: UUID
    kind: str
    by: Actor
    facts: Mapping[str, Any]
    content: Any = None
    now: datetime | None = None


@transaction.atomic
def record_many(events: Sequence[NewEvent]) -> list[ChainEvent]:
    """Append events in their order to the chains of their records, in the caller's transaction.

    Costs four queries per 2,000 events, whatever their number of records.
    """
    streams = {event.stream for event in events}
    lock_streams(streams)
    heads = {
        row.stream: row
        for row in ChainEvent.objects.filter(stream__in=streams).order_by("stream", "-seq").distinct("stream")
    }
    contents = _keep(events)
    rows = []
    for event, (content_id, content_hash) in zip(events, contents, strict=True):
        last = heads.get(event.stream)
        row = ChainEvent(
            stream=event.stream,
            seq=last.seq + 1 if last else 1,
            kind=event.kind,
            actor=str(event.by.person_uid) if event.by.person_uid else event.by.name,
            at=event.now or clock.now(),
            facts=dict(event.facts),
            content_id=content_id,
            content_hash=content_hash,
            prev=last.hash if last else chain.FIRST_PREV,
        )
        row.hash = chain.event_hash(as_link(row))
        heads[event.stream] = row
        rows.append(row)
    return ChainEvent.objects.bulk_create(rows, batch_size=BATCH)


def _keep(events: Sequence[NewEvent]) -> list[tuple[int | None, str | None]]:
    salted = [
        (event.content, secrets.token_bytes(SALT_BYTES)) for event in events if event.content is not None
    ]
    rows = Content.objects.bulk_create(
        [Content(salt=salt, body=body) for body, salt in salted], batch_size=BATCH
    )
    sealed = iter(
        (row.pk, chain.seal_content(body, salt)) for row, (body, salt) in zip(rows, salted, strict=True)
    )
    return [(None, None) if event.content is None else next(sealed) for event in events]
