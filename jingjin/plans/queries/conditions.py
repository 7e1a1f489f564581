"""Which conditions of the transition table hold for a plan now."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jingjin.plans.models import Answer, Mark
from jingjin.plans.queries.content import assessors_of, content_of, expectations_of, texts_of, trainings_of
from jingjin.plans.queries.precheck import blockers_of, latest_precheck
from jingjin.plans.words.complete import MIN_ASSESSORS, lacks, mentors
from jingjin.plans.words.lint import Finding, blockers, lint
from jingjin.plans.words.machine import transitions
from jingjin.plans.words.states import (
    FINAL_ANSWERS,
    Act,
    AnswerKind,
    Basis,
    Condition,
    Decision,
    Outcome,
    PauseKind,
    State,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from jingjin.plans.models import Plan


@dataclass
class Situation:
    """A plan on a day, with what is asked of it more than once."""

    plan: Plan
    today: date
    given: frozenset[Condition] = field(default=frozenset())

    @cached_property
    def content(self) -> dict[str, Any]:
        """The content as it stands in the rows."""
        return content_of(self.plan)

    @cached_property
    def lacking(self) -> list[tuple[str, str]]:
        """What is missing, by step of the wizard."""
        return lacks(self.content)

    @cached_property
    def wrong_words(self) -> list[Finding]:
        """The wordings that can't be published."""
        return blockers(texts_of(self.content))

    @cached_property
    def weak_words(self) -> list[Finding]:
        """The wordings that are worth another look, without forbidding anything."""
        return [one for text in texts_of(self.content) for one in lint(text) if not one.blocks]

    @cached_property
    def answer(self) -> Answer | None:
        """The final answer to the current version."""
        return current_answer(self.plan)

    def holds(self, condition: Condition) -> bool:
        """Whether the condition holds; one that only the action knows must be in `given`."""
        test = TESTS.get(condition)
        return condition in self.given or (test is not None and test(self))

    def conditions(self, act: Act) -> set[Condition]:
        """The conditions of the action's transitions that hold; no other is looked up."""
        needed = {need for one in transitions(act, State(self.plan.state)) for need in one.conditions}
        return {need for need in needed if self.holds(need)}


def current_answer(plan: Plan) -> Answer | None:
    """The answer to the current version, with HR's reply (1 query)."""
    rows = Answer.objects.filter(plan=plan, number=plan.content_version, kind__in=FINAL_ANSWERS)
    return rows.select_related("reply").first()


def reply_decision(answer: Answer | None) -> str:
    """What HR decided on a disagreement; empty while it hasn't."""
    reply = getattr(answer, "reply", None)
    return reply.decision if reply else ""


def _blockers_decided(now: Situation) -> bool:
    return bool(now.plan.precheck_decision.strip()) or not blockers_of(latest_precheck(now.plan))


def _first_request(now: Situation) -> bool:
    rows = Answer.objects.filter(plan=now.plan, number=now.plan.content_version, kind=AnswerKind.MORE_TIME)
    return not rows.exists()


def _unsigned(now: Situation) -> bool:
    overdue = now.plan.answer_by is not None and now.today > now.plan.answer_by
    return overdue or now.plan.declined_at is not None


def _disagreed(now: Situation) -> bool:
    open_answer = now.answer is not None and now.answer.kind == AnswerKind.DISAGREE
    return open_answer and not reply_decision(now.answer)


def _settled(now: Situation) -> bool:
    if now.answer is None:
        return False
    return now.answer.kind != AnswerKind.DISAGREE or reply_decision(now.answer) == Decision.KEEP


def _trained(now: Situation) -> bool:
    rows = trainings_of(now.plan)
    return bool(rows) and all(row.result for row in rows)


def _assessable(now: Situation) -> bool:
    judged = any(row["basis"] == Basis.ASSESSORS for row in now.content["expectations"])
    people = {row["person"] for row in now.content["assessors"]}
    enough = len(people) >= MIN_ASSESSORS or not judged
    return enough and not people & mentors(now.content)


def _marked(now: Situation) -> bool:
    return not unmarked(now.plan)


def unmarked(plan: Plan) -> list[tuple[int, int | None]]:
    """(criterion, assessor or None for system data) that still waits for a result (3 queries)."""
    assessors = assessors_of(plan)
    marked = set(Mark.objects.filter(assessment__plan=plan).values_list("expectation_id", "assessor_id"))
    wanted: list[tuple[int, int | None]] = []
    for row in expectations_of(plan):
        judges = [one.pk for one in assessors] if row.basis == Basis.ASSESSORS else [None]
        wanted += [(row.pk, judge) for judge in judges]
    return [pair for pair in wanted if pair not in marked]


TESTS: dict[Condition, Callable[[Situation], bool]] = {
    Condition.COMPLETE: lambda now: not now.lacking,
    Condition.WORDED: lambda now: not now.wrong_words,
    Condition.CHECKED: lambda now: latest_precheck(now.plan) is not None,
    Condition.BLOCKERS_DECIDED: _blockers_decided,
    Condition.FIRST_REQUEST: _first_request,
    Condition.CHANGED: lambda now: now.plan.pause_kind == PauseKind.CHANGED,
    Condition.NOT_CHANGED: lambda now: now.plan.pause_kind == PauseKind.OTHER,
    Condition.STARTED: lambda now: now.plan.started_on is not None,
    Condition.UNSIGNED: _unsigned,
    Condition.DISAGREED: _disagreed,
    Condition.SETTLED: _settled,
    Condition.DAY_REACHED: lambda now: now.plan.starts_on is not None and now.today >= now.plan.starts_on,
    Condition.TRAINED: _trained,
    Condition.PERIOD_OVER: lambda now: now.plan.ends_on is not None and now.today >= now.plan.ends_on,
    Condition.ASSESSABLE: _assessable,
    Condition.MARKED: _marked,
    Condition.MET: lambda now: now.plan.outcome == Outcome.MET,
}


def possible(plan: Plan, acts: Collection[Act], *, today: date) -> set[Act]:
    """Those of `acts` whose conditions hold now, whoever asks: what a page offers."""
    now = Situation(plan, today)
    return {
        act
        for act in acts
        if any(one.conditions <= now.conditions(act) for one in transitions(act, State(plan.state)))
    }
