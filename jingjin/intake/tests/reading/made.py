"""Small files made in the tests, and the targets that areas would describe."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from jingjin.intake.reading import BORN, Field, Kind, Sheet, Target, find_sheets, read_tables

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2026, 11, 24)
REAL = Path(os.environ.get("JINGJIN_REAL_DATA", "/nowhere"))
needs_real_data = pytest.mark.skipif(not REAL.is_dir(), reason="JINGJIN_REAL_DATA names no folder")

ROSTER = Target(
    "people",
    (
        Field(
            "number",
            Kind.PERSON_NUMBER,
            {"zh": ("工号", "员工编号"), "en": ("EmpID", "employee number")},
            True,
        ),
        Field("name", Kind.TEXT, {"zh": ("姓名",), "en": ("name", "employee name")}, True),
        Field("unit", Kind.TEXT, {"zh": ("部门", "所属部门"), "en": ("department",)}),
        Field("manager", Kind.PERSON_NUMBER, {"zh": ("直接上级工号", "上级工号"), "en": ("manager ID",)}),
        Field("hired", Kind.DATE, {"zh": ("入职日期", "入职时间"), "en": ("date of hire",)}),
        Field("left", Kind.DATE, {"zh": ("离职日期",), "en": ("date of termination",)}),
        Field("born", Kind.DATE, {"zh": ("出生日期",), "en": ("DOB",)}, newest=BORN),
        Field(
            "type",
            Kind.CHOICE,
            {"zh": ("用工类型",), "en": ("employment type",)},
            choices={
                "regular": ("正式", "Regular"),
                "trial": ("试用", "Probation"),
                "intern": ("实习", "Intern"),
            },
        ),
    ),
)


def one_field(kind: Kind, name: str = "值", newest: int = 1) -> Target:
    """A target of one field named `name` and a text column 姓名."""
    field = Field("it", kind, {"zh": (name,)}, newest=newest)
    return Target("one", (Field("name", Kind.TEXT, {"zh": ("姓名",)}), field))


def csv_bytes(*lines: str, encoding: str = "utf-8", ends: str = "\n") -> bytes:
    """The lines as a delimited file."""
    return (ends.join(lines) + ends).encode(encoding)


def xlsx(*rows: Sequence[object], merged: Sequence[str] = (), name: str = "花名册") -> bytes:
    """The rows as a workbook of one sheet, with areas merged ("A1:C1")."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(data: bytes, target: Target = ROSTER, filename: str = "文件.csv") -> Sheet:
    """The best sheet of a file."""
    return find_sheets(read_tables(data, filename), target)[0]


def real(path: str) -> bytes:
    """A file of the folder that JINGJIN_REAL_DATA names."""
    return (REAL / path).read_bytes()
