"""The two plans that the pages of the story show, word for word: 林知夏's and 许知远's."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from jingjin.plans import public as plans
from jingjin.workflows.demo.plan_content import PlanContent, label_of
from jingjin.workflows.demo.plan_texts import LATE_SUPPORT

if TYPE_CHECKING:
    from datetime import date

    from jingjin.workflows.demo.stage import Stage


def of_lin(stage: Stage, start: date, end: date) -> PlanContent:
    """把报价变成订单: published, it waits for her answer."""
    days = stage.settings.days
    return PlanContent(
        title="把报价变成订单",
        environment=(
            "市场使本区转化下降3个百分点，已从目标中扣除；负责客户17家，同岗中位数14家；近8周休假2天；区域无变动。"
        ),
        concerns=_concerns_of_lin(stage),
        expectations=_expectations_of_lin(stage, end),
        supports=(
            plans.SupportInput(text="开通历史成交价权限", owner=stage.cast("zhao"), due_on=days.ahead(3)),
            plans.SupportInput(
                text="每周一次谈判陪练，共8次", owner=stage.cast("lu"), kind=plans.SupportKind.MENTOR,
                due_on=_last(end, weekday=3), rhythm="每周四",
            ),
        ),
        trainings=(
            plans.TrainingInput(
                gap="报价后的跟进与收尾", course="从报价到签约", trainer=stage.cast("min"), hours=Decimal(6),
                due_on=days.ahead(8), test="三个案例的书面测试",
            ),
        ),
        assessors=(
            plans.AssessorInput(person=stage.cast("sun")), plans.AssessorInput(person=stage.cast("min")),
        ),
        facts=plans.PrecheckFacts(
            environment_share=Decimal(12),
            broken_feeds=(),
            workload=plans.Workload(own=Decimal(17), peers=Decimal(14), unit="家"),
            quota_known=True,
        ),
    )  # fmt: skip


def _concerns_of_lin(stage: Stage) -> tuple[plans.ConcernInput, ...]:
    days = stage.settings.days
    cycle = days.cycle
    before = label_of(cycle.before())
    agreed, since = _agreed(stage)
    return (
        plans.ConcernInput(
            text="报价转订单率连续5个月低于达标值24%。",
            detail=f"{before}17%，{cycle.start.month}月至今19%；同区同岗6人的中位数为27%。",
            measure="报价转订单率",
            metric=stage.metrics["quote_rate"],
            unit="%",
            baseline=Decimal(17),
            peers=Decimal(27),
            yardstick_value=Decimal(24),
            yardstick_on=agreed,
            measured_from=since,
            examples=(
                plans.ExampleInput(on=days.back(29), text="苏州大学，报价后9天无跟进记录"),
                plans.ExampleInput(on=days.back(23), text="苏州医院，报价后9天无跟进记录"),
            ),
        ),
        plans.ConcernInput(
            text="报价后跟进慢。",
            detail="3个工作日内跟进的报价占41%，达标值85%，同岗中位数88%。",
            measure="报价后3个工作日内跟进",
            metric=stage.metrics["follow_up"],
            unit="%",
            baseline=Decimal(41),
            peers=Decimal(88),
            yardstick_value=Decimal(85),
            yardstick_on=agreed,
            measured_from=since,
            examples=(
                plans.ExampleInput(on=days.back(18), text="无锡环测，客户第8天来电询问"),
                plans.ExampleInput(on=days.back(10), text="赵启航当面沟通"),
            ),
        ),
    )


def _expectations_of_lin(stage: Stage, end: date) -> tuple[plans.ExpectationInput, ...]:
    rate, follow_up = stage.metrics["quote_rate"], stage.metrics["follow_up"]
    return (
        plans.ExpectationInput(
            text="报价转订单率，8周累计", metric=rate, unit="%", baseline=Decimal(17), target=Decimal(24),
            peers=Decimal(27), due_on=end, source="CRM", weight=Decimal(50),
        ),
        plans.ExpectationInput(
            text="报价后3个工作日内跟进", metric=follow_up, unit="%", baseline=Decimal(41), target=Decimal(85),
            peers=Decimal(88), due_on=end, source="CRM", weight=Decimal(30),
        ),
        plans.ExpectationInput(
            text="谈判复盘，质量由两人评分", unit="次", baseline=Decimal(0), target=Decimal(6), due_on=end,
            basis=plans.Basis.ASSESSORS, weight=Decimal(20),
            marking="每次复盘按准备、提问、收尾三项评分，三项都达到记一次。",
        ),
    )  # fmt: skip


def of_xu(stage: Stage, start: date, end: date) -> PlanContent:
    """报价后跟得上: running in its fifth week, with a promise of his manager four days late."""
    days = stage.settings.days
    zhao = stage.cast("zhao")
    return PlanContent(
        title="报价后跟得上",
        environment=(
            "高校预算推迟，本区高校线整体下降约11个百分点，新签不列入本计划；负责客户14家，同岗中位数14家；"
            "近8周没有长假；区域无变动。"
        ),
        concerns=_concerns_of_xu(stage, start),
        expectations=_expectations_of_xu(stage, end),
        supports=(
            plans.SupportInput(text="调出近一年的报价与成交记录", owner=zhao, due_on=days.shift(start, 2)),
            plans.SupportInput(text="把两家重点高校的联系人介绍给他", owner=zhao, due_on=days.shift(start, 5)),
            plans.SupportInput(text="陪同拜访一次江苏大学", owner=zhao, due_on=days.shift(start, 9)),
            plans.SupportInput(text="每周一上午留30分钟过报价清单，先做4周", owner=zhao, due_on=days.shift(start, 15)),
            plans.SupportInput(text=LATE_SUPPORT, owner=zhao, due_on=days.back(4)),
            plans.SupportInput(
                text="每周一次电话陪练，共8次", owner=stage.cast("shen"), kind=plans.SupportKind.MENTOR,
                due_on=_last(end, weekday=2), rhythm="每周三",
            ),
        ),
        trainings=(
            plans.TrainingInput(
                gap="报价后的跟进", course="三步跟进法", trainer=stage.cast("min"), hours=Decimal(4),
                due_on=days.shift(start, 9), test="两段录音的点评测试",
            ),
        ),
        assessors=(
            plans.AssessorInput(person=stage.cast("sun")), plans.AssessorInput(person=stage.cast("min")),
        ),
        facts=plans.PrecheckFacts(
            environment_share=Decimal(38),
            broken_feeds=(),
            workload=plans.Workload(own=Decimal(14), peers=Decimal(14), unit="家"),
            quota_known=True,
        ),
    )  # fmt: skip


def _concerns_of_xu(stage: Stage, start: date) -> tuple[plans.ConcernInput, ...]:
    days = stage.settings.days
    agreed, since = _agreed(stage)
    return (
        plans.ConcernInput(
            text="报价后跟进慢。",
            detail="3个工作日内跟进的报价占45%，达标值85%，同岗中位数88%。",
            measure="报价后3个工作日内跟进",
            metric=stage.metrics["follow_up"],
            unit="%",
            baseline=Decimal(45),
            peers=Decimal(88),
            yardstick_value=Decimal(85),
            yardstick_on=agreed,
            measured_from=since,
            examples=(
                plans.ExampleInput(on=days.shift(start, -24), text="江苏大学，报价后8天无跟进记录"),
                plans.ExampleInput(on=days.shift(start, -20), text="常州大学，客户来电询问两次"),
            ),
        ),
        plans.ConcernInput(
            text="报价发出后没有约定下一步。",
            detail="抽查20份报价，约定下一次沟通的占38%。",
            measure="约定下一步的报价占比",
            unit="%",
            baseline=Decimal(38),
            peers=Decimal(82),
            yardstick_value=Decimal(80),
            yardstick_on=agreed,
            measured_from=since,
            examples=(
                plans.ExampleInput(on=days.shift(start, -17), text="南通大学，报价邮件里没有写下一步"),
            ),
        ),
    )


def _expectations_of_xu(stage: Stage, end: date) -> tuple[plans.ExpectationInput, ...]:
    follow_up = stage.metrics["follow_up"]
    return (
        plans.ExpectationInput(
            text="报价后3个工作日内跟进", metric=follow_up, unit="%", baseline=Decimal(45), target=Decimal(85),
            peers=Decimal(88), due_on=end, source="CRM", weight=Decimal(50),
        ),
        plans.ExpectationInput(
            text="约定下一步的报价占比", unit="%", baseline=Decimal(38), target=Decimal(80), peers=Decimal(82),
            due_on=end, source="CRM抽查", weight=Decimal(30),
        ),
        plans.ExpectationInput(
            text="客户回访复盘，质量由两人评分", unit="次", baseline=Decimal(0), target=Decimal(6), due_on=end,
            basis=plans.Basis.ASSESSORS, weight=Decimal(20),
            marking="每次复盘按准备、提问、收尾三项评分，三项都达到记一次。",
        ),
    )  # fmt: skip


def _agreed(stage: Stage) -> tuple[date, date]:
    """When the yardstick was agreed, shortly before the last cycle, and that cycle's first day: figures count from it."""
    days = stage.settings.days
    since = days.cycle.before().start
    return days.shift(days.on_or_after(since), -6), since


def _last(end: date, *, weekday: int) -> date:
    """The last such weekday up to the end."""
    return end - timedelta(days=(end.weekday() - weekday) % 7)
