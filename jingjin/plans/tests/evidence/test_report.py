"""What people read after a check, and the exit code that scripts read."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from jingjin.core.proof.keys import key_id, public_pem
from jingjin.plans.evidence import phrases
from jingjin.plans.evidence.container import read
from jingjin.plans.evidence.explanation import grouped
from jingjin.plans.evidence.findings import Finding, PartKind, Problem
from jingjin.plans.evidence.pack import build
from jingjin.plans.evidence.readme import readme
from jingjin.plans.evidence.report import describe, main_verify
from jingjin.plans.evidence.words import LANGUAGES, Language
from jingjin.plans.tests.evidence.build import KEY, OTHER_KEY, dossier

FINGERPRINT = grouped(key_id(KEY.public_key()))

PASSED_ZH = f"""证据文件核验：{{path}}

结果：通过。文件的每一个字节都与签发时一致。

依据的公钥
  你给的公钥，指纹：
  {FINGERPRINT}

文件内容
  文件：绩效改进计划，编号PIP-2026-0042
  公司：云杉仪器（苏州）有限公司
  员工：林知夏 Lin Zhixia，工号001024
  签发：2026-11-24T06:00:00.000000Z（服务器时间，UTC）
  步骤：2
"""

BROKEN_EN = f"""Check of evidence file {{path}}

Result: failed. What is wrong:
  - PDF (employee’s view, Chinese): It is not as it was when signed.

Key relied on
  The key inside the file, not independently trusted: it proves only that the file is unchanged since it was \
signed. To prove that the company signed it, obtain the company’s public key and check again with --key. \
Fingerprint:
  {FINGERPRINT}

What the file holds
  Document: 绩效改进计划, number PIP-2026-0042
  Company: 云杉仪器（苏州）有限公司
  Employee: 林知夏 Lin Zhixia, number 001024
  Signed: 2026-11-24T06:00:00.000000Z (server time, UTC)
  Steps: 2
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "plan.zip"
    file.write_bytes(build(dossier(), KEY))
    return file


@pytest.fixture
def key_path(tmp_path: Path) -> Path:
    file = tmp_path / "company.pem"
    file.write_bytes(public_pem(KEY.public_key()))
    return file


def test_a_passed_check_in_chinese(path: Path, key_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main_verify(str(path), str(key_path), "zh")

    assert (code, capsys.readouterr().out) == (0, PASSED_ZH.format(path=path))


def test_a_failed_check_in_english(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_bytes(path.read_bytes().replace(b"%PDF-1.7 zh", b"%PDF-1.6 zh"))

    code = main_verify(str(path), None, "en")

    assert (code, capsys.readouterr().out) == (1, BROKEN_EN.format(path=path))


def test_another_key_shows_both_fingerprints(
    path: Path, key_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key_path.write_bytes(public_pem(OTHER_KEY.public_key()))

    code = main_verify(str(path), str(key_path), "zh")

    out = capsys.readouterr().out
    assert code == 1
    assert re.findall(r"(?:[0-9a-f]{4} ?){16}", out) == [grouped(key_id(OTHER_KEY.public_key())), FINGERPRINT]
    assert "文件内容" not in out


@pytest.mark.parametrize(
    ("name", "key_name", "said"),
    [
        ("none.zip", None, "读不了文件{folder}/none.zip：没有这个文件。\n"),
        ("plan.zip", "none.pem", "读不了公钥{folder}/none.pem：没有这个文件。\n"),
        ("plan.zip", "plan.zip", "读不了公钥{folder}/plan.zip：不是PEM格式的Ed25519公钥。\n"),
    ],
)
def test_what_cannot_be_read_is_not_called_broken(
    path: Path, name: str, key_name: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = path.parent

    code = main_verify(str(folder / name), str(folder / key_name) if key_name else None, "zh")

    assert (code, capsys.readouterr().err) == (2, said.format(folder=folder))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_and_problem_can_be_said(language: Language) -> None:
    said = {
        describe(Finding(part, problem, "views/hr.en.pdf", 7), language)
        for part in PartKind
        for problem in Problem
    }

    assert len(said) == len(PartKind) * len(Problem)
    assert not [line for line in said if "{" in line or "None" in line]


def test_events_are_named_by_number() -> None:
    finding = Finding(PartKind.EVENT, Problem.REMOVED, "chain.jsonl", 7)

    assert describe(finding, "zh") == "事件链第7条：被删除，后面的还在。"
    assert (
        describe(finding, "en") == "Event 7 of the chain: It was removed, while later ones are still there."
    )


def test_a_forged_title_cannot_steer_the_terminal(
    path: Path, key_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes(build(replace(dossier(), title="\x1b[2K完整"), KEY))

    main_verify(str(path), str(key_path), "zh")

    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "table", ["ROLES", "LANGUAGE_NAMES", "PARTS", "PROBLEMS", "TRUST", "REPORT", "PRINT"]
)
def test_both_languages_say_everything_with_the_same_values(table: str) -> None:
    for texts in getattr(phrases, table).values():
        assert sorted(texts) == ["en", "zh"]
        assert sorted(re.findall(r"{\w+}", texts["zh"])) == sorted(re.findall(r"{\w+}", texts["en"]))


NOT_EXPLAINED = {
    language: {
        "README.zh.txt",
        "README.en.txt",
        "content/4.json",
        f"views/{other}.pdf",
        f"views/{other}.json",
    }
    for language, other in (("zh", "manager.en"), ("en", "employee.zh"))
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readme_explains_with_names_that_are_in_the_file(language: Language) -> None:
    text = readme(language, key_id(KEY.public_key()))
    inside = {entry.name for entry in read(build(dossier(), KEY))}
    named = set(re.findall(r"[a-z]+(?:[_/][a-z]+)*(?:\.zh|\.en)?\.(?:jsonl?|sig|pem|pdf)", text))

    assert FINGERPRINT in text
    assert {name.replace("employee.en", "manager.en") for name in named} == inside - NOT_EXPLAINED[language]


def test_the_check_needs_no_django(path: Path) -> None:
    code = (
        "import sys\n"
        "from jingjin.plans.evidence.report import main_verify\n"
        "result = main_verify(sys.argv[1], None, 'en')\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "ours = {'.'.join(name.split('.')[:3]) for name in sys.modules if name.startswith('jingjin.')}\n"
        "print(result, sorted(loaded & {'django', 'ninja', 'typst', 'psycopg'}), sorted(ours))\n"
    )
    command = [sys.executable, "-c", code, str(path)]

    result = subprocess.run(command, capture_output=True, text=True, check=True)

    ours = ["jingjin.core", "jingjin.core.proof", "jingjin.plans", "jingjin.plans.evidence"]
    assert result.stdout.splitlines()[-1] == f"0 [] {ours}"
