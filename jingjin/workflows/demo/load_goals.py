"""Loading cycles, goals and what was said about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from jingjin.goals import public as goals
from jingjin.workflows.demo import goal_texts as texts
from jingjin.workflows.demo import voices
from jingjin.workflows.demo.goal_people import PersonGoals
from jingjin.workflows.demo.goal_plans import BEFORE, NOW, GoalPlan
from jingjin.workflows.demo.goal_tree import UnitGoals

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.workflows.demo.days import Cycle
    from jingjin.workflows.demo.stage import Stage

AGREED_BEFORE, LOCKED_AFTER = 8, 20  # working days before and after the first day of a cycle
MOST_UPDATES = 40


@dataclass(frozen=True)
class Dates:
    """When the goals of a cycle were written, proposed, accepted and closed."""

    written: datetime
    proposed: datetime
    accepted: datetime
    closed: datetime | None


def load(stage: Stage) -> None:
    """The two cycles and all goals with their history."""
    for cycle, name in ((stage.settings.days.cycle.before(), BEFORE), (stage.settings.days.cycle, NOW)):
        stage.periods[name] = _period(stage, cycle)
    plans = list(UnitGoals(stage.settings, stage.staff, stage.results).plans())
    plans += PersonGoals(stage.settings, stage.staff, stage.results, {plan.key for plan in plans}).plans()
    made = goals.take_over(
        by=stage.by, goals=[_agreed(stage, plan) for plan in plans], today=stage.settings.today
    )
    stage.goals.update({plan.key: goal.uid for plan, goal in zip(plans, made, strict=True)})


def _period(stage: Stage, cycle: Cycle) -> goals.Period:
    days = stage.settings.days
    first = days.on_or_after(cycle.start)
    data = goals.PeriodData(
        name=cycle.name,
        name_en=cycle.name_en,
        start=cycle.start,
        end=cycle.end,
        confirm_by=days.shift(first, -1),
        lock_on=days.shift(first, LOCKED_AFTER),
    )
    return goals.create_period(by=stage.by, data=data, now=stage.at(days.shift(first, -15)))


def _dates(stage: Stage, plan: GoalPlan) -> Dates:
    days = stage.settings.days
    cycle = days.cycle if plan.cycle == NOW else days.cycle.before()
    first = days.on_or_after(plan.start or cycle.start)
    proposed = first if plan.start and plan.start > cycle.start else days.shift(first, -AGREED_BEFORE)
    spread = sum(map(ord, plan.key)) % 4  # not everybody answers on the same day
    accepted = days.shift(proposed, 1 + spread)
    closed = days.shift(days.on_or_after(cycle.end), 3 + spread) if plan.cycle == BEFORE else None
    return Dates(
        stage.at(days.shift(proposed, -1), 16),
        stage.at(proposed, 9, 40),
        stage.at(min(accepted, stage.settings.today), 10 + spread, 15),
        stage.at(closed, 14, 30) if closed else None,
    )


def _agreed(stage: Stage, plan: GoalPlan) -> goals.AgreedGoal:
    dates = _dates(stage, plan)
    manager = stage.actor(_manager(stage, plan))
    personal = plan.level == goals.Level.PERSON
    said = plan.agreed != "nobody"
    return goals.AgreedGoal(
        uid=stage.settings.uid("goal", plan.key),
        owner=_owner(stage, plan),
        kind=plan.kind,
        period=stage.periods[plan.cycle],
        data=_data(stage, plan),
        written=goals.Said(by=manager, at=dates.written),
        parent=_uid(stage, plan.parent),
        proposed=goals.Said(by=manager, at=dates.proposed) if said else None,
        accepted=(
            goals.Said(by=stage.actor(plan.person), at=dates.accepted)
            if personal and plan.agreed == "both"
            else None
        ),
        closed=goals.Said(by=manager, at=dates.closed) if dates.closed else None,
        reason=texts.CLOSED_REASON if dates.closed else "",
        done={step.title: step.done_on for step in plan.steps if step.done_on},
    )


def _uid(stage: Stage, key: str) -> UUID | None:
    return stage.settings.uid("goal", key) if key else None


def _manager(stage: Stage, plan: GoalPlan) -> str:
    """Who gives the goal: a person's manager; of units and company whoever is above who answers for it."""
    person = stage.staff.by_number[plan.responsible]
    return person.managed_by[-1].number if person.managed_by else person.number


def _owner(stage: Stage, plan: GoalPlan) -> goals.Owner:
    person = stage.people[plan.responsible]
    if plan.level == goals.Level.PERSON:
        return goals.Owner(level=plan.level, person=person)
    unit = stage.units[plan.unit] if plan.unit else None
    return goals.Owner(level=plan.level, unit=unit, responsible=person)


def _data(stage: Stage, plan: GoalPlan) -> goals.GoalData:
    return goals.GoalData(
        title=plan.names[0],
        title_en=plan.names[1],
        measure=plan.measure,
        measured_in=plan.measured_in[0],
        measured_in_en=plan.measured_in[1],
        baseline=_decimal(plan.baseline),
        target=_decimal(plan.target),
        start=plan.start,
        weight=Decimal(str(plan.weight)) / 100,
        metric=stage.metrics[plan.metric] if plan.metric else None,
        milestones=tuple(
            goals.MilestoneData(title=step.title, title_en=step.title_en, due=step.due) for step in plan.steps
        ),
    )


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, 6)))


def speak(stage: Stage) -> None:
    """What people have said: on the goals they answer for, and in their weekly updates."""
    for back, value, word in voices.UNIVERSITIES:
        _check_in(stage, "east/universities", "zheng", stage.settings.days.back(back), word, Decimal(value))
    for key, who, back, word in voices.ON_GOALS:
        _check_in(stage, key, who, stage.settings.days.back(back), word)
    for who, weeks, word in voices.WEEKLY:
        _update(stage, stage.staff.by_key[who].number, weeks, word)
    dice = stage.settings.dice("updates")
    people = [
        person for person in stage.staff.employed() if not person.key and person.family in voices.OTHERS
    ]
    for index in sorted(dice.permutation(len(people))[:MOST_UPDATES]):
        person = people[index]
        if not person.is_away(stage.settings.today):
            words = voices.OTHERS[person.family]
            _update(stage, person.number, 1, words[int(dice.integers(len(words)))])


def _check_in(
    stage: Stage, key: str, who: str, day: date, word: voices.Word, value: Decimal | None = None
) -> None:
    if day < stage.settings.days.cycle.start:
        return
    goals.check_in(
        by=stage.actor(stage.staff.by_key[who].number),
        uid=stage.goals[key],
        now=stage.at(day, 17, 20) if day < stage.settings.today else stage.at(day, 8, 40),
        today=day,
        value=value,
        confidence=word.confidence,
        note=word.note,
    )


def _update(stage: Stage, number: str, weeks_ago: int, word: voices.Word) -> None:
    """An update of the last working day of a week; of this week on its first, or this morning."""
    settings = stage.settings
    monday = settings.this_week - timedelta(weeks=weeks_ago)
    if weeks_ago:
        day = settings.days.on_or_before(monday + timedelta(days=4))
    else:
        day = min(settings.days.on_or_after(monday), settings.days.on_or_before(settings.today))
    if day < monday:  # a week without a working day
        return
    goals.update_week(
        by=stage.actor(number),
        confidence=word.confidence,
        note=word.note,
        now=stage.at(day, 8, 50 + len(word.note) % 10),
        today=day,
    )
