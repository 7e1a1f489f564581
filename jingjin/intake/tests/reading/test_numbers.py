from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jingjin.intake.reading import (
    CellCode,
    Kind,
    Mapping,
    QuestionCode,
    Records,
    Scale,
    parse_rows,
    propose_mapping,
)
from jingjin.intake.tests.reading.made import TODAY, csv_bytes, one_field, sheet_of

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict


def read(
    kind: Kind,
    *cells: str,
    name: str = "值",
    answers: dict[str, str] | None = None,
    remembered: Dict[str, str] | None = None,
) -> Records:
    target = one_field(kind, name)
    sheet = sheet_of(csv_bytes(f"姓名\t{name}", *(f"人{i}\t{cell}" for i, cell in enumerate(cells))), target)
    mapping = propose_mapping(sheet, target).mapping().with_answers(remembered or {})
    return parse_rows(sheet, target, mapping, today=TODAY, answers=answers)


def values(records: Records) -> list[object]:
    return [record.values["it"] for record in records.records]


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (["40%", "60 ％"], ["0.4", "0.6"]),
        (["百分之40", "60%"], ["0.4", "0.6"]),
        (["0.4", "0.3", "0.3"], ["0.4", "0.3", "0.3"]),
        (["40", "30", "30"], ["0.4", "0.3", "0.3"]),
        (["85", "100", "0"], ["0.85", "1", "0"]),
        (["40%", "0.6"], ["0.4", "0.6"]),
        (["0", "0"], ["0", "0"]),
        (["1", "0.5"], ["1", "0.5"]),
    ],
)
def test_a_column_says_what_its_bare_numbers_mean(cells: list[str], shares: list[str]) -> None:
    records = read(Kind.PERCENT, *cells)

    assert values(records) == [Decimal(share) for share in shares]
    assert records.questions == []


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (["1", "1"], "值"),
        (["1.2", "0.8"], "值"),
        (["0.5", "40"], "值"),
        (["5", "3"], "值"),
        (["0.4", "0.6"], "值(%)"),
    ],
)
def test_a_column_that_could_mean_both_is_asked(cells: list[str], name: str) -> None:
    records = read(Kind.PERCENT, *cells, name=name)

    question = records.questions[0]
    assert (question.code, question.key) == (QuestionCode.PERCENT_SCALE, "percent_scale:it")
    assert [option.value for option in question.options] == [Scale.SHARE, Scale.POINTS]
    assert values(records) == [None, None]
    assert records.problems == []


def test_examples_show_what_an_answer_would_do() -> None:
    question = read(Kind.PERCENT, "1.2", "0.8").questions[0]

    assert [[(e.text, e.reading, e.row) for e in option.examples] for option in question.options] == [
        [("1.2", "120 %", 2), ("0.8", "80 %", 3)],
        [("1.2", "1.2 %", 2), ("0.8", "0.8 %", 3)],
    ]


def test_the_answer_is_followed() -> None:
    answers = {"percent_scale:it": "points"}

    assert values(read(Kind.PERCENT, "1.2", "80%", answers=answers)) == [Decimal("0.012"), Decimal("0.8")]


def test_a_marked_cell_needs_no_answer() -> None:
    assert values(read(Kind.PERCENT, "40%", "1.2", "0.8")) == [Decimal("0.4"), None, None]


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["1,5", "2,25", "1.234,5", "7"], ["1.5", "2.25", "1234.5", "7"]),
        (["1,5", "1.234"], ["1.5", "1234"]),
        (["1,500", "2,000"], ["1500", "2000"]),
        (["1,500", "2.5"], ["1500", "2.5"]),
    ],
)
def test_a_column_says_what_its_comma_means(cells: list[str], numbers: list[str]) -> None:
    records = read(Kind.NUMBER, *cells)

    assert values(records) == [Decimal(number) for number in numbers]
    assert records.questions == []


def test_a_comma_that_means_both_is_asked() -> None:
    records = read(Kind.NUMBER, "1,5", "1,500")

    question = records.questions[0]
    assert (question.key, values(records)) == ("decimal_mark:it", [None, None])
    assert [(o.value, [(e.text, e.reading) for e in o.examples]) for o in question.options] == [
        ("point", [("1,500", "1500")]),
        ("comma", [("1,500", "1.5")]),
    ]
    assert values(read(Kind.NUMBER, "1,5", "1,500", answers={"decimal_mark:it": "comma"})) == [
        Decimal("1.5"),
        Decimal("1.5"),
    ]


def test_a_slip_among_points_is_a_problem() -> None:
    records = read(Kind.NUMBER, "1,5", "1,500", "2.5")

    assert values(records) == [None, Decimal(1500), Decimal("2.5")]
    assert [(p.row, p.code) for p in records.problems] == [(2, CellCode.BAD_NUMBER)]


def test_problems_name_row_and_column() -> None:
    records = read(Kind.NUMBER, "1", "约三成", "", "-")

    assert values(records) == [Decimal(1), None, None, None]
    assert [(p.row, p.column, p.column_name, p.code, p.params) for p in records.problems] == [
        (3, 2, "值", CellCode.BAD_NUMBER, {"text": "约三成"})
    ]


def test_answers_worth_remembering_are_saved_with_the_mapping() -> None:
    answers = {"percent_scale:it": "share", "date_order:hired": "day_first", "year:month": "2026"}

    saved = Mapping.from_json(Mapping("one", "x", ()).with_answers(answers).to_json())

    assert saved.answers == {"percent_scale:it": "share", "date_order:hired": "day_first"}
    assert values(read(Kind.PERCENT, "1.2", "0.8", remembered=saved.answers)) == [
        Decimal("1.2"),
        Decimal("0.8"),
    ]
