"""What the company of the demo is made of: families of roles, titles, customer lines."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Family(enum.StrEnum):
    """A family of roles: it decides titles, indicators and goals."""

    SALES = "sales"
    SUCCESS = "success"
    SERVICE = "service"
    RESEARCH = "research"
    PRODUCTION = "production"
    FUNCTIONS = "functions"
    LEADERS = "leaders"


UNIVERSITY, HOSPITAL, ENTERPRISE = "高校", "医院", "企业"
CUSTOMER_LINES = (UNIVERSITY, HOSPITAL, ENTERPRISE)
EAST, SOUTH = "华东", "华南"


@dataclass(frozen=True)
class Title:
    """What somebody is called, in both languages, and the grade that goes with it."""

    zh: str
    en: str
    grade: str


# Of each family: its people from junior to senior, then who leads a team, then who leads teams.
TITLES: dict[Family, tuple[Title, ...]] = {
    Family.SALES: (
        Title("客户经理", "Account Manager", "P4"),
        Title("高级客户经理", "Senior Account Manager", "P5"),
        Title("销售经理", "Sales Manager", "M2"),
        Title("销售总监", "Sales Director", "M3"),
    ),
    Family.SUCCESS: (
        Title("客户成功顾问", "Customer Success Consultant", "P4"),
        Title("高级客户成功顾问", "Senior Customer Success Consultant", "P5"),
        Title("客户成功经理", "Customer Success Manager", "M2"),
        Title("客户成功总监", "Customer Success Director", "M3"),
    ),
    Family.SERVICE: (
        Title("售后工程师", "Field Service Engineer", "P4"),
        Title("高级售后工程师", "Senior Field Service Engineer", "P5"),
        Title("服务经理", "Service Manager", "M2"),
        Title("服务总监", "Service Director", "M3"),
    ),
    Family.RESEARCH: (
        Title("研发工程师", "R&D Engineer", "P5"),
        Title("高级研发工程师", "Senior R&D Engineer", "P6"),
        Title("研发经理", "R&D Manager", "M2"),
        Title("研发副总监", "Deputy R&D Director", "M3"),
    ),
    Family.PRODUCTION: (
        Title("装配技师", "Assembly Technician", "T3"),
        Title("高级装配技师", "Senior Assembly Technician", "T4"),
        Title("车间主任", "Workshop Supervisor", "M1"),
        Title("制造经理", "Manufacturing Manager", "M2"),
    ),
    Family.FUNCTIONS: (
        Title("专员", "Specialist", "P3"),
        Title("高级专员", "Senior Specialist", "P4"),
        Title("主管", "Supervisor", "M1"),
        Title("经理", "Manager", "M2"),
    ),
}
LEADS, LEADS_TEAMS = 2, 3
DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """A small count in Chinese: 1 一, 12 十二, 103 一百零三, 1,020 一千零二十."""
    text, gap = "", False
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + sign
        gap = not digit
    return text.removeprefix("一") if 10 <= number < 20 else text  # noqa: PLR2004 - 十二, not 一十二
