"""An evidence file passes only as it was signed, and the check names the part that is not."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingjin.core.proof.chain import FIRST_PREV, Event, seal, write_event
from jingjin.core.proof.keys import key_id, sign_bytes
from jingjin.plans.evidence import container
from jingjin.plans.evidence.findings import Finding, PartKind, Problem, Trust
from jingjin.plans.evidence.manifest import manifest_bytes, read_manifest
from jingjin.plans.evidence.pack import build
from jingjin.plans.evidence.report import render
from jingjin.plans.evidence.verify import verify_bytes, verify_file
from jingjin.plans.tests.evidence.build import KEY, OTHER_KEY, STATEMENT, dossier, small_dossier

PUBLIC = KEY.public_key()
ARCHIVE = build(dossier(), KEY)
SMALL = build(small_dossier(), KEY)
SLICES = 4
PARTS = {entry.name: entry.data for entry in container.read(ARCHIVE)}


def found(archive: bytes) -> list[tuple[PartKind, Problem, str, int | None]]:
    report = verify_bytes(archive, trusted_key=PUBLIC)
    return [(found.part, found.problem, found.name, found.seq) for found in report.findings]


def repack(**changed: bytes | None) -> bytes:
    """Pack again with some parts replaced (keys with "/" for "__") or dropped, as a careful forger would."""
    names = {name.replace("/", "__").replace(".", "_").replace("-", "_"): name for name in PARTS}
    parts = dict(PARTS)
    for key, data in changed.items():
        if data is None:
            del parts[names[key]]
        else:
            parts[names.get(key, key)] = data
    return container.write(parts)


def test_what_was_signed_passes(tmp_path: Path) -> None:
    (tmp_path / "plan.zip").write_bytes(ARCHIVE)

    report = verify_file(tmp_path / "plan.zip", trusted_key=PUBLIC)

    assert (report.ok, report.trust, report.key_id) == (True, Trust.GIVEN, key_id(PUBLIC))
    assert report.manifest is not None
    assert report.manifest.names == ("林知夏", "Lin Zhixia")


def test_without_a_given_key_the_report_says_so() -> None:
    report = verify_bytes(ARCHIVE, trusted_key=None)

    assert (report.ok, report.trust, report.key_id) == (True, Trust.IN_FILE, key_id(PUBLIC))


def test_a_file_signed_by_somebody_else_passes_only_on_its_own_word() -> None:
    forged = build(dossier(OTHER_KEY), OTHER_KEY)

    report = verify_bytes(forged, trusted_key=PUBLIC)

    assert verify_bytes(forged, trusted_key=None).ok
    assert report.findings == (Finding(PartKind.KEY, Problem.OTHER_KEY, "public_key.pem"),)
    assert (report.key_id, report.signer_id) == (key_id(PUBLIC), key_id(OTHER_KEY.public_key()))
    assert report.manifest is None


@pytest.mark.slow
@pytest.mark.parametrize("start", range(SLICES))
def test_every_single_byte_counts(start: int) -> None:
    passed = []
    for place in range(start, len(SMALL), SLICES):
        changed = bytearray(SMALL)
        changed[place] ^= 1 << (place // SLICES % 8)
        if verify_bytes(bytes(changed), trusted_key=None).ok:
            passed.append(place)

    assert passed == []


@pytest.mark.slow
@given(st.integers(0, len(ARCHIVE) - 1), st.integers(1, 255))
def test_any_other_value_of_a_byte_is_found(place: int, mask: int) -> None:
    changed = bytearray(ARCHIVE)
    changed[place] ^= mask

    assert found(bytes(changed)) != []


@given(st.binary(max_size=60))
def test_more_bytes_are_found_and_strange_files_never_raise(more: bytes) -> None:
    assert found(more) == [(PartKind.CONTAINER, Problem.DAMAGED, "", None)]
    if more:
        assert found(ARCHIVE + more) == [(PartKind.CONTAINER, Problem.DAMAGED, "", None)]
        assert found(more + ARCHIVE) == [(PartKind.CONTAINER, Problem.DAMAGED, "", None)]


@pytest.mark.parametrize("cut", [1, 22, 23, 2000])
def test_a_cut_file_is_found(cut: int) -> None:
    assert found(ARCHIVE[:-cut]) == [(PartKind.CONTAINER, Problem.DAMAGED, "", None)]


def test_the_same_parts_in_another_zip_are_not_the_original() -> None:
    other = BytesIO()
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in PARTS.items():
            archive.writestr(name, data)

    assert found(other.getvalue()) == [(PartKind.CONTAINER, Problem.DAMAGED, "", None)]


BY_NAME = {
    "README.zh.txt": (PartKind.OTHER, None),
    "README.en.txt": (PartKind.OTHER, None),
    "public_key.pem": (PartKind.KEY, None),
    "views/employee.zh.pdf": (PartKind.PDF, None),
    "views/employee.zh.json": (PartKind.DOCUMENT, None),
    "views/manager.en.pdf": (PartKind.PDF, None),
    "views/manager.en.json": (PartKind.DOCUMENT, None),
    "anchor.json": (PartKind.ANCHOR, None),
    "content/4.json": (PartKind.CONTENT, 4),
    "manifest.json": (PartKind.MANIFEST, None),
    "manifest.sig": (PartKind.SIGNATURE, None),
}


@pytest.mark.parametrize("name", BY_NAME)
def test_a_flipped_byte_in_a_part_names_this_part_and_no_other(name: str) -> None:
    kind, seq = BY_NAME[name]
    data = PARTS[name]
    at = ARCHIVE.index(data) + len(data) // 2
    changed = ARCHIVE[:at] + bytes([ARCHIVE[at] ^ 1]) + ARCHIVE[at + 1 :]

    assert found(changed) == [(kind, Problem.DAMAGED, name, seq)]


@pytest.mark.parametrize("name", BY_NAME)
def test_a_missing_part_is_named(name: str) -> None:
    kind, seq = BY_NAME[name]
    parts = {other: data for other, data in PARTS.items() if other != name}

    assert found(container.write(parts)) == [(kind, Problem.MISSING, name, seq)]


def test_every_part_was_broken_in_these_tests() -> None:
    assert {*BY_NAME, "chain.jsonl"} == set(PARTS)


def test_an_added_part_is_named() -> None:
    added = container.write({**PARTS, "views/hr.zh.pdf": b"%PDF", "notes.txt": b""})

    assert found(added) == [
        (PartKind.PDF, Problem.UNEXPECTED, "views/hr.zh.pdf", None),
        (PartKind.OTHER, Problem.UNEXPECTED, "notes.txt", None),
    ]


def events_of(chain: bytes) -> list[bytes]:
    return chain.splitlines(keepends=True)


def test_a_flipped_byte_in_the_chain_names_its_event() -> None:
    lines = events_of(PARTS["chain.jsonl"])

    for seq, line in enumerate(lines, start=1):
        broken = line.replace(b'"version":1', b'"version":2')
        unreadable = line.replace(b'"facts"', b'"fxcts"')
        others = lines[: seq - 1], lines[seq:]
        for data, problem in ((broken, Problem.EDITED), (unreadable, Problem.UNREADABLE)):
            chain = b"".join([*others[0], data, *others[1]])
            assert found(repack(chain_jsonl=chain)) == [(PartKind.EVENT, problem, "chain.jsonl", seq)]


def chain_of(events: list[Event]) -> bytes:
    return b"".join(write_event(event) + b"\n" for event in events)


def rebuilt(events: list[Event]) -> list[Event]:
    chain: list[Event] = []
    for seq, event in enumerate(events, start=1):
        chain.append(seal(replace(event, seq=seq, prev=chain[-1].hash if chain else FIRST_PREV)))
    return chain


CHAINS: dict[str, tuple[Callable[[list[Event]], list[Event]], Problem, int]] = {
    "removed": (lambda e: [*e[:2], *e[3:]], Problem.REMOVED, 3),
    "reordered": (lambda e: [*e[:2], e[3], e[2], *e[4:]], Problem.REORDERED, 3),
    "rehashed": (lambda e: [*e[:2], seal(replace(e[2], actor="x")), *e[3:]], Problem.REHASHED, 3),
    "cut tail": (lambda e: e[:5], Problem.CUT, 6),
    "rebuilt": (lambda e: rebuilt([*e[:2], replace(e[2], actor="x"), *e[3:]]), Problem.REBUILT, 7),
    "doubled": (lambda e: [*e[:3], *e[2:]], Problem.DUPLICATE, 4),
}


@pytest.mark.parametrize("case", CHAINS)
def test_a_changed_chain_names_its_first_broken_event(case: str) -> None:
    change, problem, seq = CHAINS[case]

    forged = repack(chain_jsonl=chain_of(change(list(dossier().events))))

    assert found(forged) == [(PartKind.EVENT, problem, "chain.jsonl", seq)]


def test_an_event_added_after_signing_is_found() -> None:
    events = dossier().events
    more = seal(replace(events[-1], seq=8, prev=events[-1].hash))

    assert found(repack(chain_jsonl=chain_of([*events, more]))) == [
        (PartKind.CHAIN, Problem.DAMAGED, "chain.jsonl", None),
        (PartKind.ANCHOR, Problem.CONTRADICTS, "anchor.json", None),
    ]


def test_a_new_manifest_for_changed_parts_needs_the_key() -> None:
    manifest = read_manifest(PARTS["manifest.json"])
    forged = manifest_bytes(replace(manifest, title="解除劳动合同通知"))

    assert found(repack(manifest_json=forged)) == [
        (PartKind.SIGNATURE, Problem.NOT_SIGNED, "manifest.sig", None)
    ]
    assert found(repack(manifest_json=forged, manifest_sig=sign_bytes(forged, OTHER_KEY))) == [
        (PartKind.SIGNATURE, Problem.NOT_SIGNED, "manifest.sig", None)
    ]


def test_an_unsigned_manifest_is_not_believed() -> None:
    forged = manifest_bytes(replace(read_manifest(PARTS["manifest.json"]), title="解除劳动合同通知"))

    assert verify_bytes(repack(manifest_json=forged), trusted_key=PUBLIC).manifest is None


def test_another_spelling_of_the_manifest_is_refused_even_when_signed() -> None:
    spaced = PARTS["manifest.json"].replace(b",", b", ")

    assert found(repack(manifest_json=spaced, manifest_sig=sign_bytes(spaced, KEY))) == [
        (PartKind.MANIFEST, Problem.UNREADABLE, "manifest.json", None)
    ]


def test_views_under_other_names_are_refused_and_can_be_told() -> None:
    manifest = read_manifest(PARTS["manifest.json"])
    odd = manifest_bytes(
        replace(manifest, views=(replace(manifest.views[0], document="anchor.json"), *manifest.views[1:]))
    )
    report = verify_bytes(repack(manifest_json=odd, manifest_sig=sign_bytes(odd, KEY)), trusted_key=PUBLIC)

    assert report.findings == (Finding(PartKind.MANIFEST, Problem.CONTRADICTS, "manifest.json"),)
    assert "清单：与其他部分矛盾。" in render(report, "plan.zip", "zh")


def test_a_file_without_any_key_trusts_nobody() -> None:
    report = verify_bytes(repack(public_key_pem=None), trusted_key=None)

    assert (report.ok, report.trust, report.key_id) == (False, Trust.NOBODY, "")


def test_the_sealed_words_are_in_the_file() -> None:
    assert STATEMENT["statement"].encode() in PARTS["content/4.json"]
