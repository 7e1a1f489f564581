"""What a plan says, and filling the texts of a family with a person's own figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import isnan
from typing import TYPE_CHECKING

from jingjin.goals.public import Measure
from jingjin.plans import public as plans
from jingjin.workflows.demo.goal_tree import FAMILY_GOALS
from jingjin.workflows.demo.plan_texts import TEXTS
from jingjin.workflows.demo.words import Family

if TYPE_CHECKING:
    from datetime import date

    from jingjin.workflows.demo.days import Cycle
    from jingjin.workflows.demo.goal_plans import Results
    from jingjin.workflows.demo.people import PersonPlan
    from jingjin.workflows.demo.stage import Stage

QUOTE_TARGET = 25.0
LOOK_BACK = 13  # weeks of figures behind a concern


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    """Everything that a manager writes into a plan, and what the pre-check knew."""

    title: str
    environment: str
    concerns: tuple[plans.ConcernInput, ...]
    expectations: tuple[plans.ExpectationInput, ...]
    supports: tuple[plans.SupportInput, ...]
    trainings: tuple[plans.TrainingInput, ...]
    assessors: tuple[plans.AssessorInput, ...]
    facts: plans.PrecheckFacts


@dataclass(frozen=True)
class Helpers:
    """Who helps: the manager promises, a colleague is mentor, two others assess, one of them or a third trains."""

    manager: PersonPlan
    mentor: PersonPlan
    assessors: tuple[PersonPlan, PersonPlan]
    trainer: PersonPlan


@dataclass(frozen=True)
class Standing:
    """A person's figure before a plan, the target agreed, what comparable people have."""

    value: float
    target: float
    peers: float

    @property
    def gap(self) -> float:
        """How far below the target, as a share of it."""
        return 1 - self.value / self.target


def label_of(cycle: Cycle) -> str:
    """第三季度, or 上一周期 where cycles are no quarters."""
    return cycle.name.split("年", 1)[1] if "季度" in cycle.name else "上一周期"


def standing(results: Results, person: PersonPlan, people: set[str], until: date) -> Standing | None:
    """The main figure of a person's family over the weeks before a day; None without any."""
    key = TEXTS[person.family].metric
    value = results.of_weeks(key, {person.number}, until, LOOK_BACK)
    peers = results.of_weeks(key, people - {person.number}, until, LOOK_BACK)
    if isnan(value) or isnan(peers):
        return None
    return Standing(round(value, 1), target_of(person.family), round(peers, 1))


def target_of(family: Family) -> float:
    """What a goal asks for the main figure of a family."""
    if family == Family.SALES:
        return QUOTE_TARGET
    key = TEXTS[family].metric
    return next(
        target
        for metric, measure, target, _weight in FAMILY_GOALS[family]
        if metric == key and measure == Measure.STAY_ABOVE
    )


@dataclass(frozen=True)
class Span:
    """The first and last day of a plan."""

    start: date
    end: date


def usual(
    stage: Stage, person: PersonPlan, found: Standing, helpers: Helpers, span: Span, goal: float
) -> PlanContent:
    """The plan of somebody outside the story; `goal` is the value expected of the main figure."""
    text = TEXTS[person.family]
    people = stage.people
    return PlanContent(
        title=text.title,
        environment=text.environment,
        concerns=_concerns(stage, person, found, span),
        expectations=_expectations(stage, person, found, span, goal),
        supports=(
            plans.SupportInput(
                text=text.support, owner=people[helpers.manager.number], due_on=stage.settings.days.shift(span.start, 5)
            ),
            plans.SupportInput(
                text=text.mentoring[0], owner=people[helpers.mentor.number], kind=plans.SupportKind.MENTOR,
                due_on=span.end, rhythm=text.mentoring[1],
            ),
        ),
        trainings=(
            plans.TrainingInput(
                gap=text.gap, course=text.course, trainer=people[helpers.trainer.number], hours=Decimal(6),
                due_on=stage.settings.days.shift(span.start, 10), test=text.test,
            ),
        ),
        assessors=tuple(plans.AssessorInput(person=people[one.number]) for one in helpers.assessors),
        facts=plans.PrecheckFacts(
            environment_share=Decimal(12),
            broken_feeds=(),
            workload=plans.Workload(own=Decimal(15), peers=Decimal(14)),
            quota_known=True,
        ),
    )  # fmt: skip


def _concerns(
    stage: Stage, person: PersonPlan, found: Standing, span: Span
) -> tuple[plans.ConcernInput, ...]:
    text, days = TEXTS[person.family], stage.settings.days
    since = days.shift(span.start, -80)
    agreed = days.shift(since, -6)
    second = text.second
    return (
        plans.ConcernInput(
            text=f"{text.concern}{found.target:g}%。",
            detail=f"近一个季度{found.value:g}%，同岗中位数{found.peers:g}%。",
            metric=stage.metrics[text.metric],
            unit="%",
            baseline=_decimal(found.value),
            peers=_decimal(found.peers),
            yardstick_value=_decimal(found.target),
            yardstick_on=agreed,
            measured_from=since,
            examples=tuple(
                plans.ExampleInput(on=days.shift(span.start, back), text=example)
                for back, example in zip((-27, -22), text.examples, strict=True)
            ),
        ),
        plans.ConcernInput(
            text=text.second_concern,
            measure=second.name,
            unit=second.unit,
            baseline=Decimal(second.baseline),
            peers=Decimal(second.peers),
            yardstick_value=Decimal(second.target),
            yardstick_on=agreed,
            measured_from=since,
            examples=(plans.ExampleInput(on=days.shift(span.start, -16), text=text.second_example),),
        ),
    )


def _expectations(
    stage: Stage, person: PersonPlan, found: Standing, span: Span, goal: float
) -> tuple[plans.ExpectationInput, ...]:
    text = TEXTS[person.family]
    second = text.second
    feed = stage.metrics[text.metric].feed
    return (
        plans.ExpectationInput(
            text=text.expected, metric=stage.metrics[text.metric], unit="%", baseline=_decimal(found.value),
            target=_decimal(goal), peers=_decimal(found.peers), due_on=span.end, source=feed.name if feed else "",
            weight=Decimal(50),
        ),
        plans.ExpectationInput(
            text=second.name, unit=second.unit, baseline=Decimal(second.baseline), target=Decimal(second.target),
            peers=Decimal(second.peers), due_on=span.end, source=second.source, weight=Decimal(30),
        ),
        plans.ExpectationInput(
            text=text.judged, unit="次", baseline=Decimal(0), target=Decimal(text.judged_count), due_on=span.end,
            basis=plans.Basis.ASSESSORS, weight=Decimal(20), marking=text.marking,
        ),
    )  # fmt: skip


def _decimal(value: float) -> Decimal:
    return Decimal(str(round(value, 2)))
