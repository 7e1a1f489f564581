from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from jingjin.intake.reading import (
    CellCode,
    EvidenceCode,
    FileCode,
    FileProblem,
    Problem,
    QuestionCode,
    ReasonCode,
    Sensitive,
    SkipReason,
    phrases,
    propose_mapping,
)
from jingjin.intake.tests.reading.made import ROSTER, csv_bytes, sheet_of

if TYPE_CHECKING:
    from enum import StrEnum

CODES: list[StrEnum] = [
    code
    for codes in (CellCode, EvidenceCode, FileCode, QuestionCode, ReasonCode, Sensitive, SkipReason)
    for code in codes
]


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_both_languages_with_the_same_places(code: StrEnum) -> None:
    chinese, english = phrases._ALL[code]

    assert re.search("[一-鿿]", chinese)
    assert not re.search("[一-鿿]", english)
    assert places(chinese) == places(english)


def places(sentence: str) -> list[str]:
    """What a sentence has places for; lists and names can come in its own language."""
    return sorted(name.removesuffix("_zh").removesuffix("_en") for name in re.findall(r"{(\w+)}", sentence))


def test_codes_of_different_kinds_do_not_share_a_word() -> None:
    assert len(phrases._ALL) == len(CODES)


def test_a_problem_says_where_what_and_what_to_do() -> None:
    problem = Problem(CellCode.BAD_DATE, 12, 3, "入职日期", {"text": "13月1日"})

    assert (
        phrases.problem_sentence(problem, "zh")
        == "第12行“入职日期”（C列）：“13月1日”不是日期。写成2026-01-31这样。"
    )
    assert phrases.problem_sentence(problem, "en") == (
        "Row 12, “入职日期” (column C): “13月1日” is no date. Write it like 2026-01-31."
    )


def test_a_problem_without_a_place() -> None:
    problem = Problem(CellCode.COLUMN_MISSING, params={"field_zh": "工号", "field_en": "number"})

    assert phrases.problem_sentence(problem, "zh") == "缺少“工号”这一列。加上它，或把已有的一列对应过来。"


def test_a_file_problem_says_what_to_do() -> None:
    problem = FileProblem(FileCode.WRONG_KIND, kind="pdf")

    assert phrases.file_sentence(problem, "zh") == "读不了pdf文件。请另存为XLSX或CSV再上传。"


def test_reasons_of_a_refused_column() -> None:
    sheet = sheet_of(csv_bytes("工号,姓名,身份证号", "001,林,x"))

    said = phrases.reasons_sentence(propose_mapping(sheet, ROSTER).columns[2], "zh")

    assert said == "证件号码；从列名看是敏感信息，默认不导入"
