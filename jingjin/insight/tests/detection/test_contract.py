"""Input that is poor, odd or shuffled; output as the file contract promises."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from jingjin.insight.detection.errors import DetectionInputError
from jingjin.insight.detection.run import detect, detect_dir, to_frame
from jingjin.insight.detection.tables import Tables, read_tables
from jingjin.insight.tests.detection.company import PEOPLE, Company

pytestmark = pytest.mark.slow


def write(company: Company, directory: Path) -> None:
    tables = company.tables()
    for name in ("employees", "metrics", "samples", "calendar", "leaves", "pips"):
        getattr(tables, name).write_csv(directory / f"{name}.csv")


def monthly(people: int, months: int) -> Tables:
    """A team with one metric without target per month."""
    rows = [
        (f"A{person}", "won", f"2025-{month + 1:02d}-01", 1000.0 + 37 * ((person * 7 + month * 5) % 11))
        for person in range(people)
        for month in range(months)
    ]
    return Tables.of(
        pl.DataFrame({"employee_id": [f"A{person}" for person in range(people)]}),
        pl.DataFrame({"metric": ["won"], "period": ["month"]}),
        pl.DataFrame(rows, schema=["employee_id", "metric", "week", "value"], orient="row"),
    )


def test_files_in_and_one_row_per_active_subject_out(tmp_path: Path) -> None:
    write(Company(), tmp_path)

    detect_dir(tmp_path, tmp_path / "out.csv", lang="en")
    out = pl.read_csv(tmp_path / "out.csv")

    assert out.columns == ["employee_id", "class", "score", "confidence", "reason"]
    assert out["employee_id"].to_list() == list(PEOPLE)
    assert out["confidence"].is_between(0, 1).all()


def test_optional_files_may_be_absent(tmp_path: Path) -> None:
    company = Company()
    company.bend(["P05"], 0.6)
    write(company, tmp_path)
    for name in ("calendar", "leaves", "pips"):
        (tmp_path / f"{name}.csv").unlink()

    verdicts = detect(read_tables(tmp_path))

    assert {v.subject: v.label.value for v in verdicts if v.label != "normal"} == {"P05": "low_persistent"}


def test_the_same_input_gives_the_same_output_in_any_row_order() -> None:
    company = Company()
    company.bend(["P05"], 0.6)
    tables = company.tables()
    frames = (tables.employees, tables.metrics, tables.samples, tables.calendar, tables.leaves, tables.pips)
    shuffled = Tables(*(frame.sample(fraction=1, shuffle=True, seed=3) for frame in frames))

    first, again, other = (to_frame(detect(given)) for given in (tables, tables, shuffled))

    assert first.equals(again)
    assert first.equals(other)


def test_reasons_speak_both_languages_and_differ_only_in_words() -> None:
    tables = Company().tables()

    chinese, english = to_frame(detect(tables, lang="zh")), to_frame(detect(tables, lang="en"))

    assert chinese.drop("reason").equals(english.drop("reason"))
    assert chinese["reason"][0].endswith("在正常波动之内。")
    assert english["reason"][0].endswith("within the ordinary range.")


def test_months_without_targets_get_sober_verdicts() -> None:
    verdicts = detect(monthly(people=35, months=10))

    assert {verdict.label.value for verdict in verdicts} <= {"normal", "not_enough_data"}
    assert verdicts[0].series[0].unit == "month"


def test_three_people_are_too_few_to_compare() -> None:
    verdicts = detect(monthly(people=3, months=10))

    assert [verdict.label.value for verdict in verdicts] == ["not_enough_data"] * 3


def test_days_are_rolled_to_weeks() -> None:
    tables = Tables.of(
        pl.DataFrame({"employee_id": ["team 1", "team 2"]}),
        pl.DataFrame({"metric": ["output"], "period": ["day"]}),
        pl.DataFrame(
            {
                "employee_id": ["team 1", "team 1", "team 2"],
                "metric": ["output"] * 3,
                "week": ["2025-01-06", "2025-01-08", "2025-01-14"],
                "value": [1.0, 3.0, 5.0],
            }
        ),
    )

    verdicts = detect(tables)

    assert [start.isoformat() for start in verdicts[0].series[0].starts] == ["2025-01-06", "2025-01-13"]
    assert verdicts[0].series[0].actual[0] == 2.0


def test_no_samples_and_no_people_are_answered_calmly() -> None:
    tables = monthly(people=2, months=1)
    silent = Tables.of(tables.employees, tables.metrics, tables.samples.clear())
    nobody = Tables.of(tables.employees.clear(), tables.metrics, tables.samples)

    assert [verdict.label.value for verdict in detect(silent)] == ["not_enough_data"] * 2
    assert detect(nobody) == []


def test_a_newcomer_without_any_number_is_settling_in() -> None:
    tables = Company().tables()
    newcomer = {"employee_id": "P99", "role": "rep", "hire_date": date(2025, 6, 30), "status": "active"}
    employees = pl.concat([tables.employees, pl.DataFrame([newcomer])], how="diagonal").with_columns(
        pl.col(pl.String).fill_null("")
    )
    grown = Tables(employees, tables.metrics, tables.samples, tables.calendar, tables.leaves, tables.pips)

    verdict = next(one for one in detect(grown, lang="en") if one.subject == "P99")

    assert (verdict.label.value, verdict.parts) == ("normal", None)
    assert verdict.reason.endswith("settling in, the numbers are not compared yet.")


def test_people_who_left_get_no_verdict() -> None:
    tables = Company().tables()
    left = tables.employees.with_columns(
        status=pl.when(pl.col("employee_id") == "P05").then(pl.lit("left")).otherwise("status")
    )

    verdicts = detect(
        Tables(left, tables.metrics, tables.samples, tables.calendar, tables.leaves, tables.pips)
    )

    assert [verdict.subject for verdict in verdicts] == [person for person in PEOPLE if person != "P05"]


@pytest.mark.parametrize(
    ("frame", "change", "code", "message"),
    [
        ("samples", None, "missing_file", "缺少文件 samples.csv。"),
        ("samples", "employee_id,metric,week\n", "missing_columns", "samples.csv 缺少列：value。"),
        (
            "samples",
            "employee_id,metric,week,value\nP01,sales,03/04/2025,1\n",
            "bad_date",
            "samples.csv 的 week 列有读不懂的日期：03/04/2025。请写成 2025-11-24。",
        ),
        (
            "samples",
            "employee_id,metric,week,value\nP01,sales,2025-01-06,n/a\n",
            "bad_number",
            "samples.csv 的 value 列有读不懂的数：n/a。",
        ),
        (
            "metrics",
            "metric,kind\nsales,money\n",
            "bad_word",
            "metrics.csv 的 kind 列只能是 amount, count, duration, hours, rate, score，现在有：money。",
        ),
        (
            "employees",
            "employee_id\nP01\nP01\n",
            "duplicate_key",
            "employees.csv 的 employee_id 列有重复：P01。",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_one_sentence(
    tmp_path: Path, frame: str, change: str | None, code: str, message: str
) -> None:
    write(Company(), tmp_path)
    path = tmp_path / f"{frame}.csv"
    path.unlink() if change is None else path.write_text(change, encoding="utf-8")

    with pytest.raises(DetectionInputError) as caught:
        read_tables(tmp_path)

    assert caught.value.code == code
    assert caught.value.message("zh") == message
