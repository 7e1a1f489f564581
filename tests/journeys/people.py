"""The people of the thread: a small sales company, as its roster says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.conftest import Door, Product, Visitor

ADMIN, ADMIN_PASSWORD = "00302", "a long sentence of mine"
PEERS = ("周子昂", "吴思远", "郑雅文", "冯一帆", "陈可欣", "褚明朗", "卫家豪", "蒋若溪")
ROSTER = """工号,姓名,部门,岗位,直接上级工号,入职日期
00001,高远,云帆精密,总经理,,2019-03-01
00101,赵启航,销售部/华东一部,销售经理,00001,2021-06-01
00102,孙越,销售部/华南一部,销售经理,00001,2021-06-01
00103,吴敏,销售部,销售培训师,00001,2021-06-01
00301,何静,人力资源部,人力资源伙伴,00001,2020-02-03
00303,钱进,研发部,工程师,00001,2020-02-03
00201,林知夏,销售部/华东一部,客户经理,00101,2023-07-03
"""
NUMBERS = {
    "赵启航": "00101",
    "孙越": "00102",
    "吴敏": "00103",
    "何静": "00301",
    "钱进": "00303",
    "林知夏": "00201",
}


def roster() -> str:
    """The roster file, with eight colleagues in Lin's post to compare her with."""
    lines = (
        f"0021{n},{name},销售部/华东一部,客户经理,00101,2023-05-08\n" for n, name in enumerate(PEERS, start=1)
    )
    return ROSTER + "".join(lines)


def samples(indicator: str, until: date, *, weeks: int = 45) -> str:
    """A long table by week up to the last whole one: Lin converts clearly less than her eight colleagues."""
    numbers = [NUMBERS["林知夏"], *(f"0021{n}" for n in range(1, len(PEERS) + 1))]
    monday = until - timedelta(days=until.weekday() + 7 * weeks)
    lines = ["工号,指标,期间,实际值"]
    for week in range(weeks):
        year, number, _day = (monday + timedelta(weeks=week)).isocalendar()
        for row, person in enumerate(numbers):
            usual = 17 if row == 0 else 27
            # Up to a fifth up and down, as weeks are, and the same in every run.
            value = usual * (1 + ((week * 7 + row * 5) % 11 - 5) / 25)
            lines.append(f"{person},{indicator},{year}-W{number:02},{value:.1f}")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class People:
    """Opens a browser for each person with the code from the printed list, once."""

    product: Product
    door: Door
    codes: dict[str, str]

    def enter(self, name: str, *, width: int = 1440) -> Visitor:
        """Sign in with the one-time code, set the own password, land on Today."""
        visitor = self.door.visitor(self.product, width=width)
        visitor.sign_in(NUMBERS[name], self.codes[name])
        page = visitor.page
        page.get_by_label("新密码", exact=True).fill(f"my very own sentence {name}")
        page.get_by_label("再输一次新密码").fill(f"my very own sentence {name}")
        page.get_by_role("button", name="设好密码").click()
        page.wait_for_url(self.product.url + "/")
        return visitor
