from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jingjin.core.proof.anchor import (
    AnchorFault,
    AnchorLine,
    next_line,
    read_line,
    replay,
    sign,
    verify,
    verify_anchors,
    write_line,
)
from jingjin.core.proof.canonical import CanonicalError
from jingjin.core.proof.chain import Head, head_of
from jingjin.core.proof.keys import key_id
from jingjin.core.proof.tests.build import PLAN, chain, heads

KEY = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
OTHER = Ed25519PrivateKey.from_private_bytes(b"\x02" * 32)
PUBLICS = {key_id(KEY.public_key()): KEY.public_key()}


def moment(number: int) -> str:
    return f"2026-11-24T0{number}:00:00.000000Z"


def three_lines() -> list[AnchorLine]:
    """Three anchors over a growing set of chains; the second sees one chain grow, the third a new one."""
    plan = chain()
    old = heads(3)
    first = next_line(None, [*old, head_of(plan[:2])], [*old, head_of(plan[:2])], at=moment(1), key=KEY)
    second = next_line(first.anchor, [*old, head_of(plan)], [head_of(plan)], at=moment(2), key=KEY)
    fresh = Head("stream-9", 1, "a" * 64)
    third = next_line(second.anchor, [*old, head_of(plan), fresh], [fresh], at=moment(3), key=KEY)
    return [first, second, third]


def test_the_file_replays_to_the_heads_it_promised() -> None:
    lines = three_lines()

    assert verify_anchors(lines, PUBLICS) is None
    assert replay(lines)[PLAN] == head_of(chain())
    assert sorted(replay(lines)) == [PLAN, "stream-0000", "stream-0001", "stream-0002", "stream-9"]


def forged_root(lines: list[AnchorLine]) -> list[AnchorLine]:
    return [*lines[:2], AnchorLine(sign(replace(lines[2].anchor, root="0" * 64), KEY), lines[2].changed)]


CHANGES: dict[str, tuple[Callable[[list[AnchorLine]], list[AnchorLine]], AnchorFault]] = {
    "a line is removed": (lambda a: [a[0], a[2]], AnchorFault(2, "number")),
    "the first line is removed": (lambda a: a[1:], AnchorFault(1, "number")),
    "a moment is edited": (
        lambda a: [a[0], replace(a[1], anchor=replace(a[1].anchor, at=moment(3))), a[2]],
        AnchorFault(2, "signature"),
    ),
    "a changed head is dropped": (
        lambda a: [a[0], replace(a[1], changed=()), a[2]],
        AnchorFault(2, "changed heads"),
    ),
    "an anchor is signed again": (
        lambda a: [replace(a[0], anchor=sign(replace(a[0].anchor, at=moment(0)), KEY)), *a[1:]],
        AnchorFault(2, "link"),
    ),
    "another key signs": (
        lambda a: [*a[:2], replace(a[2], anchor=sign(a[2].anchor, OTHER))],
        AnchorFault(3, "unknown key"),
    ),
    "the root is another": (forged_root, AnchorFault(3, "root")),
}


@pytest.mark.parametrize("case", CHANGES)
def test_the_first_broken_anchor_is_named(case: str) -> None:
    change, fault = CHANGES[case]

    assert verify_anchors(change(three_lines()), PUBLICS) == fault


def test_a_signature_holds_for_its_own_key_only() -> None:
    anchor = three_lines()[0].anchor

    assert verify(anchor, KEY.public_key())
    assert not verify(anchor, OTHER.public_key())
    assert not verify(replace(anchor, key_id=key_id(OTHER.public_key())), OTHER.public_key())
    assert not verify(replace(anchor, signature=anchor.signature.upper()), KEY.public_key())


def test_a_line_survives_writing_and_reading() -> None:
    for line in three_lines():
        assert read_line(write_line(line)) == line


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b'{"anchor":{},"changed":[]}',
        b'{"anchor":{},"changed":7}',
        write_line(three_lines()[0]).replace(b'"n":1', b'"n":true'),
        write_line(three_lines()[0]).replace(b'"stream-0000",1', b'"stream-0000","1"'),
    ],
)
def test_other_shapes_are_no_line(data: bytes) -> None:
    with pytest.raises(CanonicalError):
        read_line(data)
