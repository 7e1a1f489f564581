"""The page that explains the check by hand is run as it is printed."""

import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from jingjin.core.proof.keys import key_id
from jingjin.plans.evidence.pack import build
from jingjin.plans.tests.evidence.build import KEY, dossier

PAGE = (Path(__file__).parents[4] / "docs" / "evidence.md").read_text(encoding="utf-8")
PARTS_SCRIPT, CHAIN_SCRIPT, WORDS_SCRIPT = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
SIGNATURE_COMMAND, KEY_COMMAND = re.findall(r"```\n(openssl .*?)\n```", PAGE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with zipfile.ZipFile(BytesIO(build(dossier(), KEY))) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def said(folder: Path, *command: str) -> str:
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return result.stdout.strip()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_commands_for_signature_and_key(folder: Path) -> None:
    assert said(folder, "sh", "-c", SIGNATURE_COMMAND) == "Signature Verified Successfully"
    assert said(folder, "sh", "-c", KEY_COMMAND).split()[0] == key_id(KEY.public_key())


@pytest.mark.parametrize("script", [PARTS_SCRIPT, CHAIN_SCRIPT, WORDS_SCRIPT])
def test_the_scripts_are_silent_on_an_original(folder: Path, script: str) -> None:
    assert said(folder, sys.executable, "-c", script) == ""


@pytest.mark.parametrize(
    ("script", "part", "old", "new", "answer"),
    [
        (PARTS_SCRIPT, "README.en.txt", "Anybody", "Nobody", "changed: README.en.txt"),
        (CHAIN_SCRIPT, "chain.jsonl", '"actor":"lin"', '"actor":"sun"', "broken at event 4"),
        (
            WORDS_SCRIPT,
            "content/4.json",
            "不在本人",
            "就在本人",
            "other words than were sealed: content/4.json",
        ),
    ],
)
def test_the_scripts_name_what_was_changed(
    folder: Path, script: str, part: str, old: str, new: str, answer: str
) -> None:
    change(folder / part, old, new)

    assert said(folder, sys.executable, "-c", script) == answer


def test_the_table_of_parts_is_complete() -> None:
    with zipfile.ZipFile(BytesIO(build(dossier(), KEY))) as archive:
        names = {re.sub(r"content/\d+", "content/N", name) for name in archive.namelist()}
    general = {re.sub(r"views/\w+\.\w+\.", "views/ROLE.LANGUAGE.", name) for name in names}

    assert [name for name in sorted(general) if f"`{name}`" not in PAGE] == []
