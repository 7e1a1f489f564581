"""The roster through the import pages: read, difference, all or nothing, twice, everybody, problems by row."""

from __future__ import annotations

import io
import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jingjin.core.actor import system
from jingjin.intake.public import KINDS, Job, Preview, read_bytes
from jingjin.org.actions.roster.writing import apply_roster
from jingjin.org.models import LineClosure, Person, Unit
from tests.cast import TODAY

if TYPE_CHECKING:
    from django.test import Client

    from tests.cast import Cast

HEAD = "工号,姓名,部门,岗位,直接上级工号,入职日期\n"
NEW = (
    HEAD
    + "00401,单雪梅,云杉仪器/华东大区/华东二部,客户经理,00101,2026-03-02\n００４０２,王小明,华东一部,客户经理,00401,2026-03-16\n"
)


def job(text: str | bytes, name: str = "花名册.csv", **options: bool) -> Job:
    data = text if isinstance(text, bytes) else text.encode()
    read = read_bytes(KINDS["people"], data, name, today=TODAY)
    assert read.records.questions == []
    return Job(system("test"), read.records, options, TODAY)


def preview(text: str | bytes, name: str = "花名册.csv", **options: bool) -> Preview:
    return KINDS["people"].preview(job(text, name, **options))


def labels(preview: Preview) -> tuple[list[str], list[str], int, list[str]]:
    return (
        [row.label for row in preview.added],
        [row.label for row in preview.changed],
        preview.unchanged,
        [row.label for row in preview.removed],
    )


def test_new_people_units_and_lines_are_written(cast: Cast) -> None:
    apply_roster(job(NEW))
    shan = Person.objects.get(number="00401")
    wang = Person.objects.get(number="00402")

    assert (shan.pinyin, shan.unit and shan.unit.name, shan.manager) == ("Shan Xuemei", "华东二部", cast.zhao)
    assert Unit.objects.get(name="华东二部").parent == cast.units["east"]
    assert (wang.unit, wang.manager) == (cast.units["east_one"], shan)
    assert LineClosure.objects.filter(person=wang, manager=cast.gao).exists()


def test_same_file_twice_changes_nothing(cast: Cast) -> None:
    apply_roster(job(NEW))

    assert labels(preview(NEW)) == ([], [], 2, [])


def test_only_what_differs_is_changed(cast: Cast) -> None:
    file = "工号,姓名,岗位,直接上级工号\n00201,林知夏,高级客户经理,00102\n00202,钱进,客户经理,00102\n"

    seen = preview(file)
    apply_roster(job(file))
    cast.lin.refresh_from_db()

    assert labels(seen) == ([], ["林知夏 · 00201"], 1, [])
    assert (cast.lin.title, cast.lin.manager, cast.lin.unit) == (
        "高级客户经理",
        cast.sun,
        cast.units["east_one"],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_titles_blanks_and_totals(cast: Cast, encoding: str) -> None:
    file = "云杉仪器花名册,,,,,\n2026年11月,,,,,\n" + NEW + ",,,,,\n合计,2人,,,,\n"

    assert labels(preview(file.encode(encoding))) == (["单雪梅 · 00401", "王小明 · 00402"], [], 0, [])


def test_workbook_keeps_leading_zeros(cast: Cast) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["员工花名册"], [], ["工号", "姓名", "入职日期"], ["00401", "单雪梅", date(2026, 3, 2)]):
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)

    assert labels(preview(data.getvalue(), "花名册.xlsx"))[0] == ["单雪梅 · 00401"]


def test_english_heads_and_reversed_names(cast: Cast) -> None:
    file = 'Employee ID,Employee Name,Department,Manager Name,Hire Date\nE1,"Smith, Ann B",Sales,,2026-01-13\nE2,"Jones, Bo",Sales,Ann Smith,2026-01-14\n'

    apply_roster(job(file, "roster.csv"))
    bo = Person.objects.get(number="E2")

    assert bo.manager is not None
    assert bo.manager.number == "E1"


def findings(file: str) -> list[tuple[int | None, bool]]:
    return [(finding.row, finding.blocking) for finding in preview(file).findings]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("00401,甲,,,99999,2026-03-02\n", [(2, False)]),
        ("00401,甲,,,,2026-03-02\n", [(2, False)]),
        ("00401,甲,,,00402,2026-03-02\n00402,乙,,,00401,2026-03-02\n", [(2, True), (3, True)]),
        ("00401,甲,,,00101,2026-03-02\n00401,甲,,,00101,2026-03-02\n", [(3, True)]),
        ("00401,甲,,,00101,2026-03-02\n00401,乙,,,00101,2026-03-02\n", [(3, True)]),
        ("00101,赵启航,,,00201,2024-07-01\n", [(2, True)]),
    ],
)
def test_problems_are_named_by_row(cast: Cast, rows: str, found: list[tuple[int | None, bool]]) -> None:
    assert findings(HEAD + rows) == found


def test_partial_file_removes_nobody(cast: Cast) -> None:
    assert list(preview(NEW).removed) == []


def test_everybody_names_who_is_gone_and_asks_twice(cast: Cast) -> None:
    seen = preview(NEW, everybody=True)

    assert len(seen.removed) == 9
    assert seen.confirm != ""


def upload(client: Client, text: str | bytes, name: str = "花名册.csv") -> str:
    data = text if isinstance(text, bytes) else text.encode()
    answer = client.post("/import/people/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return answer.headers["Location"]


def test_page_shows_the_difference_first_and_then_writes_all(cast: Cast) -> None:
    client = cast.client(cast.bai)
    address = upload(client, NEW)
    page = client.get(address).content.decode()
    before = Person.objects.filter(number="00401").exists()

    done = client.post(address + "apply/")

    assert ("单雪梅 · 00401" in page, before) == (True, False)
    assert done.status_code == 302
    assert Person.objects.filter(number="00401").exists()
    assert client.post(address + "apply/").status_code == 403


def test_blocked_file_writes_nothing(cast: Cast) -> None:
    client = cast.client(cast.bai, "en")
    address = upload(client, HEAD + "00401,甲,,,00402,2026-03-02\n00402,乙,,,00401,2026-03-02\n")

    answer = client.post(address + "apply/")

    assert answer.status_code == 422
    assert Person.objects.filter(number="00401").exists() is False


def test_mapping_is_remembered_for_the_same_head(cast: Cast) -> None:
    client = cast.client(cast.bai)
    file = "编码,人,部门\n00401,单雪梅,华东一部\n"
    address = upload(client, file)
    client.post(address, {"column-1": "number", "column-2": "name", "column-3": "unit"})
    client.post(address + "apply/")

    again = client.get(upload(client, file.replace("00401,单雪梅", "00402,王小明"))).content.decode()

    assert re.findall(r'<option value="(\w+)" selected>', again) == ["number", "name", "unit"]


def test_dates_that_fit_both_ways_are_asked_not_guessed(cast: Cast) -> None:
    client = cast.client(cast.bai, "en")
    address = upload(client, "工号,姓名,入职日期\n00401,甲,01-02-2026\n00402,乙,03-04-2026\n")
    page = client.get(address).content.decode()

    assert "preview" not in page
    assert client.post(address + "apply/").status_code == 422
    client.post(
        address,
        {
            "column-1": "number",
            "column-2": "name",
            "column-3": "hired_on",
            "answer-date_order:hired_on": "day_first",
        },
    )
    client.post(address + "apply/")
    assert Person.objects.get(number="00401").hired_on == date(2026, 2, 1)


def test_identity_cards_are_refused_by_default(cast: Cast) -> None:
    client = cast.client(cast.bai)
    page = client.get(upload(client, "工号,姓名,身份证号\n00401,甲,11010519491231002X\n")).content.decode()

    assert "11010519491231002X" not in page


@pytest.mark.parametrize("who", ["lin", "zhao", "he", "gao", "mo", "tan"])
def test_only_hr_admins_import(cast: Cast, who: str) -> None:
    assert cast.client(getattr(cast, who)).get("/import/people/").status_code == 404


def test_upload_of_another_is_not_found(cast: Cast) -> None:
    address = upload(cast.client(cast.bai), NEW)

    assert cast.client(cast.he).get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "data"),
    [("leer.csv", b""), ("bild.csv", b"\x89PNG\r\n\x1a\n" + b"0" * 50), ("x.xlsx", b"PK\x03\x04broken")],
)
def test_unreadable_files_get_a_sentence(cast: Cast, name: str, data: bytes) -> None:
    answer = cast.client(cast.bai, "en").post("/import/people/", {"file": SimpleUploadedFile(name, data)})

    assert answer.status_code == 422
    assert 'class="field-error"' in answer.content.decode()


def real(*parts: str) -> bytes:
    root = os.environ.get("JINGJIN_REAL_DATA")
    if not root:
        pytest.skip("JINGJIN_REAL_DATA is not set")
    return Path(root, *parts).read_bytes()


@pytest.mark.slow
def test_workforce_imports_with_the_figures_of_its_note(cast: Cast) -> None:
    data = real("workforce", "HRDataset_v14.csv")
    read = read_bytes(KINDS["people"], data, "HRDataset_v14.csv", today=TODAY)
    plan = apply_roster(Job(system("test"), read.records, {}, TODAY))

    assert len(plan.added) == 311
    assert len([finding for finding in plan.findings if finding.blocking]) == 0
    assert len(plan.lines.no_number) == 8
    assert Person.objects.filter(number__in=[row.number for row in plan.rows]).count() == 311
    assert (
        Person.objects.filter(number__in=[str(n) for n in range(10298, 10311)], left_on__isnull=False).count()
        == 5
    )
    again = read_bytes(KINDS["people"], data, "HRDataset_v14.csv", today=TODAY)
    assert KINDS["people"].preview(Job(system("test"), again.records, {}, TODAY)).total == 0
