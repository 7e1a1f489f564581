from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingjin.core.proof.canonical import CanonicalError, canonical_json
from jingjin.core.proof.chain import (
    ChainFault,
    Event,
    FaultKind,
    Head,
    event_hash,
    head_of,
    instant,
    read_event,
    seal,
    seal_content,
    verify_chain,
    write_event,
)
from jingjin.core.proof.tests.build import PLAN, SALT, START, chain


def rechain(events: list[Event]) -> list[Event]:
    """Forge a consistent chain over these events, as somebody with full access to the database could."""
    forged: list[Event] = []
    for seq, event in enumerate(events, start=1):
        prev = forged[-1].hash if forged else "0" * 64
        forged.append(seal(replace(event, seq=seq, prev=prev)))
    return forged


def renumber(events: list[Event]) -> list[Event]:
    return [replace(event, seq=seq) for seq, event in enumerate(events, start=1)]


def swap_rows(events: list[Event]) -> list[Event]:
    """Exchange the contents of rows 3 and 4, keeping their numbers."""
    return renumber([*events[:2], events[3], events[2], *events[4:]])


EDITS: dict[str, tuple[Callable[[list[Event]], list[Event]], int, FaultKind]] = {
    "a fact is edited": (
        lambda e: [*e[:2], replace(e[2], facts={"version": 9}), *e[3:]],
        3,
        FaultKind.EDITED,
    ),
    "a link is edited": (lambda e: [*e[:2], replace(e[2], prev="f" * 64), *e[3:]], 3, FaultKind.EDITED),
    "a hash is edited": (lambda e: [*e[:2], replace(e[2], hash="f" * 64), *e[3:]], 3, FaultKind.EDITED),
    "the last is edited": (lambda e: [*e[:4], replace(e[4], actor="x")], 5, FaultKind.EDITED),
    "one is removed": (lambda e: [*e[:2], *e[3:]], 3, FaultKind.REMOVED),
    "the first is removed": (lambda e: e[1:], 1, FaultKind.REMOVED),
    "one is removed and the gap closed": (lambda e: renumber([*e[:2], *e[3:]]), 3, FaultKind.REMOVED),
    "two are exchanged": (lambda e: [*e[:2], e[3], e[2], e[4]], 3, FaultKind.REORDERED),
    "two rows exchange their contents": (swap_rows, 3, FaultKind.REORDERED),
    "one is doubled": (lambda e: [*e[:3], *e[2:]], 4, FaultKind.DUPLICATE),
    "one is rewritten with its own hash": (
        lambda e: [*e[:2], seal(replace(e[2], facts={"version": 9})), *e[3:]],
        3,
        FaultKind.REHASHED,
    ),
    "another record's event is put in": (
        lambda e: [*e[:2], *chain(3, "other")[2:], *e[3:]],
        3,
        FaultKind.FOREIGN,
    ),
    "a first event continues another chain": (
        lambda e: [seal(replace(e[0], prev="a" * 64)), *e[1:]],
        1,
        FaultKind.REMOVED,
    ),
}


def test_a_whole_chain_has_no_fault() -> None:
    events = chain()

    assert verify_chain(events) is None
    assert verify_chain(events, anchored=[head_of(events[:2]), head_of(events)]) is None
    assert verify_chain([]) is None


@pytest.mark.parametrize("case", EDITS)
def test_the_first_broken_link_is_named(case: str) -> None:
    change, seq, kind = EDITS[case]

    assert verify_chain(change(chain())) == ChainFault(PLAN, seq, kind)


def test_a_cut_tail_shows_only_against_a_signed_head() -> None:
    events = chain()

    assert verify_chain(events[:3]) is None
    assert verify_chain(events[:3], anchored=[head_of(events)]) == ChainFault(PLAN, 4, FaultKind.CUT)
    assert verify_chain([], anchored=[head_of(events)]) == ChainFault(PLAN, 1, FaultKind.CUT)


def test_a_rebuilt_chain_shows_only_against_a_signed_head() -> None:
    events = chain()
    forged = rechain([*events[:2], replace(events[2], facts={"version": 9}), *events[3:]])

    assert verify_chain(forged) is None
    assert verify_chain(forged, anchored=[head_of(events)]) == ChainFault(PLAN, 5, FaultKind.REBUILT)
    assert verify_chain(forged, anchored=[head_of(events[:2])]) is None


def test_heads_of_other_records_say_nothing() -> None:
    assert verify_chain(chain(), anchored=[Head("other", 9, "f" * 64)]) is None


@pytest.mark.slow
@given(st.data())
def test_any_changed_field_of_any_event_is_found(data: st.DataObject) -> None:
    events = chain(4)
    place = data.draw(st.integers(0, 3))
    name = data.draw(st.sampled_from(["stream", "kind", "actor", "at", "prev", "hash"]))
    text = data.draw(st.text(st.characters(exclude_categories=["Cs"])))
    written = {**events[place].fields(), "hash": events[place].hash, name: text}
    changed = Event(**written)  # type: ignore[arg-type]  # the drawn fields are all text

    fault = verify_chain([*events[:place], changed, *events[place + 1 :]])

    assert (fault is None) == (changed == events[place])


def test_the_hash_covers_every_field_but_itself() -> None:
    event = chain()[2]

    assert event_hash(replace(event, hash="other")) == event.hash
    assert event_hash(replace(event, content_hash=None)) != event.hash


def test_an_event_survives_writing_and_reading() -> None:
    for event in chain():
        assert read_event(write_event(event)) == event


@pytest.mark.parametrize(
    "change",
    [
        {"seq": True},
        {"seq": -1},
        {"at": "2026-11-20T06:03:22Z"},
        {"at": "2026-13-20T06:03:22.000000Z"},
        {"facts": []},
        {"prev": "short"},
        {"extra": 1},
    ],
)
def test_other_shapes_are_no_event(change: dict[str, object]) -> None:
    event = chain(1)[0]
    data = canonical_json({**event.fields(), "hash": event.hash, **change})

    with pytest.raises(CanonicalError):
        read_event(data)


def test_sealed_content_needs_its_salt_and_its_every_word() -> None:
    sealed = seal_content({"statement": "本人不同意第二条"}, SALT)

    assert seal_content({"statement": "本人不同意第二条"}, SALT) == sealed
    assert seal_content({"statement": "本人同意第二条"}, SALT) != sealed
    assert seal_content({"statement": "本人不同意第二条"}, SALT[::-1]) != sealed
    with pytest.raises(ValueError, match="16 bytes"):
        seal_content({}, b"short")


def test_moments_are_utc_with_microseconds() -> None:
    assert instant(START) == "2026-11-20T06:03:22.000000Z"
    with pytest.raises(ValueError, match="zone"):
        instant(datetime(2026, 11, 20))  # noqa: DTZ001 – a moment without a zone is what is refused
