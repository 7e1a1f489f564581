"""The steps of the thread, each as a person takes it in the browser."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from jingjin.core import clock
from tests.journeys.people import ADMIN, ADMIN_PASSWORD, NUMBERS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.journeys.conftest import Visitor

PATIENCE = 90  # seconds that a busy machine may need for a task in the background
STATEMENT = "10月两次丢单的原因是交期，不在我的职责之内。"
CODE = re.compile(r"(?:[A-Z2-9]{4}-){2}[A-Z2-9]{4}")


def today() -> date:
    """The company's day."""
    return clock.today("Asia/Shanghai")


def after(days: int) -> str:
    """That many days from today, as date fields take it."""
    return (today() + timedelta(days=days)).isoformat()


def first_link(visitor: Visitor, path: str, kind: str) -> str:
    """The first address of a kind (`help`, `teaching`, `marking`) that a page leads to."""
    link = visitor.go(path).locator(f"main a[href^='/{kind}/']").first
    return link.get_attribute("href") or ""


def found_company(admin: Visitor) -> None:
    """The first start up to the empty roster page."""
    page = admin.go("/")
    page.get_by_label("公司名称").fill("云帆精密")
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("签约主体").fill("苏州云帆精密科技有限公司")
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("你的姓名").fill("白露")
    page.get_by_label("你的工号").fill(ADMIN)
    page.get_by_label("新密码").fill(ADMIN_PASSWORD)
    page.get_by_role("button", name="建好公司").click()
    expect(page.get_by_role("heading", name="导入花名册")).to_be_visible()


def hand_out_codes(admin: Visitor) -> dict[str, str]:
    """Accounts for those who take part; their one-time codes by name, as the printed list shows them."""
    page = admin.go("/settings/accounts/")
    for name in NUMBERS:
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="生成登录码").click()
    rows = [row.inner_text() for row in page.locator("tbody tr").all()]
    return {name: found[0] for row in rows for name in NUMBERS if name in row and (found := CODE.search(row))}


def make_hr_partner(admin: Visitor, name: str) -> None:
    """HR partner of sales, on the roles page."""
    page = admin.go("/settings/roles/")
    page.locator("[name=number]").fill(NUMBERS[name])
    page.locator("[name=role]").select_option("hr_partner")
    page.locator("[name=unit]").select_option(label="销售部")
    page.get_by_role("button", name="授予", exact=True).click()
    expect(page.locator("tbody")).to_contain_text(name)


def fill(page: Page, prefix: str, **values: str) -> None:
    """Fill fields of one line of a form; folded ones are opened first. A select takes the value."""
    for name, value in values.items():
        box = page.locator(f"[name={prefix}{name}]")
        if not box.is_visible():
            box.locator("xpath=ancestor::details[1]/summary").click()
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)


def choose(page: Page, field: str, name: str) -> None:
    """Choose a person in a people picker by typing the name."""
    box = page.locator(f".picker:has([name={field}]) [role=combobox]")
    box.fill(name)
    page.get_by_role("option", name=name).first.click()
    expect(page.locator(f"[name={field}]")).not_to_have_value("")


def go_on(page: Page) -> None:
    """Save the step of the wizard."""
    page.locator("main form[data-draft^=plan] .btn-primary").click()
    page.wait_for_load_state()
    assert page.locator(".field-error").all_inner_texts() == []


@dataclass
class Wizard:
    """The manager writes a plan."""

    page: Page

    def step(self, name: str) -> None:
        """Turn to a step by its tab."""
        self.page.locator(
            f"main a[href$='/write/{name}/'], .page-tabs a[href$='/write/{name}/']"
        ).first.click()
        self.page.wait_for_load_state()

    def diagnosis(self) -> None:
        """Earlier talks, environment, period: from today on, for two weeks."""
        fill(
            self.page,
            "",
            talk_1=after(-22),
            talk_2=after(-15),
            environment="本区市场平稳；负责客户17家，同岗中位数14家；近8周休假2天；区域无变动。",
            starts_on=after(0),
            ends_on=after(14),
        )
        go_on(self.page)

    def concern(self, line: int, text: str, measure: str, baseline: str, target: str) -> None:
        """One concern with a dated example, measured since after its target was confirmed."""
        fill(
            self.page,
            f"c-{line}-",
            text=text,
            measure=measure,
            unit="%",
            baseline=baseline,
            yardstick_value=target,
            measured_from=after(-120),
            yardstick_on=after(-150),
            example_1_on=after(-30),
            example_1_text="苏州大学，报价后9天无跟进记录",
        )
        go_on(self.page)

    def support(self, owner: str, trainer: str) -> None:
        """A promise with owner and date, and a training with a test."""
        fill(self.page, "s-0-", text="开通历史成交价权限", due_on=after(2))
        choose(self.page, "s-0-owner", owner)
        fill(
            self.page,
            "t-0-",
            gap="报价后的跟进",
            course="从报价到签约",
            hours="6",
            due_on=after(7),
            test="三个案例的书面测试",
        )
        choose(self.page, "t-0-trainer", trainer)
        go_on(self.page)

    def expectations(self, assessors: tuple[str, str]) -> None:
        """One criterion read from a system, one judged by two people."""
        fill(self.page, "e-0-", weight="70", source="CRM")
        fill(
            self.page,
            "e-1-",
            weight="30",
            basis="assessors",
            marking="每次跟进按准备、提问、收尾三项评分，三项都达到记一次。",
        )
        for number, name in enumerate(assessors, start=1):
            choose(self.page, f"a-assessor_{number}", name)
        go_on(self.page)

    def otherwise(self) -> None:
        """What happens otherwise, and the printed rule of extension."""
        fill(
            self.page,
            "",
            if_not_met="到期未达成的，公司将与员工当面沟通，可延长一次、调整岗位或作其他合规安排，决定前听取员工意见。",
            extension_rule="承诺的支持每晚一个工作日，计划顺延一个工作日。",
            extension_max_days="20",
        )
        go_on(self.page)

    def send(self) -> None:
        """The pre-check speaks for a plan; off to HR."""
        self.page.get_by_role("button", name="做事前检查").click()
        self.page.wait_for_load_state()
        self.page.get_by_role("button", name="提交给HR").click()
        expect(self.page.locator(".page-title")).to_contain_text("HR审核中")


def write_plan(manager: Visitor, person: str) -> str:
    """Open a plan for a person and write it to the end; its address."""
    page = manager.go("/people/?q=" + person)
    link = page.locator("main a[href^='/people/']", has_text=person).first.get_attribute("href") or ""
    page = manager.go(f"/plans/for/{link.split('/')[2]}/")
    page.locator("[name=title]").fill("把报价变成订单")
    page.get_by_role("button", name="开始写").click()
    page.wait_for_url("**/write/diagnosis/")
    wizard = Wizard(page)
    wizard.diagnosis()
    wizard.concern(0, "报价转订单率连续5个月低于达标值24%。", "报价转订单率", "17", "24")
    wizard.step("concerns")
    wizard.concern(1, "报价后跟进慢。", "3个工作日内跟进率", "41", "85")
    wizard.support("赵启航", "吴敏")
    wizard.expectations(("孙越", "吴敏"))
    wizard.otherwise()
    wizard.send()
    return page.url.removeprefix(manager.product.url)


def publish(hr: Visitor, plan: str) -> None:
    """HR reviews and publishes."""
    page = hr.go(plan + "review/")
    page.get_by_role("button", name="审核通过并发布").click()
    expect(page.locator(".page-title")).to_contain_text("已发布")


def disagree(employee: Visitor, plan: str, words: str) -> None:
    """Received, not agreed: the employee's own words, on the phone."""
    page = employee.go(plan)
    page.get_by_role("link", name="去回应").click()
    page.get_by_label("本人已收到，对部分内容有异议").check()
    page.locator("[name=statement]").fill(words)
    page.get_by_role("button", name="签收并提交看法").click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text(words)


def reply(hr: Visitor, plan: str, words: str) -> None:
    """HR keeps the plan, with the reason."""
    page = hr.go(plan)
    page.locator("[name=decision][value=keep]").check()
    page.locator("[name=text]").fill(words)
    page.get_by_role("button", name="提交答复").click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text(words)


def check_in(visitor: Visitor, plan: str, words: str) -> None:
    """One's own side of the next check-in."""
    page = visitor.go(plan)
    box = page.locator("#check-ins details").first
    if not box.get_attribute("open"):
        box.locator("summary").click()
    box.locator("textarea").fill(words)
    box.get_by_role("button", name="保存记录").click()
    page.wait_for_load_state()
    expect(page.locator("#check-ins")).to_contain_text(words)


def give_support(owner: Visitor, promise: str) -> None:
    """The promised support was given."""
    page = owner.go(promise)
    page.locator("[name=note]").fill("权限已开通")
    page.get_by_role("button", name="已提供").click()
    expect(page.locator("main")).to_contain_text("权限已开通")


def begin_assessment(manager: Visitor, plan: str) -> None:
    """The last day has passed: the frozen criteria are assessed."""
    page = manager.go(plan)
    page.get_by_role("button", name="开始评估").click()
    page.wait_for_url("**/assessment/")


def teach(trainer: Visitor, training: str) -> None:
    """Attendance, then the test, recorded by the trainer."""
    page = trainer.go(training)
    fill(page, "", held_on=after(0), hours="6")
    page.locator("[name=attended][value=yes]").check()
    page.get_by_role("button", name="记录出勤").click()
    page.locator("[name=score]").fill("86")
    page.locator("[name=result][value=passed]").check()
    page.get_by_role("button", name="记录测试").click()
    expect(page.locator("main")).to_contain_text("86")


def mark(assessor: Visitor, marking: str, value: str, grounds: str) -> None:
    """An assessor's own result, with its grounds."""
    page = assessor.go(marking)
    page.locator("[name=value]").fill(value)
    page.locator("[name=grounds]").fill(grounds)
    page.get_by_role("button", name="提交评分").click()
    expect(page.locator("main")).to_contain_text(grounds)


def assess_and_close(hr: Visitor, plan: str) -> None:
    """HR reads the system's value into the frozen criteria and closes the plan as met: sealed, out of HR's sight."""
    page = hr.go(plan + "assessment/")
    page.locator("[name=value]").fill("26")
    page.locator("main [name=grounds]").fill("CRM")
    page.get_by_role("button", name="记录数据").click()
    page.locator("[name=outcome][value=met]").check()
    page.locator("[name=text]").fill("两项都达到了。")
    page.get_by_role("button", name="结束计划").click()
    expect(page.get_by_role("link", name="已封存的计划")).to_be_visible()


def public_key(visitor: Visitor, folder: Path) -> Path:
    """The company's public key, had from the product and not from the file."""
    file = folder / "company-key.pem"
    file.write_bytes(visitor.page.request.get(visitor.product.url + "/plans/public-key.pem").body())
    return file


def make_evidence(employee: Visitor, plan: str, folder: Path) -> Path:
    """The employee's own evidence file, downloaded."""
    page = employee.go(plan + "evidence/")
    page.get_by_role("button", name="生成文件").click()
    page.wait_for_load_state()
    with page.expect_download() as waiting:
        page.locator("a[href^='/plans/evidence/']").first.click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def start(manager: Visitor, plan: str) -> None:
    """Begin on the first day, once the disagreement is settled."""
    page = manager.go(plan)
    page.get_by_role("button", name="开始计划").click()
    expect(page.locator("#check-ins")).to_be_visible()


def define_indicator(admin: Visitor, name: str) -> None:
    """An indicator in percent, read by week."""
    page = admin.go("/metrics/new/")
    page.locator("main [name=name]").fill(name)
    page.locator("[name=kind]").select_option("rate")
    page.locator("main [name=unit]").fill("%")
    page.locator("[name=period]").select_option("week")
    page.locator("[name=aggregation]").select_option("mean")
    page.get_by_role("button", name="定义", exact=True).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def open_period(admin: Visitor, name: str) -> None:
    """A period of goals that begins today."""
    page = admin.go("/goals/periods/")
    fill(page, "", start=after(0), last_day=after(90))
    page.locator("main [name=name]").fill(name)
    page.get_by_role("button", name="添加周期").click()
    expect(page.locator("main .rows")).to_contain_text(name)


def agree_on_goal(employee: Visitor, manager: Visitor, title: str, indicator: str) -> None:
    """The employee writes a goal bound to an indicator, weighs and proposes it; the manager confirms."""
    page = employee.go("/goals/new/")
    fill(page, "", title=title, baseline="17", target="24")
    page.locator("[name=metric]").select_option(label=indicator)
    page.get_by_role("button", name="存为草稿").click()
    page.get_by_role("link", name="权重", exact=True).click()
    page.get_by_label(title).fill("100")
    page.get_by_role("button", name="保存权重").click()
    page.get_by_role("button", name="提交目标").click()
    expect(page.locator(".goal-signatures")).to_contain_text("还没有")
    page = manager.go(page.url.removeprefix(employee.product.url))
    page.get_by_role("button", name="确认目标").click()
    expect(page.locator(".goal-signatures")).not_to_contain_text("还没有")


def import_samples(admin: Visitor, file: Path, rows: int) -> None:
    """Numbers from a file: the difference first, then all of them."""
    page = admin.go("/import/samples/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="读取文件").click()
    expect(page.get_by_text(f"{rows}行数据")).to_be_visible()
    page.get_by_role("button", name="导入", exact=True).click()
    page.wait_for_url("**/metrics/**")


def judge(admin: Visitor) -> None:
    """Switch signals on, with the text employees read, and judge now; the run stands on the page when it is done."""
    page = admin.go("/settings/signals/")
    page.locator("[name=enabled]").check()
    page.locator("main form .btn-primary").first.click()
    page.get_by_role("button", name="现在判断一次").click()
    deadline = time.monotonic() + PATIENCE
    while not page.locator("aside [action*=replay]").count():
        assert time.monotonic() < deadline, "the worker has judged nobody"
        page.reload()
        page.wait_for_timeout(500)


def note_a_talk(manager: Visitor, person: str) -> None:
    """The manager finds the signal about a person, reads why, and notes that they talked."""
    page = manager.go("/insight/signals/")
    expect(page.locator("main")).to_contain_text(person)
    page.locator("main a[href*='/insight/signals/']").first.click()
    page.get_by_role("button", name="记录一次面谈").click()
    page.locator("[name=on]").fill(after(0))
    page.locator("dialog[open] .btn-primary").click()
    expect(page.locator("aside")).to_contain_text("当面谈过。")
