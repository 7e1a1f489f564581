from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from jingjin.intake.reading import CellCode
from jingjin.intake.reading.calendar_text import (
    NoYear,
    ShortYear,
    Triple,
    parse_date,
)
from jingjin.intake.reading.period_text import (
    Quarter,
    parse_month,
    parse_quarter,
    parse_span,
    parse_week,
    parse_weekday,
)
from jingjin.intake.reading.periods import Period, Span
from jingjin.intake.reading.problems import CellError
from jingjin.intake.reading.scalars import (
    read_choice,
    read_number,
    read_person_number,
    read_text,
    read_yes_no,
    spellings_of,
)
from jingjin.intake.reading.text import clean, fold, split_unit


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("１２３．５", "123.5"),
        ("1,234,567.89", "1234567.89"),
        ("1，234", "1234"),
        ("1 234 567", "1234567"),
        ("1.2万", "12000"),
        ("3亿", "300000000"),
        ("1.5 万元", "15000"),
        ("¥1,200.00", "1200"),
        ("￥-3", "-3"),
        ("-￥3", "-3"),
        ("386元", "386"),
        ("(1,200)", "-1200"),
        ("（80）", "-80"),
        ("−5", "-5"),
        ("－5", "-5"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1e3", "1000"),
        ("\u00a07\u3000", "7"),
        ("0", "0"),
        (Decimal("0.875"), "0.875"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", " ", "\u3000", "-", "—", "/", "N/A", "#N/A", "无", None])
def test_nothing_is_nothing_and_never_zero(text: str | None) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    "text", ["1,23", "1,2345", "一百", "5-6号 迟到", "12%", "(-5)", "1.2.3", "12a", True, date(2026, 1, 1)]
)
def test_what_is_no_number(text: object) -> None:
    with pytest.raises(CellError) as caught:
        read_number(text)  # type: ignore[arg-type]  # any value of a cell

    assert caught.value.code == CellCode.BAD_NUMBER


def test_a_decimal_comma_is_read_where_the_column_has_it() -> None:
    assert read_number("1.234,5", decimal_comma=True) == Decimal("1234.5")
    assert read_number("1,500", decimal_comma=True) == Decimal("1.500")
    assert read_number("1,500") == Decimal(1500)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("00123", "00123"),
        ("００１２３", "00123"),
        ("'00123", "00123"),
        ('="00123"', "00123"),
        ("\t1001 ", "1001"),
        ("1001.0", "1001"),
        (Decimal(1001), "1001"),
        (Decimal("1001.0"), "1001"),
        (Decimal("1E+3"), "1000"),
        ("HZ-007", "HZ-007"),
        ("", None),
        ("无", None),
    ],
)
def test_numbers_of_people_are_text(value: str | Decimal, number: str | None) -> None:
    assert read_person_number(value) == number


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1.23E+17", CellCode.DIGITS_LOST),
        (Decimal(110101199003070000), CellCode.DIGITS_LOST),
        (Decimal("10.5"), CellCode.BAD_PERSON_NUMBER),
        (Decimal(-1), CellCode.BAD_PERSON_NUMBER),
        (date(2026, 1, 1), CellCode.BAD_PERSON_NUMBER),
        (True, CellCode.BAD_PERSON_NUMBER),
    ],
)
def test_what_is_no_number_of_a_person(value: object, code: CellCode) -> None:
    with pytest.raises(CellError) as caught:
        read_person_number(value)  # type: ignore[arg-type]  # any value of a cell

    assert caught.value.code == code


def test_free_text_keeps_chinese_punctuation_and_loses_blanks() -> None:
    assert read_text("\u3000Ａ组（华东），５人\u00a0 ") == "A组（华东），5人"
    assert read_text(Decimal("12.0")) == "12"
    assert read_text(date(2026, 1, 2)) == "2026-01-02"
    assert read_text(" ") is None


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("是", True),
        ("否", False),
        ("√", True),
        ("×", False),
        ("Y", True),
        ("no", False),
        ("１", True),
        (True, True),
        ("", None),
        ("-", None),
    ],
)
def test_yes_and_no(text: object, truth: object) -> None:
    assert read_yes_no(text) == truth  # type: ignore[arg-type]  # any value of a cell


def test_yes_or_no_is_not_guessed() -> None:
    with pytest.raises(CellError) as caught:
        read_yes_no("也许")

    assert caught.value.code == CellCode.BAD_YES_NO


def test_choices_by_any_spelling() -> None:
    spellings = spellings_of({"regular": ("正式", "Full Time")})

    assert read_choice(" full-time ", spellings) == "regular"
    assert read_choice("正　式", spellings) == "regular"
    with pytest.raises(CellError) as caught:
        read_choice("兼职", spellings, choices_zh="正式")
    assert caught.value.params == {"text": "兼职", "choices_zh": "正式"}


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-02",
        "2026/1/2",
        "2026.1.2",
        "2026年1月2日",
        "２０２６年１月２日",
        "2026 年 1 月 2 日",
        "20260102",
        "2026-01-02 08:30:15",
        "2026-01-02T08:30:15Z",
        "2026/1/2 下午 5:30",
        "2026年1月2日 星期五",
        "2026-01-02（周五）",
        "46024",
        "2 Jan 2026",
        "2-January-2026",
        "Jan 2, 2026",
        "January 2nd 2026",
    ],
)
def test_dates_that_say_all(text: str) -> None:
    assert parse_date(text) == date(2026, 1, 2)


def test_serials_as_numbers() -> None:
    assert parse_date(Decimal(43609)) == date(2019, 5, 24)
    assert parse_date(Decimal("43609.5")) == date(2019, 5, 24)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("01-02-2015", Triple(1, 2, 2015, full_year=True)),
        ("1/13/2015", Triple(1, 13, 2015, full_year=True)),
        ("2.1.2026", Triple(2, 1, 2026, full_year=True)),
        ("01-03-17", Triple(1, 3, 17, full_year=False)),
        ("22年3月1日", ShortYear(22, 3, 1)),
        ("1-Feb-17", ShortYear(17, 2, 1)),
        ("5月17日", NoYear(Period.DAY, 5, 17)),
    ],
)
def test_dates_that_leave_something_open(text: str, found: object) -> None:
    assert parse_date(text) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5月17日上午", CellCode.BAD_DATE),
        ("2026-02-30", CellCode.BAD_DATE),
        ("13月1日", CellCode.BAD_DATE),
        ("待定", CellCode.BAD_DATE),
        ("0001-01-01", CellCode.BAD_DATE),
        ("2026", CellCode.BAD_DATE),
        ("2026-01", CellCode.DATE_WITHOUT_DAY),
        ("2026年5月", CellCode.DATE_WITHOUT_DAY),
        (True, CellCode.BAD_DATE),
    ],
)
def test_what_is_no_date(text: object, code: CellCode) -> None:
    with pytest.raises(CellError) as caught:
        parse_date(text)  # type: ignore[arg-type]  # any value of a cell

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("value", "month"),
    [
        ("2018-5", date(2018, 5, 1)),
        ("2018-05", date(2018, 5, 1)),
        ("2026年5月", date(2026, 5, 1)),
        ("2026年05月份", date(2026, 5, 1)),
        ("201805", date(2018, 5, 1)),
        ("May 2018", date(2018, 5, 1)),
        ("05/2018", date(2018, 5, 1)),
        ("2018.11", date(2018, 11, 1)),
        (Decimal("2018.11"), date(2018, 11, 1)),
        (Decimal(201805), date(2018, 5, 1)),
        ("2018-05-31", date(2018, 5, 1)),
        (date(2018, 5, 31), date(2018, 5, 1)),
        ("5月", NoYear(Period.MONTH, 5)),
        ("５月份", NoYear(Period.MONTH, 5)),
        ("Sept", NoYear(Period.MONTH, 9)),
    ],
)
def test_months(value: str | Decimal | date, month: object) -> None:
    assert parse_month(value) == month


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2018-13", CellCode.BAD_MONTH),
        ("年初", CellCode.BAD_MONTH),
        (Decimal("2018.1"), CellCode.MONTH_ZERO_LOST),
    ],
)
def test_what_is_no_month(value: str | Decimal, code: CellCode) -> None:
    with pytest.raises(CellError) as caught:
        parse_month(value)

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("Q1 2017", Quarter(2017, 1)),
        ("2017Q4", Quarter(2017, 4)),
        ("2017年第三季度", Quarter(2017, 3)),
        ("2017-Q2", Quarter(2017, 2)),
        ("一季度", Quarter(None, 1)),
        ("Quarter1", None),
        ("2017", None),
        ("第一", None),
    ],
)
def test_quarters(text: str, quarter: Quarter | None) -> None:
    assert parse_quarter(text) == quarter


@pytest.mark.parametrize(
    "text", ["2026-W05", "2026W5", "2026年第5周", "2026 week 5", "W5, 2026", "week 05/2026"]
)
def test_weeks_begin_on_monday(text: str) -> None:
    assert parse_week(text) == date(2026, 1, 26)


@pytest.mark.parametrize("text", ["第5周", "2026-W54", "5"])
def test_what_is_no_week(text: str) -> None:
    assert parse_week(text) is None


def test_spans() -> None:
    assert parse_span("2026Q2") == Span(Period.QUARTER, date(2026, 4, 1))
    assert parse_span("二季度") == NoYear(Period.QUARTER, 4)
    assert parse_span("2026-W05") == Span(Period.WEEK, date(2026, 1, 26))
    assert parse_span("2026年5月") == Span(Period.MONTH, date(2026, 5, 1))
    assert parse_span("2026-05-04") is None
    with pytest.raises(CellError) as caught:
        parse_span(Decimal("2018.1"))
    assert caught.value.code == CellCode.MONTH_ZERO_LOST


def test_weekdays() -> None:
    assert [parse_weekday(text) for text in ("Monday", "星期二", "周三", "Thu", "五", "礼拜六", "Sun.", "x")] == [
        0, 1, 2, 3, 4, 5, 6, None,
    ]  # fmt: skip


def test_spellings_of_names() -> None:
    assert fold("Date of　Ｈire ") == fold("dateofhire") == "dateofhire"
    assert fold("<=15min") != fold(">=15min")
    assert split_unit("销售额（万元）") == ("销售额", "万元")
    assert split_unit("(单位)") == ("(单位)", "")
    assert clean("\u200b林\u3000") == "林"
