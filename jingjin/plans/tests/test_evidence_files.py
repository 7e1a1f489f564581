"""Evidence files of real plans: whole, signed, readable by outsiders, each view for its reader."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from jingjin.audit import public as audit
from jingjin.core import files
from jingjin.core.errors import Denied, NotFound
from jingjin.plans import public as plans
from jingjin.plans.access import get_evidence_file
from jingjin.plans.actions.proving import build_evidence
from jingjin.plans.evidence.verify import verify_bytes
from jingjin.plans.queries.texts import Reader, reader
from jingjin.plans.tests.evidence.fonts import font_folders
from jingjin.plans.tests.story import STATEMENT, Story, at, story_until
from tests.cast import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from jingjin.org.public import Person
    from jingjin.plans.models import EvidenceFile
    from tests.cast import Cast

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Path) -> None:
    """Fonts, and an anchor file of its own: the database forgets each test, a file does not."""
    settings.PDF_FONTS = font_folders()[0]
    settings.ANCHOR_FILE = tmp_path / "anchors.jsonl"


def reader_for(cast: Cast, person: Person) -> Reader:
    return reader(cast.actor(person), zone="Asia/Shanghai", today=TODAY)


def made(cast: Cast, story: Story, person: Person, view: str, language: Any = "zh") -> EvidenceFile:
    plan = plans.get_plan(cast.actor(person), story.plan.uid)
    return build_evidence(
        plan=plan, view=view, language=language, reader=reader_for(cast, person), now=at(11, 25)
    )


def contested(cast: Cast) -> Story:
    story = story_until(cast, Story.published).answered("disagree", STATEMENT)
    plans.hr_reply(by=story.he, plan=story.plan.uid, decision="keep", text="另行跟进", now=at(11, 26))
    return story


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_file_passes_the_outsiders_check(cast: Cast, language: str) -> None:
    row = made(cast, contested(cast), cast.he, "hr", language)

    report = verify_bytes(files.read(row.file), trusted_key=audit.signing_key().public_key())

    assert report.findings == ()
    assert report.manifest is not None
    assert report.manifest.employee_number == cast.lin.number
    assert len(report.manifest.steps) == row.head


def test_a_changed_byte_is_named(cast: Cast) -> None:
    data = bytearray(files.read(made(cast, contested(cast), cast.lin, "employee").file))
    place = data.index("交期".encode())
    data[place] ^= 1

    assert not verify_bytes(bytes(data), trusted_key=audit.signing_key().public_key()).ok


def test_the_statement_is_opened_word_for_word_and_drafting_stays_closed(cast: Cast) -> None:
    row = made(cast, contested(cast), cast.lin, "employee")
    archive = zipfile.ZipFile(io.BytesIO(files.read(row.file)))
    events = audit.events_of(row.plan.uid)
    answered = next(one.seq for one in events if one.kind == "plan.answered")
    opened = {name for name in archive.namelist() if name.startswith("content/")}

    content = json.loads(archive.read(f"content/{answered}.json"))["content"]

    assert content["statement"] == STATEMENT
    drafting = {one.seq for one in events if one.kind in ("plan.edited", "plan.submitted", "plan.opened")}
    assert not opened & {f"content/{seq}.json" for seq in drafting}


def test_no_finding_of_the_pre_check_is_in_a_file(cast: Cast) -> None:
    row = made(cast, contested(cast), cast.he, "hr")
    archive = zipfile.ZipFile(io.BytesIO(files.read(row.file)))

    told = b"".join(archive.read(name) for name in archive.namelist() if name.endswith((".json", ".jsonl")))

    for word in ("protected", "onboarding", "environment_share", "保护期"):
        assert word.encode() not in told


def test_each_reader_gets_the_own_view(cast: Cast) -> None:
    story = contested(cast)
    for person, view in ((cast.lin, "hr"), (cast.zhao, "employee"), (cast.zhao, "hr")):
        with pytest.raises(Denied):
            made(cast, story, person, view)
    own = made(cast, story, cast.lin, "employee")
    of_hr = made(cast, story, cast.he, "hr")

    assert get_evidence_file(cast.actor(cast.lin), own.uid).pk == own.pk
    assert get_evidence_file(cast.actor(cast.he), own.uid).pk == own.pk
    for by, row in ((cast.lin, of_hr), (cast.zhao, own), (cast.qian, own), (cast.gao, of_hr)):
        with pytest.raises(NotFound):
            get_evidence_file(cast.actor(by), row.uid)


def test_a_sealed_plan_gives_the_whole_story_to_its_person(cast: Cast) -> None:
    row = made(cast, story_until(cast, Story.closed), cast.lin, "employee", "en")
    archive = zipfile.ZipFile(io.BytesIO(files.read(row.file)))

    document = json.loads(archive.read("views/employee.en.json"))

    keys = [section["key"] for section in document["sections"]]
    assert keys == [
        *("grounds", "environment", "expectations", "support", "rule", "consequence", "answer"),
        *("check_ins", "training", "results", "outcome", "history"),
    ]


def test_making_and_downloading_on_the_page(cast: Cast) -> None:
    story = contested(cast)
    client = cast.client(cast.he)

    sent = client.post(f"/plans/{story.plan.uid}/evidence/", {"view": "hr", "language": "zh"})

    assert sent.status_code == 302
    row = story.plan.evidence_files.get()
    answer = client.get(f"/plans/evidence/{row.uid}/")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{row.file.name}"'
    assert verify_bytes(answer.content, trusted_key=audit.signing_key().public_key()).ok
    assert {entry.what for entry in audit.access_log(cast.lin.uid)} == {"plan.evidence"}
