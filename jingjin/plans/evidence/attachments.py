"""The parts of an evidence file that prove its chain: the events, the anchor over them, opened contents."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from jingjin.core.proof.anchor import Anchor, read_anchor, read_head
from jingjin.core.proof.canonical import CanonicalError, Json, canonical_json, is_natural, read_canonical
from jingjin.core.proof.chain import SALT_BYTES, Event, Head, seal_content, write_event
from jingjin.core.proof.merkle import InclusionProof


@dataclass(frozen=True, slots=True)
class Anchored:
    """The head of the record's chain, and the proof that a signed anchor covers it."""

    anchor: Anchor
    head: Head
    proof: InclusionProof


@dataclass(frozen=True, slots=True)
class Opening:
    """Personal content of one event with its salt, for a reader who may have it."""

    seq: int
    salt: bytes
    content: object


def chain_bytes(events: Sequence[Event]) -> bytes:
    """Give one line of canonical JSON per event; a damaged byte thus spoils one event only."""
    return b"".join(write_event(event) + b"\n" for event in events)


def anchored_bytes(anchored: Anchored) -> bytes:
    """Give the canonical JSON of the anchor, the head (`[stream, seq, hash]`) and the proof."""
    head = anchored.head
    return canonical_json(
        {
            "anchor": asdict(anchored.anchor),
            "head": [head.stream, head.seq, head.hash],
            "proof": asdict(anchored.proof),
        }
    )


def read_anchored(data: bytes) -> Anchored:
    """Parse what `anchored_bytes` gives; raises CanonicalError for anything else."""
    match read_canonical(data):
        case {"anchor": anchor, "head": head, "proof": proof, **rest} if not rest:
            return Anchored(read_anchor(anchor), read_head(head), _proof(proof))
    raise CanonicalError("not an anchored head")


def _proof(value: Json) -> InclusionProof:
    match value:
        case {"index": int(index), "size": int(size), "path": list(path), **rest} if not rest:
            steps = tuple(step for step in path if isinstance(step, str))
            if is_natural(index) and is_natural(size) and len(steps) == len(path):
                return InclusionProof(index, size, steps)
    raise CanonicalError("not an inclusion proof")


def opening_bytes(opening: Opening) -> bytes:
    """Give the canonical JSON of salt (hex) and content."""
    return canonical_json({"salt": opening.salt.hex(), "content": opening.content})


def opened_hash(data: bytes) -> str:
    """Recompute the content hash from what `opening_bytes` gives; raises CanonicalError for anything else."""
    match read_canonical(data):
        case {"salt": str(salt), "content": content, **rest} if not rest:
            try:
                raw = bytes.fromhex(salt)
            except ValueError as error:
                raise CanonicalError("the salt is not in hex") from error
            if raw.hex() == salt and len(raw) >= SALT_BYTES:
                return seal_content(content, raw)
    raise CanonicalError("not an opened content")
