"""Between rows and the pure chain mathematics of `core.proof`: the door to chains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from jingjin.audit.models import ChainEvent
from jingjin.core.proof import chain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

LOCK_SPACE = 7_001


def as_link(row: ChainEvent) -> chain.Event:
    """The stored row as the pure event whose hash can be checked."""
    return chain.Event(
        stream=str(row.stream),
        seq=row.seq,
        kind=row.kind,
        actor=row.actor,
        at=chain.instant(row.at),
        facts=row.facts,
        content_hash=row.content_hash,
        prev=row.prev,
        hash=row.hash,
    )


def lock_stream(stream: UUID) -> None:
    """Let one writer at a time append to this stream; writers of other streams never wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK_SPACE, str(stream)])


def lock_streams(streams: Iterable[UUID]) -> None:
    """The same for many streams, in one order for all writers so that none wait in a circle."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, n) FROM"
            " (SELECT DISTINCT hashtext(s) AS n FROM unnest(%s::text[]) s ORDER BY 1) one",
            [LOCK_SPACE, [str(stream) for stream in streams]],
        )


def streams() -> Iterator[list[ChainEvent]]:
    """All chains, one list of rows each, by stream; reads in one pass with bounded memory."""
    rows: Iterable[ChainEvent] = ChainEvent.objects.order_by("stream", "seq", "id").iterator(chunk_size=2000)
    current: list[ChainEvent] = []
    for row in rows:
        if current and row.stream != current[0].stream:
            yield current
            current = []
        current.append(row)
    if current:
        yield current
