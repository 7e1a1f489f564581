"""Signing the heads of all chains into an append-only file outside the database.

What happened since the last anchor (every 10 minutes, and in each evidence file) could be cut without a
trace; anything earlier is named by `verify`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import connection, transaction

from jingjin.audit.models import Anchor, AnchorHead
from jingjin.core import clock
from jingjin.core.proof import anchor, chain, keys, merkle

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

ANCHOR_LOCK = 7_002
HEADS_SQL = "SELECT DISTINCT ON (stream) stream, seq, hash FROM audit_chainevent ORDER BY stream, seq DESC"
PROMISED_SQL = "SELECT DISTINCT ON (stream) stream, seq, hash FROM audit_anchorhead ORDER BY stream, seq DESC"


class AnchoredStream(NamedTuple):
    """What an outsider needs to see that a chain's head was promised: the anchor and the way to its root."""

    anchor: anchor.Anchor
    head: chain.Head
    proof: merkle.InclusionProof


def signing_key() -> keys.PrivateKey:
    """The installation's signing key, made on first use; its public half is kept for later checks."""
    path = Path(settings.KEYS_ROOT) / "signing.pem"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        keys.create_key_file(path)
    key = keys.load_key_file(path)
    keys.keep_public(path.parent / "public", key.public_key())
    return key


@transaction.atomic
def anchor_heads(*, now: datetime | None = None) -> anchor.Anchor | None:
    """Sign all heads now; without a changed head the last anchor stands. None while there is no chain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ANCHOR_LOCK])
    _adopt_lines_lost_by_a_crash()
    last = _last()
    heads = _heads(HEADS_SQL)
    changed = set(heads) - set(_heads(PROMISED_SQL))
    if not changed:
        return last
    line = anchor.next_line(last, heads, changed, at=chain.instant(now or clock.now()), key=signing_key())
    _append(anchor.write_line(line))
    _keep(line)
    return line.anchor


@transaction.atomic
def anchor_stream(stream: UUID, *, now: datetime | None = None) -> AnchoredStream:
    """Anchor now and prove that this stream's head is under the signed root. The stream must have an event."""
    signed = anchor_heads(now=now)
    heads = _heads(PROMISED_SQL)
    head = next(one for one in heads if one.stream == str(stream))
    if signed is None:
        raise ValueError("a stream without events has no anchor")
    return AnchoredStream(signed, head, merkle.inclusion_proof(heads, head))


def _heads(statement: str) -> list[chain.Head]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [chain.Head(str(stream), seq, own) for stream, seq, own in cursor.fetchall()]


def _last() -> anchor.Anchor | None:
    row = Anchor.objects.order_by("-n").first()
    return anchor.read_anchor(row.signed) if row else None


def _keep(line: anchor.AnchorLine) -> None:
    row = Anchor.objects.create(n=line.anchor.n, at=line.anchor.at, signed=vars_of(line.anchor))
    AnchorHead.objects.bulk_create(
        [AnchorHead(n=row.n, stream=head.stream, seq=head.seq, hash=head.hash) for head in line.changed],
        batch_size=2000,
    )


def vars_of(signed: anchor.Anchor) -> dict[str, str | int]:
    """The anchor as JSON."""
    return {name: getattr(signed, name) for name in signed.__slots__}


def _append(data: bytes) -> None:
    path = Path(settings.ANCHOR_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write(data + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _adopt_lines_lost_by_a_crash() -> None:
    """A line can be in the file and not in the database when the process died between both."""
    known = Anchor.objects.count()
    for line in read_anchor_file()[known:]:
        _keep(line)


def read_anchor_file() -> list[anchor.AnchorLine]:
    """All lines of the anchor file; a half-written last line (full disk, power cut) is left out."""
    path = Path(settings.ANCHOR_FILE)
    if not path.exists():
        return []
    whole, _newline, _half = path.read_bytes().rpartition(b"\n")
    return [anchor.read_line(line) for line in whole.splitlines()]


def forget_anchors() -> None:
    """Set the anchor file aside when the demo company's database is emptied; nothing is deleted."""
    path = Path(settings.ANCHOR_FILE)
    if path.exists():
        path.rename(path.with_name(f"{path.name}.demo-{clock.now():%Y%m%d%H%M%S%f}"))
