"""The first start in a browser: one's own company with a roster, and the demo on one click."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Door, Product

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROSTER = """云帆精密花名册,,,,,
2026年11月,,,,,
工号,姓名,部门,岗位,直接上级工号,入职日期
00001,周总,云帆精密,总经理,,2019-03-01
00101,赵启航,销售部/华东一部,销售经理,00001,2021-06-01
00201,林知夏,销售部/华东一部,客户经理,00101,2024-07-01
00202,周子昂,销售部/华东一部,客户经理,00101,2023-05-08
合计,4人,,,,
"""
PASSWORD = "a long sentence of mine"


def test_own_company_from_nothing_to_a_signed_in_employee(empty: Product, door: Door, tmp_path: Path) -> None:
    admin = door.visitor(empty)
    page = admin.go("/")
    expect(page.get_by_role("heading", name="从哪里开始？")).to_be_visible()

    page.get_by_label("公司名称").fill("云帆精密")
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("签约主体").fill("苏州云帆精密科技有限公司")
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("你的姓名").fill("白露")
    page.get_by_label("你的工号").fill("00302")
    page.get_by_label("新密码").fill(PASSWORD)
    page.get_by_role("button", name="建好公司").click()

    expect(page.get_by_role("heading", name="导入花名册")).to_be_visible()
    file = tmp_path / "花名册.csv"
    file.write_text(ROSTER, encoding="gb18030")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="读取文件").click()
    expect(page.get_by_text("4行数据")).to_be_visible()
    expect(page.get_by_text("林知夏 · 00201")).to_be_visible()
    page.get_by_role("button", name="导入", exact=True).click()
    page.wait_for_url("**/people/")

    admin.go("/settings/accounts/?q=lzx")
    page.get_by_role("checkbox", name="林知夏").check()
    page.get_by_role("button", name="生成登录码").click()
    code = re.search(r"(?:[A-Z2-9]{4}-){2}[A-Z2-9]{4}", page.content())
    assert code is not None

    lin = door.visitor(empty, width=390)
    lin.sign_in("00201", code[0])
    lin.page.get_by_label("新密码", exact=True).fill("my very own sentence")
    lin.page.get_by_label("再输一次新密码").fill("my very own sentence")
    lin.page.get_by_role("button", name="设好密码").click()
    lin.page.wait_for_url(empty.url + "/")
    assert (admin.complaints, lin.complaints) == ([], [])


def test_demo_on_one_click_and_left_again(empty: Product, door: Door) -> None:
    visitor = door.visitor(empty, language="en")
    page = visitor.go("/")
    page.get_by_role("button", name="Open the demo company").click()
    page.wait_for_url("**/sign-in/**", timeout=180_000)

    visitor.sign_in_as("白露")
    visitor.prefer("language", "en")
    visitor.go("/start/leave-demo/")
    page.get_by_role("button", name=re.compile("Drop")).click()

    expect(page.get_by_role("heading", name="Where to start?")).to_be_visible()
    assert visitor.complaints == []
