"""The plan of the design kit, step by step, as tests need it: Lin's plan, written by Zhao, reviewed by He."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jingjin.plans import public as plans
from jingjin.plans.models import CheckIn, Expectation, Support, Training
from jingjin.plans.queries.content import assessors_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from jingjin.core.actor import Actor
    from jingjin.org.public import Person
    from jingjin.plans.models import Plan
    from tests.cast import Cast

NO_CONCERN = plans.PrecheckFacts(
    environment_share=Decimal(12),
    broken_feeds=(),
    workload=plans.Workload(own=Decimal(17), peers=Decimal(14), unit="家"),
    quota_known=True,
)
STATEMENT = "10月两次丢单的原因是交期，不在本人职责之内。"


def at(month: int, day: int, hour: int = 9, *, year: int = 2026) -> datetime:
    """An instant on that day in Shanghai."""
    return datetime.combine(date(year, month, day), time(hour - 8), tzinfo=UTC)


@dataclass
class Story:
    """A plan and the people around it; each method is the next step, on the day of the design kit."""

    cast: Cast
    plan: Plan

    @property
    def lin(self) -> Actor:
        return self.cast.actor(self.plan.person)

    @property
    def zhao(self) -> Actor:
        return self.cast.actor(self.cast.zhao)

    @property
    def he(self) -> Actor:
        return self.cast.actor(self.cast.he)

    def again(self) -> Plan:
        """The plan as it is stored now."""
        self.plan.refresh_from_db()
        return self.plan

    def written(self) -> Story:
        """Every step of the wizard."""
        key: dict[str, Any] = {"by": self.zhao, "plan": self.plan.uid, "now": at(11, 16)}
        plans.save_diagnosis(diagnosis=diagnosis(), **key)
        plans.save_concerns(concerns=concerns(), **key)
        plans.save_support(supports=supports(self.cast), trainings=trainings(self.cast), **key)
        assessors = [
            plans.AssessorInput(person=self.cast.sun),
            plans.AssessorInput(person=self.cast.tan),
        ]
        plans.save_expectations(expectations=expectations(), assessors=assessors, **key)
        return self

    def checked(self, facts: plans.PrecheckFacts = NO_CONCERN) -> Story:
        plans.run_precheck(by=self.zhao, plan=self.plan.uid, facts=facts, now=at(11, 16, 10))
        return self

    def submitted(self) -> Story:
        plans.submit_to_hr(by=self.zhao, plan=self.plan.uid, now=at(11, 16, 11))
        return self

    def published(self) -> Story:
        plans.approve_and_publish(by=self.he, plan=self.plan.uid, now=at(11, 20))
        return self

    def answered(self, kind: str = "accept", statement: str = "") -> Story:
        plans.answer(by=self.lin, plan=self.plan.uid, kind=kind, statement=statement, now=at(11, 24))
        return self

    def started(self) -> Story:
        plans.start(by=self.zhao, plan=self.plan.uid, now=at(11, 30))
        return self

    def trained(self) -> Story:
        """Every training attended and tested, by its trainer or HR."""
        for row in Training.objects.filter(plan=self.plan, dropped_in=None):
            plans.record_attendance(
                by=self.he,
                training=row.uid,
                held_on=date(2026, 12, 4),
                hours=Decimal(6),
                attended=True,
                now=at(12, 4, 18),
            )
            plans.record_test(by=self.he, training=row.uid, score="86", result="passed", now=at(12, 4, 19))
        return self

    def assessing(self) -> Story:
        plans.begin_assessment(by=self.zhao, plan=self.plan.uid, now=at(1, 22, year=2027))
        return self

    def marked(self, value: int = 90) -> Story:
        """A result for every criterion."""
        now = at(1, 26, year=2027)
        for row in Expectation.objects.filter(plan=self.plan, dropped_in=None):
            if row.basis == "system":
                plans.record_reading(
                    by=self.he,
                    plan=self.plan.uid,
                    expectation=row.uid,
                    value=Decimal(value),
                    source="CRM",
                    now=now,
                )
                continue
            for judge in assessors_of(self.plan):
                plans.mark(
                    by=self.cast.actor(judge.person),
                    assessor=judge.uid,
                    expectation=row.uid,
                    value=Decimal(value),
                    comment="六次复盘都有记录",
                    now=now,
                )
        return self

    def closed(self, outcome: str = "met") -> Story:
        now = at(1, 28, year=2027)
        plans.close(by=self.he, plan=self.plan.uid, outcome=outcome, text="三项均已评定。", now=now)
        return self

    def support(self) -> Support:
        """The first promise: access to past prices, by Zhao."""
        return Support.objects.filter(plan=self.plan, dropped_in=None).order_by("position")[0]

    def check_in(self) -> CheckIn:
        """The first check-in."""
        return CheckIn.objects.filter(plan=self.plan).order_by("due_on")[0]


STEPS: tuple[Callable[[Story], Story], ...] = (
    Story.written,
    Story.checked,
    Story.submitted,
    Story.published,
    Story.answered,
    Story.started,
    Story.trained,
    Story.assessing,
    Story.marked,
    Story.closed,
)


def open_story(cast: Cast, person: Person | None = None) -> Story:
    """A fresh draft for Lin, or another report of Zhao's."""
    plan = plans.open_plan(
        by=cast.actor(cast.zhao),
        person=person or cast.lin,
        title="把报价变成订单",
        talks_on=[date(2026, 11, 3), date(2026, 11, 10)],
        now=at(11, 13),
    )
    return Story(cast, plan)


def story_until(cast: Cast, step: Callable[[Story], Story], person: Person | None = None) -> Story:
    """The story up to and with `step`."""
    story = open_story(cast, person)
    for one in STEPS[: STEPS.index(step) + 1]:
        one(story)
    story.plan.refresh_from_db()
    return story


def diagnosis(**changes: Any) -> plans.DiagnosisInput:
    return plans.DiagnosisInput(
        **{
            "title": "把报价变成订单",
            "environment": "市场使本区转化下降3个百分点，已从目标中扣除；负责客户17家，同岗中位数14家；"
            "近8周休假2天；区域无变动。",
            "talks_on": (date(2026, 11, 3), date(2026, 11, 10)),
            "starts_on": date(2026, 11, 30),
            "ends_on": date(2027, 1, 22),
            **changes,
        }
    )


def concerns() -> list[plans.ConcernInput]:
    return [
        plans.ConcernInput(
            text="报价转订单率连续5个月低于达标值24%。",
            detail="第三季度17%，10月至今19%；同区同岗6人的中位数为27%。",
            measure="报价转订单率",
            unit="%",
            baseline=Decimal(17),
            peers=Decimal(27),
            yardstick_value=Decimal(24),
            yardstick_on=date(2026, 6, 20),
            measured_from=date(2026, 7, 1),
            examples=(
                plans.ExampleInput(on=date(2026, 10, 14), text="苏州大学，报价后9天无跟进记录"),
                plans.ExampleInput(on=date(2026, 10, 22), text="苏州医院，报价后9天无跟进记录"),
            ),
        ),
        plans.ConcernInput(
            text="报价后跟进慢。",
            detail="3个工作日内跟进的报价占41%。",
            measure="3个工作日内跟进率",
            unit="%",
            baseline=Decimal(41),
            peers=Decimal(88),
            yardstick_value=Decimal(85),
            yardstick_on=date(2026, 6, 20),
            measured_from=date(2026, 7, 1),
            examples=(plans.ExampleInput(on=date(2026, 10, 29), text="无锡环测，客户第8天来电询问"),),
        ),
    ]


def expectations() -> list[plans.ExpectationInput]:
    end = date(2027, 1, 22)
    return [
        plans.ExpectationInput(
            text="报价转订单率，8周累计",
            unit="%",
            baseline=Decimal(17),
            target=Decimal(24),
            peers=Decimal(27),
            due_on=end,
            source="CRM",
            weight=Decimal(50),
        ),
        plans.ExpectationInput(
            text="报价后3个工作日内跟进",
            unit="%",
            baseline=Decimal(41),
            target=Decimal(85),
            peers=Decimal(88),
            due_on=end,
            source="CRM",
            weight=Decimal(30),
        ),
        plans.ExpectationInput(
            text="谈判复盘，质量由两人评分",
            unit="次",
            baseline=Decimal(0),
            target=Decimal(6),
            due_on=end,
            basis="assessors",
            weight=Decimal(20),
            marking="每次复盘按准备、提问、收尾三项评分，三项都达到记一次。",
        ),
    ]


def supports(cast: Cast) -> list[plans.SupportInput]:
    return [
        plans.SupportInput(text="开通历史成交价权限", owner=cast.zhao, due_on=date(2026, 11, 27)),
        plans.SupportInput(
            text="每周一次谈判陪练，共8次",
            owner=cast.qian,
            kind="mentor",
            due_on=date(2027, 1, 21),
            rhythm="每周四",
        ),
    ]


def trainings(cast: Cast) -> list[plans.TrainingInput]:
    return [
        plans.TrainingInput(
            gap="报价后的跟进与收尾",
            course="从报价到签约",
            trainer=cast.bai,
            hours=Decimal(6),
            due_on=date(2026, 12, 4),
            test="三个案例的书面测试",
        )
    ]
