"""One root over the heads of all chains: the Merkle tree of RFC 9162 §2.1 with SHA-256.

A leaf is the canonical JSON of `[stream, seq, hash]`; leaves are sorted by stream. Hashes of leaves and of
nodes start with 0x00 and 0x01, as the RFC says, so that neither can pose as the other.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jingjin.core.proof.canonical import canonical_json, is_sha256_hex
from jingjin.core.proof.chain import Head


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """Proof that one head is under a root: its place, the number of leaves, the hashes beside its way up."""

    index: int
    size: int
    path: tuple[str, ...]


def merkle_root(heads: Iterable[Head]) -> str:
    """Root (64 hex digits) over all heads in any order; no heads give SHA-256 of nothing, as in the RFC."""
    return _root(_leaves(sorted(heads))).hex()


def inclusion_proof(heads: Iterable[Head], head: Head) -> InclusionProof:
    """Prove that `head` is one of `heads`. Raises ValueError when it is not."""
    ordered = sorted(heads)
    index = ordered.index(head)
    path = _path(index, _leaves(ordered))
    return InclusionProof(index, len(ordered), tuple(step.hex() for step in path))


def verify_inclusion(head: Head, proof: InclusionProof, root: str) -> bool:
    """Whether `proof` leads from `head` to `root` (RFC 9162 §2.1.3.2); malformed proofs are False."""
    if not (0 <= proof.index < proof.size and all(is_sha256_hex(step) for step in proof.path)):
        return False
    node, last, value = proof.index, proof.size - 1, _leaf(head)
    for step in (bytes.fromhex(text) for text in proof.path):
        if last == 0:
            return False
        if node % 2 or node == last:
            value = _node(step, value)
            while node and not node % 2:
                node, last = node >> 1, last >> 1
        else:
            value = _node(value, step)
        node, last = node >> 1, last >> 1
    return last == 0 and value.hex() == root


def _leaf(head: Head) -> bytes:
    return hashlib.sha256(b"\x00" + canonical_json([head.stream, head.seq, head.hash])).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _leaves(heads: Sequence[Head]) -> list[bytes]:
    return [_leaf(head) for head in heads]


def _split(count: int) -> int:
    """Largest power of two below `count` (count ≥ 2)."""
    return 1 << ((count - 1).bit_length() - 1)


def _root(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = _split(len(leaves))
    return _node(_root(leaves[:middle]), _root(leaves[middle:]))


def _path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    middle = _split(len(leaves))
    if index < middle:
        return [*_path(index, leaves[:middle]), _root(leaves[middle:])]
    return [*_path(index - middle, leaves[middle:]), _root(leaves[:middle])]
