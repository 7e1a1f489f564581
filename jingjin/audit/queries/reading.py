"""Reading proof: the events of a record, the access log of a person, and the check of all chains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jingjin.audit.access import as_link
from jingjin.audit.models import AccessEntry, ChainEvent, Content

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from jingjin.core.proof import chain


def events_of(stream: UUID) -> list[ChainEvent]:
    """The chain of one record, first event first (1 query)."""
    return list(ChainEvent.objects.filter(stream=stream).order_by("seq"))


def changes_of(streams: Collection[UUID], kind: str) -> list[ChainEvent]:
    """The events of one kind in the chains of several records, in their order of time (1 query)."""
    return list(ChainEvent.objects.filter(stream__in=streams, kind=kind).order_by("at", "pk"))


def links_of(stream: UUID) -> list[chain.Event]:
    """The same as pure events, for an evidence file."""
    return [as_link(row) for row in events_of(stream)]


def contents(rows: Sequence[ChainEvent]) -> dict[int, Any]:
    """The personal content of these events that has not been erased, by event key (1 query)."""
    ids = {row.content_id: row.pk for row in rows if row.content_id is not None}
    return {ids[content.pk]: content.body for content in Content.objects.filter(pk__in=ids)}


def sealed_contents(rows: Sequence[ChainEvent]) -> dict[int, tuple[bytes, Any]]:
    """Salt and personal content of these events, by number: what opens a content hash in an evidence file.

    For readers who may have that content; erased content is left out (1 query).
    """
    seqs = {row.content_id: row.seq for row in rows if row.content_id is not None}
    found = Content.objects.filter(pk__in=seqs)
    return {seqs[content.pk]: (bytes(content.salt), content.body) for content in found}


def access_log(subject: UUID) -> QuerySet[AccessEntry]:
    """Who looked at this person's data, newest first. For that person alone."""
    return AccessEntry.objects.filter(subject=subject).order_by("-at", "-id")


@dataclass(frozen=True)
class AccessSummary:
    """How many people opened somebody's data lately, besides the direct manager's daily work."""

    people: int
    daily_manager: bool


def access_summary(subject: UUID, *, since: Any) -> AccessSummary:
    """The line under the rail (1 query)."""
    rows = AccessEntry.objects.filter(subject=subject, at__gte=since).values_list("reader", "daily")
    found = list(rows)
    return AccessSummary(
        people=len({reader for reader, daily in found if not daily}),
        daily_manager=any(daily for _reader, daily in found),
    )
