from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jingjin.intake.reading import (
    BORN,
    PAST,
    CellCode,
    EvidenceCode,
    Kind,
    Mapping,
    Order,
    Period,
    QuestionCode,
    Records,
    Span,
    parse_rows,
    propose_mapping,
)
from jingjin.intake.reading.dates import full_year
from jingjin.intake.tests.reading.made import TODAY, csv_bytes, one_field, sheet_of, xlsx

KEY = "date_order:it"
SHAPES = {
    Order.DAY_FIRST: "{d:02}{s}{m:02}{s}{y}",
    Order.MONTH_FIRST: "{m:02}{s}{d:02}{s}{y}",
    Order.YEAR_FIRST: "{y}{s}{m:02}{s}{d:02}",
}


def read(
    *cells: str,
    check: list[str] | None = None,
    answers: dict[str, str] | None = None,
    remembered: dict[str, str] | None = None,
    newest: int = PAST,
    kind: Kind = Kind.DATE,
    title: str = "",
) -> Records:
    target = one_field(kind, "日期", newest)
    checks = check or ["无"] * len(cells)
    rows = [f"人{i},{cell},{beside}" for i, (cell, beside) in enumerate(zip(cells, checks, strict=True))]
    sheet = sheet_of(csv_bytes(f"{title},,", "姓名,日期,旁证", *rows), target)
    mapping = propose_mapping(sheet, target).mapping()
    mapping = Mapping(mapping.target, mapping.fingerprint, mapping.columns, remembered or {})
    return parse_rows(sheet, target, mapping, today=TODAY, answers=answers)


def values(records: Records) -> list[object]:
    return [record.values["it"] for record in records.records]


def test_one_cell_that_allows_one_order_decides_the_column() -> None:
    records = read("01-02-2015", "1/13/2015")

    assert values(records) == [date(2015, 1, 2), date(2015, 1, 13)]
    decision = records.decisions[0]
    assert (decision.value, decision.evidence) == (Order.MONTH_FIRST, EvidenceCode.VALUES)
    assert [(e.text, e.reading) for e in decision.examples] == [("1/13/2015", "2015-01-13")]


def test_day_first_is_decided_the_same_way() -> None:
    assert values(read("01-02-2015", "13.1.2015")) == [date(2015, 2, 1), date(2015, 1, 13)]


def test_an_undecidable_column_is_asked_and_nothing_is_guessed() -> None:
    records = read("01-02-2015", "03-04-2015")

    question = records.questions[0]
    assert (question.code, question.key, question.column, question.column_name) == (
        QuestionCode.DATE_ORDER,
        KEY,
        2,
        "日期",
    )
    assert [(o.value, o.fits, [(e.text, e.reading) for e in o.examples]) for o in question.options] == [
        ("day_first", 2, [("01-02-2015", "2015-02-01"), ("03-04-2015", "2015-04-03")]),
        ("month_first", 2, [("01-02-2015", "2015-01-02"), ("03-04-2015", "2015-03-04")]),
    ]
    assert values(records) == [None, None]
    assert records.problems == []


def test_the_answer_is_followed_and_what_it_cannot_read_is_a_problem() -> None:
    records = read("01-02-2015", "25-12-2015", answers={KEY: "month_first"})

    assert values(records) == [date(2015, 1, 2), None]
    assert [(p.row, p.code) for p in records.problems] == [(4, CellCode.DATE_AGAINST_ORDER)]
    assert records.decisions[0].evidence == EvidenceCode.ANSWER


def test_what_is_none_of_the_options_is_no_answer() -> None:
    assert [q.key for q in read("01-02-2015", answers={KEY: "sideways"}).questions] == [KEY]
    assert [q.key for q in read("5月1日", answers={"year:it": "20 25"}).questions] == ["year:it"]


def test_orders_that_contradict_each_other_are_asked() -> None:
    records = read("25-12-2015", "12-25-2015", "12-26-2015")

    question = records.questions[0]
    assert (question.code, question.suggested) == (QuestionCode.DATE_ORDER_MIXED, "month_first")
    assert [(o.value, o.fits, o.total) for o in question.options] == [
        ("day_first", 1, 3),
        ("month_first", 2, 3),
    ]


def test_a_column_whose_order_does_not_matter_is_not_asked() -> None:
    records = read("05-05-2015", "07-07-2015")

    assert values(records) == [date(2015, 5, 5), date(2015, 7, 7)]
    assert records.decisions[0].evidence == EvidenceCode.SAME_EITHER_WAY


def test_a_date_that_no_order_reads_proves_nothing() -> None:
    records = read("99-99-2015", "01-02-2015", answers=None)

    assert [(p.row, p.code) for p in records.problems] == [(3, CellCode.BAD_DATE)]
    assert [q.code for q in records.questions] == [QuestionCode.DATE_ORDER]


def test_a_column_of_weekdays_decides() -> None:
    days = [date(2026, 3, 2) + timedelta(days=i) for i in range(10)]
    names = ["星期" + "一二三四五六日"[day.weekday()] for day in days]

    records = read(*(f"{day.month}/{day.day}/{day.year}" for day in days), check=names)

    assert values(records) == days
    decision = records.decisions[0]
    assert (decision.value, decision.evidence) == (Order.MONTH_FIRST, EvidenceCode.CHECK_COLUMN)
    assert (decision.check_column, decision.agree, decision.total) == ("旁证", 10, 10)


def test_a_column_of_quarters_decides_two_digit_years() -> None:
    cells = ["01-03-17", "11-03-17", "07-04-17", "02-05-17", "03-10-17", "04-11-17"]
    quarters = ["Q1 2017", "Q1 2017", "Q2 2017", "Q2 2017", "Q4 2017", "Q4 2017"]

    assert values(read(*cells, check=quarters))[:2] == [date(2017, 3, 1), date(2017, 3, 11)]


def test_without_it_two_digit_years_are_asked() -> None:
    assert [o.value for o in read("01-03-17", "11-03-17").questions[0].options] == list(Order)


def test_a_remembered_order_is_followed_only_as_far_as_the_file_agrees() -> None:
    remembered = {KEY: "day_first"}

    assert values(read("01-02-2015", remembered=remembered)) == [date(2015, 2, 1)]
    assert values(read("01-02-2015", "1/13/2015", remembered=remembered))[0] == date(2015, 1, 2)
    assert (
        read("25-12-2015", "12-25-2015", remembered=remembered).questions[0].code
        == QuestionCode.DATE_ORDER_MIXED
    )


def test_plain_dates_need_no_order() -> None:
    records = read("2026-01-02", "2026年1月3日", "20260104", "46027", "", "无")

    assert values(records) == [date(2026, 1, day) for day in (2, 3, 4, 5)] + [None, None]
    assert (records.questions, records.decisions) == ([], [])


@pytest.mark.parametrize(
    ("short", "newest", "year"), [(83, 2012, 1983), (12, 2012, 2012), (13, 2012, 1913), (5, 2027, 2005)]
)
def test_two_digit_years_are_the_latest_believable(short: int, newest: int, year: int) -> None:
    assert full_year(short, newest) == year


def test_births_and_hires_read_two_digit_years_apart() -> None:
    assert values(read("13/1/20", answers={KEY: "day_first"}, newest=BORN)) == [date(1920, 1, 13)]
    assert values(read("13/1/20", answers={KEY: "day_first"}, newest=PAST)) == [date(2020, 1, 13)]


def test_a_missing_year_is_asked_and_the_title_only_suggests() -> None:
    records = read("5月", "6月", kind=Kind.MONTH, title="2025年绩效")

    question = records.questions[0]
    assert (question.code, question.key, question.suggested) == (QuestionCode.YEAR, "year:it", "2025")
    assert question.remember is False
    assert [option.value for option in question.options] == ["2026", "2025"]
    assert values(records) == [None, None]


def test_a_year_answered_completes_months_and_days() -> None:
    answers = {"year:it": "2025"}

    assert values(read("5月", "2026-06", kind=Kind.MONTH, answers=answers)) == [
        date(2025, 5, 1),
        date(2026, 6, 1),
    ]
    assert values(read("5月17日", "5月17日上午", answers=answers)) == [date(2025, 5, 17), None]


def test_dates_that_a_spreadsheet_has_exchanged_are_asked() -> None:
    target = one_field(Kind.DATE, "日期")
    data = xlsx(
        ["姓名", "日期"],
        ["林", date(2015, 2, 1)],
        ["赵", "13/01/2015"],
        ["孙", "28/02/2015"],
        ["钱", date(2015, 4, 3)],
    )
    sheet = sheet_of(data, target, "a.xlsx")
    mapping = propose_mapping(sheet, target).mapping()

    asked = parse_rows(sheet, target, mapping, today=TODAY)
    swapped = parse_rows(sheet, target, mapping, today=TODAY, answers={"dates_swapped:it": "swapped"})
    kept = parse_rows(sheet, target, mapping, today=TODAY, answers={"dates_swapped:it": "as_is"})

    assert [(q.code, q.remember, q.suggested) for q in asked.questions] == [
        (QuestionCode.DATES_SWAPPED, False, "swapped")
    ]
    assert values(asked) == [None, date(2015, 1, 13), date(2015, 2, 28), None]
    assert values(swapped)[0::3] == [date(2015, 1, 2), date(2015, 3, 4)]
    assert values(kept)[0::3] == [date(2015, 2, 1), date(2015, 4, 3)]


def test_a_real_date_after_the_twelfth_shows_that_nothing_was_exchanged() -> None:
    target = one_field(Kind.DATE, "日期")
    sheet = sheet_of(
        xlsx(["姓名", "日期"], ["林", date(2015, 2, 20)], ["赵", "13/01/2015"]), target, "a.xlsx"
    )

    records = parse_rows(sheet, target, propose_mapping(sheet, target).mapping(), today=TODAY)

    assert (values(records), records.questions) == ([date(2015, 2, 20), date(2015, 1, 13)], [])


def test_a_column_of_periods_of_any_length() -> None:
    records = read("2026-01-05", "2026-W05", "2026年5月", "2026Q2", "去年", kind=Kind.PERIOD)

    assert values(records) == [
        Span(Period.DAY, date(2026, 1, 5)),
        Span(Period.WEEK, date(2026, 1, 26)),
        Span(Period.MONTH, date(2026, 5, 1)),
        Span(Period.QUARTER, date(2026, 4, 1)),
        None,
    ]
    assert [(problem.row, problem.code) for problem in records.problems] == [(7, CellCode.BAD_PERIOD)]


def test_periods_wait_for_their_order_and_year_like_dates() -> None:
    asked = read("01/02/2026", "三季度", kind=Kind.PERIOD)
    answered = read("01/02/2026", "三季度", kind=Kind.PERIOD, answers={KEY: "day_first", "year:it": "2026"})

    assert [question.key for question in asked.questions] == [KEY, "year:it"]
    assert values(answered) == [Span(Period.DAY, date(2026, 2, 1)), Span(Period.QUARTER, date(2026, 7, 1))]


@given(
    order=st.sampled_from(list(Order)),
    separator=st.sampled_from("-/."),
    days=st.lists(st.dates(date(1990, 1, 1), date(2026, 12, 31)), min_size=1, max_size=20),
    short=st.booleans(),
)
def test_dates_in_any_one_order_with_a_telling_member_are_read_right(
    order: Order, separator: str, days: list[date], *, short: bool
) -> None:
    short = short and order != Order.YEAR_FIRST
    # 13 to 31 as the day tells it from the month; a year over 31 tells it from a day.
    telling = date(1999, 12, 28)
    cells = [
        SHAPES[order].format(
            d=day.day, m=day.month, y=f"{day.year % 100:02}" if short else day.year, s=separator
        )
        for day in [*days, telling]
    ]

    records = read(*cells)

    assert values(records) == [*days, telling]
    assert records.questions == []


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), min_size=1, max_size=10))
def test_an_ambiguous_column_is_never_guessed(pairs: list[tuple[int, int]]) -> None:
    assume(any(a != b for a, b in pairs))

    records = read(*(f"{a}/{b}/2015" for a, b in pairs))

    assert [question.key for question in records.questions] == [KEY]
    assert values(records) == [None] * len(pairs)
