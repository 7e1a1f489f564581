"""The hash chain of one record: the only definition of an event's hash, and the check of a whole chain.

A chain ("stream") is the history of one record. Each event holds the hash of the one before it, so a change
anywhere shows at the first event that no longer fits. What this cannot show (a tail cut off, a chain rebuilt
from some event on) is shown by heads that were signed earlier and kept elsewhere: see `anchor`.
"""

import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from jingjin.core.proof.canonical import (
    CanonicalError,
    Json,
    canonical_json,
    digest,
    is_natural,
    is_sha256_hex,
    read_canonical,
)

EVENT_FORMAT = "jingjin-event/1"
CONTENT_FORMAT = "jingjin-content/1"
FIRST_PREV = "0" * 64
SALT_BYTES = 16

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


@dataclass(frozen=True, slots=True)
class Event:
    """One link.

    stream: UUID of the record; seq: 1, 2, 3 …; kind: e.g. "plan.published"; actor: a person's uid or a named
    system actor; at: RFC 3339 UTC with microseconds ("2026-11-20T06:03:22.000000Z"); facts: a JSON object
    without personal content; content_hash: `seal_content` of the personal content kept elsewhere, or None;
    prev: hash of the event before, 64 zeros for the first; hash: `event_hash` of all the others.
    """

    stream: str
    seq: int
    kind: str
    actor: str
    at: str
    facts: Mapping[str, Json]
    content_hash: str | None
    prev: str
    hash: str = ""

    def fields(self) -> dict[str, object]:
        """Everything that is hashed, in no particular order."""
        return {
            "stream": self.stream,
            "seq": self.seq,
            "kind": self.kind,
            "actor": self.actor,
            "at": self.at,
            "facts": self.facts,
            "content_hash": self.content_hash,
            "prev": self.prev,
        }


@dataclass(frozen=True, slots=True, order=True)
class Head:
    """The last event of a chain at some moment."""

    stream: str
    seq: int
    hash: str


class FaultKind(enum.StrEnum):
    """What is wrong with the link that a `ChainFault` names."""

    EDITED = "edited"
    """Its fields do not give its hash."""
    REMOVED = "removed"
    """It is absent although later ones exist."""
    REORDERED = "reordered"
    """It stands in another place than it was written in."""
    DUPLICATE = "duplicate"
    """Its number exists twice."""
    REHASHED = "rehashed"
    """It gives its hash, but the next one was written after another hash: it was rewritten later."""
    FOREIGN = "foreign"
    """It belongs to another stream."""
    CUT = "cut"
    """A signed head proves that it existed; it and all after it are gone."""
    REBUILT = "rebuilt"
    """The chain fits, but a signed head proves that it had another hash here."""


@dataclass(frozen=True, slots=True)
class ChainFault:
    """The first broken link of a chain."""

    stream: str
    seq: int
    kind: FaultKind


def instant(moment: datetime) -> str:
    """Write an aware moment as the chain does: UTC, microseconds, "Z"."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone has no place in a chain")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def is_instant(text: object) -> bool:
    """Whether `text` is a moment as `instant` writes it."""
    if not isinstance(text, str) or not _INSTANT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def event_hash(event: Event) -> str:
    """SHA-256 over the canonical JSON of all fields but `hash`, with `"format": "jingjin-event/1"`."""
    return digest(EVENT_FORMAT, event.fields())


def seal(event: Event) -> Event:
    """Give the event with its hash."""
    return replace(event, hash=event_hash(event))


def seal_content(content: object, salt: bytes) -> str:
    """Salted SHA-256 of personal content (any JSON without floats).

    The salt (16 random bytes per content) stays with the content, so that after an erasure nobody can guess
    the content back from the hash that the chain keeps. Raises ValueError for a short salt.
    """
    if len(salt) < SALT_BYTES:
        raise ValueError(f"the salt has at least {SALT_BYTES} bytes")
    return digest(CONTENT_FORMAT, {"salt": salt.hex(), "content": content})


def write_event(event: Event) -> bytes:
    """Give the event as one line of canonical JSON, without its end-of-line."""
    return canonical_json({**event.fields(), "hash": event.hash})


def read_event(data: bytes) -> Event:
    """Parse what `write_event` gives; raises CanonicalError for anything else. Hashes are not compared."""
    match read_canonical(data):
        case {
            "stream": str(stream),
            "seq": int(seq),
            "kind": str(kind),
            "actor": str(actor),
            "at": str(at),
            "facts": dict(facts),
            "content_hash": None | str() as content_hash,
            "prev": str(prev),
            "hash": str(own),
            **rest,
        } if not rest and is_natural(seq) and is_instant(at):
            hashes = [text for text in (content_hash, prev, own) if text is not None]
            if all(map(is_sha256_hex, hashes)):
                return Event(stream, seq, kind, actor, at, facts, content_hash, prev, own)
    raise CanonicalError("not an event")


def head_of(events: Sequence[Event]) -> Head:
    """Name the last event of a chain that is not empty."""
    last = events[-1]
    return Head(last.stream, last.seq, last.hash)


def verify_chain(events: Sequence[Event], *, anchored: Iterable[Head] = ()) -> ChainFault | None:
    """Name the first broken link, or None for a whole chain.

    events: all events of one stream in stored order (by seq); anchored: heads of this stream signed earlier
    (others are skipped), without which a cut tail or a rebuilt chain cannot be seen.
    """
    return _broken_link(events) or _broken_promise(events, sorted(anchored))


def _broken_link(events: Sequence[Event]) -> ChainFault | None:
    prev = FIRST_PREV
    for place, event in enumerate(events):
        kind = _place_fault(events, place) or _hash_fault(events, place, prev)
        if kind is FaultKind.REHASHED:
            return ChainFault(event.stream, place, kind)  # the one before it was rewritten
        if kind:
            return ChainFault(events[0].stream, place + 1, kind)
        prev = event.hash
    return None


def _place_fault(events: Sequence[Event], place: int) -> FaultKind | None:
    """Judge stream and number of the event at this place (from 0)."""
    event = events[place]
    if event.stream != events[0].stream:
        return FaultKind.FOREIGN
    if event.seq == place + 1:
        return None
    if event.seq <= place:
        return FaultKind.DUPLICATE
    here_later = any(other.seq == place + 1 for other in events[place + 1 :])
    return FaultKind.REORDERED if here_later else FaultKind.REMOVED


def _hash_fault(events: Sequence[Event], place: int, prev: str) -> FaultKind | None:
    """Judge hash and link of an event that has the right number."""
    event = events[place]
    own = event_hash(event) == event.hash
    if event.prev == prev:
        return None if own else FaultKind.EDITED
    if own:
        return FaultKind.REHASHED if place else FaultKind.REMOVED
    if event_hash(replace(event, prev=prev)) == event.hash:
        return FaultKind.EDITED  # nothing but its link was touched
    moved = event.prev == FIRST_PREV or any(event.prev == other.hash for other in events)
    return FaultKind.REORDERED if moved else FaultKind.REMOVED  # the numbers were closed up over a gap


def _broken_promise(events: Sequence[Event], anchored: Sequence[Head]) -> ChainFault | None:
    """Compare a consistent chain with heads signed earlier."""
    for head in anchored:
        if events and head.stream != events[0].stream:
            continue
        if head.seq > len(events):
            return ChainFault(head.stream, len(events) + 1, FaultKind.CUT)
        if events[head.seq - 1].hash != head.hash:
            return ChainFault(head.stream, head.seq, FaultKind.REBUILT)
    return None
