"""Packing gives the same bytes for the same input, and never a file that would fail its own check."""

import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest

from jingjin.plans.evidence.attachments import Opening
from jingjin.plans.evidence.container import ContainerError, read, write
from jingjin.plans.evidence.findings import Finding, PartKind, Problem
from jingjin.plans.evidence.manifest import manifest_bytes, read_manifest
from jingjin.plans.evidence.pack import Dossier, StepText, UnsoundError, build
from jingjin.plans.tests.evidence.build import (
    HISTORY,
    KEY,
    OTHER_KEY,
    SALT,
    anchored,
    document,
    dossier,
    events,
)

ORDER = [
    "manifest.json",
    "manifest.sig",
    "README.zh.txt",
    "README.en.txt",
    "public_key.pem",
    "views/employee.zh.pdf",
    "views/employee.zh.json",
    "views/manager.en.pdf",
    "views/manager.en.json",
    "chain.jsonl",
    "anchor.json",
    "content/4.json",
]


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert build(dossier(), KEY) == build(dossier(), KEY)


def test_any_zip_program_opens_it() -> None:
    with zipfile.ZipFile(BytesIO(build(dossier(), KEY))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ORDER
        assert "不需要公司的系统" in archive.read("README.zh.txt").decode()


def test_the_manifest_reads_back() -> None:
    data = read(build(dossier(), KEY))[0].data

    assert manifest_bytes(read_manifest(data)) == data


def test_steps_carry_time_and_hashes_of_their_event() -> None:
    manifest = read_manifest(read(build(dossier(), KEY))[0].data)
    answered = events()[3]

    assert [(step.at, step.content_hash, step.event_hash) for step in manifest.steps[1:]] == [
        (answered.at, answered.content_hash, answered.hash)
    ]


def unsound() -> dict[str, tuple[Dossier, Finding]]:
    sound, chain = dossier(), events()
    other_record = replace(document(), record_uid="other")
    view = sound.views[0]
    return {
        "a broken chain": (
            replace(sound, events=(chain[0], *chain[2:])),
            Finding(PartKind.EVENT, Problem.REMOVED, "chain.jsonl", 2),
        ),
        "another record's chain": (
            replace(sound, events=events(stream="x"), anchored=anchored(events(stream="x"))),
            Finding(PartKind.EVENT, Problem.FOREIGN, "chain.jsonl", 1),
        ),
        "an anchor over fewer events": (
            replace(sound, anchored=anchored(events(HISTORY[:5]))),
            Finding(PartKind.ANCHOR, Problem.CONTRADICTS, "anchor.json"),
        ),
        "an anchor of another key": (
            replace(sound, anchored=anchored(chain, OTHER_KEY)),
            Finding(PartKind.ANCHOR, Problem.NOT_SIGNED, "anchor.json"),
        ),
        "other words than were sealed": (
            replace(sound, openings=(Opening(4, SALT, {"statement": "本人同意。"}),)),
            Finding(PartKind.CONTENT, Problem.CONTRADICTS, "content/4.json", 4),
        ),
        "a section that the reader may not be given": (
            replace(sound, views=(replace(view, allowed=frozenset({"grounds"})),)),
            Finding(PartKind.DOCUMENT, Problem.CONTRADICTS, "views/employee.zh.json"),
        ),
        "a view of another record": (
            replace(sound, views=(replace(view, document=other_record),)),
            Finding(PartKind.DOCUMENT, Problem.CONTRADICTS, "views/employee.zh.json"),
        ),
    }


@pytest.mark.parametrize("case", unsound())
def test_an_unsound_dossier_is_refused(case: str) -> None:
    broken, finding = unsound()[case]

    with pytest.raises(UnsoundError) as refusal:
        build(broken, KEY)

    assert refusal.value.report.findings == (finding,)


def test_a_step_needs_its_event() -> None:
    with pytest.raises(KeyError):
        build(replace(dossier(), steps=(StepText(99, "发布", "何静"),)), KEY)


def test_two_views_for_one_reader_are_refused() -> None:
    view = dossier().views[0]

    with pytest.raises(ValueError, match="two views for employee in zh"):
        build(replace(dossier(), views=(view, view)), KEY)


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../x", "a//b", "名.txt", "a\\b", "C:x", ".x"])
def test_names_that_could_leave_the_folder_are_refused(name: str) -> None:
    with pytest.raises(ContainerError):
        write({name: b""})


def test_the_signature_can_be_checked_with_openssl(tmp_path: object) -> None:
    folder = str(tmp_path)
    with zipfile.ZipFile(BytesIO(build(dossier(), KEY))) as archive:
        archive.extractall(folder)
        command = next(
            line.split() for line in archive.read("README.en.txt").decode().splitlines() if "openssl" in line
        )

    checked = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    assert (checked.returncode, checked.stdout.strip()) == (0, "Signature Verified Successfully")
