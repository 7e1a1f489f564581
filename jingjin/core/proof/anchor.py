"""Signed roots over the heads of all chains, each pointing to the one before, kept outside the database.

One line of the append-only anchor file is one `AnchorLine`: the signed `Anchor` plus the heads that changed
since the anchor before it. Replaying the lines gives every head that was ever promised. The anchor signs the
list of changed heads by its digest only, so that an evidence file can carry the anchor without the heads of
other people's records.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from jingjin.core.proof.canonical import (
    CanonicalError,
    Json,
    canonical_json,
    digest,
    is_natural,
    is_sha256_hex,
    read_canonical,
    statement,
)
from jingjin.core.proof.chain import FIRST_PREV, Head, is_instant
from jingjin.core.proof.keys import PrivateKey, PublicKey, key_id, sign_bytes, signature_holds
from jingjin.core.proof.merkle import merkle_root

ANCHOR_FORMAT = "jingjin-anchor/1"
CHANGES_FORMAT = "jingjin-anchor-changes/1"

_SIGNATURE = re.compile(r"[0-9a-f]{128}")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A signed promise.

    n: 1, 2, 3 …; at: moment as in chain events; root and count: Merkle root and number of all heads; changes:
    digest of the heads changed since the anchor before; prev: `anchor_hash` of that anchor, 64 zeros for the
    first; key_id: whose signature it is; signature: 128 hex digits over all the others.
    """

    n: int
    at: str
    root: str
    count: int
    changes: str
    prev: str
    key_id: str
    signature: str = ""


@dataclass(frozen=True, slots=True)
class AnchorLine:
    anchor: Anchor
    changed: tuple[Head, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class AnchorFault:
    """The first broken anchor: its place in the file (from 1) and what does not hold."""

    n: int
    reason: str


def signed_bytes(anchor: Anchor) -> bytes:
    """Give what the signature is over: all fields but the signature, `"format": "jingjin-anchor/1"`."""
    fields = asdict(anchor)
    del fields["signature"]
    return statement(ANCHOR_FORMAT, fields)


def anchor_hash(anchor: Anchor) -> str:
    """Hash of a signed anchor, which the next one holds as `prev`."""
    return digest(ANCHOR_FORMAT, asdict(anchor))


def changes_digest(changed: Iterable[Head]) -> str:
    return digest(CHANGES_FORMAT, {"heads": _rows(changed)})


def sign(anchor: Anchor, key: PrivateKey) -> Anchor:
    """Give the anchor with this key's id and signature."""
    named = replace(anchor, key_id=key_id(key.public_key()), signature="")
    return replace(named, signature=sign_bytes(signed_bytes(named), key).hex())


def verify(anchor: Anchor, public: PublicKey) -> bool:
    """Whether the anchor was signed with this key and is unchanged since."""
    if anchor.key_id != key_id(public) or not _SIGNATURE.fullmatch(anchor.signature):
        return False
    return signature_holds(signed_bytes(anchor), bytes.fromhex(anchor.signature), public)


def next_line(
    last: Anchor | None, heads: Iterable[Head], changed: Iterable[Head], *, at: str, key: PrivateKey
) -> AnchorLine:
    """Sign the root over all `heads` now, listing those `changed` since `last` (all of them when None)."""
    every = tuple(heads)
    some = tuple(sorted(changed))
    draft = Anchor(
        n=last.n + 1 if last else 1,
        at=at,
        root=merkle_root(every),
        count=len(every),
        changes=changes_digest(some),
        prev=anchor_hash(last) if last else FIRST_PREV,
        key_id="",
    )
    return AnchorLine(sign(draft, key), some)


def write_line(line: AnchorLine) -> bytes:
    """Give the line for the anchor file, without its end-of-line."""
    return canonical_json({"anchor": asdict(line.anchor), "changed": _rows(line.changed)})


def read_line(data: bytes) -> AnchorLine:
    """Parse one line; raises CanonicalError when it is not exactly what `write_line` gives."""
    value = read_canonical(data)
    if not isinstance(value, dict) or set(value) != {"anchor", "changed"}:
        raise CanonicalError("an anchor line has the keys anchor and changed")
    rows = value["changed"]
    if not isinstance(rows, list):
        raise CanonicalError("changed is a list")
    return AnchorLine(read_anchor(value["anchor"]), tuple(read_head(row) for row in rows))


def read_anchor(value: Json) -> Anchor:
    """Build an anchor from parsed JSON; raises CanonicalError for anything of another shape."""
    match value:
        case {
            "n": int(n),
            "at": str(at),
            "root": str(root),
            "count": int(count),
            "changes": str(changes),
            "prev": str(prev),
            "key_id": str(key),
            "signature": str(signature),
            **rest,
        } if not rest and is_natural(n) and is_natural(count) and is_instant(at):
            if all(map(is_sha256_hex, (root, changes, prev, key))):
                return Anchor(n, at, root, count, changes, prev, key, signature)
    raise CanonicalError("not an anchor")


def read_head(value: Json) -> Head:
    """Build a head from `[stream, seq, hash]`; raises CanonicalError."""
    match value:
        case [str(stream), int(seq), str(hash_)] if is_natural(seq) and is_sha256_hex(hash_):
            return Head(stream, seq, hash_)
        case _:
            raise CanonicalError("not a head")


def replay(lines: Iterable[AnchorLine]) -> dict[str, Head]:
    """Give the last promised head of every stream."""
    return {head.stream: head for line in lines for head in line.changed}


def verify_anchors(lines: Sequence[AnchorLine], publics: Mapping[str, PublicKey]) -> AnchorFault | None:
    """Check the whole anchor file: numbers, keys, signatures, links and changed heads of each line.

    The root is recomputed for the last line only: the changed heads that lead to the earlier ones are signed
    with them, and recomputing each would take hours on a file of some years.
    """
    prev = FIRST_PREV
    for place, line in enumerate(lines, start=1):
        if reason := _line_fault(line, place, prev, publics):
            return AnchorFault(place, reason)
        prev = anchor_hash(line.anchor)
    heads = replay(lines)
    if lines and (len(heads), merkle_root(heads.values())) != (lines[-1].anchor.count, lines[-1].anchor.root):
        return AnchorFault(len(lines), "root")
    return None


def _line_fault(line: AnchorLine, place: int, prev: str, publics: Mapping[str, PublicKey]) -> str:
    anchor = line.anchor
    public = publics.get(anchor.key_id)
    checks = (
        ("number", anchor.n == place),
        ("unknown key", public is not None),
        ("signature", public is not None and verify(anchor, public)),
        ("link", anchor.prev == prev),
        ("changed heads", anchor.changes == changes_digest(line.changed)),
    )
    return next((reason for reason, holds in checks if not holds), "")


def _rows(heads: Iterable[Head]) -> list[list[str | int]]:
    return [[head.stream, head.seq, head.hash] for head in heads]
