"""Replaying one improvement plan through the actions of plans, each step on its day and by its own actor."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from jingjin.plans import public as plans
from jingjin.workflows.demo import plan_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jingjin.core.actor import Actor
    from jingjin.workflows.demo.plan_content import PlanContent
    from jingjin.workflows.demo.plan_scripts import Script
    from jingjin.workflows.demo.stage import Stage

# Working days before the first day of a plan.
TALKS, OPENED, WRITTEN, RETURNED, WITHDRAWN = (19, 14), 11, 10, 8, 7
PUBLISHED, DISAGREED, DECLINED, ANSWERED, REPLIED = 6, 4, 4, 3, 2
OLD_NEWS = 3  # working days after which nobody is told of a step any more


class Replay:
    """The life of one plan so far. Steps that would lie after today are left out."""

    def __init__(self, stage: Stage, script: Script, content: PlanContent) -> None:
        self.stage, self.script, self.content = stage, script, content
        self.days = stage.settings.days
        self.start, self.end = script.span.start, script.span.end
        self.person = stage.people[script.person.number]
        self.manager = stage.actor(script.helpers.manager.number)
        self.own = stage.actor(script.person.number)
        self.hr = stage.actor(stage.hr_of(script.person).number)
        self.plan: plans.Plan

    def before(self, count: int) -> date:
        """So many working days before the first day."""
        return self.days.shift(self.start, -count)

    @contextmanager
    def on(self, day: date, by: Actor, hour: int = 10, minute: int = 0) -> Iterator[dict[str, Any]]:
        """The arguments of a step on a day; old steps are no news to anybody."""
        with self.stage.old_news(if_before=self.days.back(OLD_NEWS), day=day):
            yield {"by": by, "plan": self.plan.uid, "now": self.stage.at(day, hour, minute)}

    def write(self, *, whole: bool = True) -> None:
        """The manager opens the draft and writes it: all of it, or the first two steps."""
        content = self.content
        opened = self.before(OPENED)
        talks = tuple(self.before(count) for count in TALKS)
        with self.stage.old_news(if_before=self.days.back(OLD_NEWS), day=opened):
            self.plan = plans.open_plan(
                by=self.manager,
                person=self.person,
                title=content.title,
                now=self.stage.at(opened, 14, 10),
                talks_on=talks,
            )
        diagnosis = plans.DiagnosisInput(
            title=content.title,
            environment=content.environment,
            talks_on=talks,
            starts_on=self.start,
            ends_on=self.end,
        )
        with self.on(self.before(WRITTEN), self.manager, 9, 30) as step:
            plans.save_diagnosis(diagnosis=diagnosis, **step)
            plans.save_concerns(concerns=content.concerns, **step)
            if whole:
                plans.save_support(supports=content.supports, trainings=content.trainings, **step)
                plans.save_expectations(
                    expectations=content.expectations, assessors=content.assessors, **step
                )

    def submit(self) -> None:
        """The pre-check, and off to HR."""
        with self.on(self.before(WRITTEN), self.manager, 11) as step:
            plans.run_precheck(facts=self.content.facts, **step)
            plans.submit_to_hr(**step)

    def send_back(self) -> None:
        """HR returns it with a question."""
        with self.on(self.before(RETURNED), self.hr, 16) as step:
            plans.return_to_manager(reason=plan_texts.RETURNED, **step)

    def withdraw(self) -> None:
        """HR ends it before the person has seen it: the market explains the gap."""
        with self.on(self.before(WITHDRAWN), self.hr, 16) as step:
            plans.withdraw(reason=plan_texts.WITHDRAWN, **step)

    def publish(self) -> None:
        """HR approves and publishes."""
        with self.on(self.before(PUBLISHED), self.hr) as step:
            plans.approve_and_publish(**step)

    def accept(self) -> None:
        """Received, and will follow."""
        with self.on(self.before(ANSWERED), self.own, 15) as step:
            plans.answer(kind=plans.AnswerKind.ACCEPT, **step)

    def disagree(self) -> None:
        """Received, and disagrees with a part, in the person's own words."""
        sells = self.script.person.family == "sales"
        statement = plan_texts.SALES_DISAGREEMENT if sells else plan_texts.DISAGREEMENT
        with self.on(self.before(DISAGREED), self.own, 15, 40) as step:
            plans.answer(
                kind=plans.AnswerKind.DISAGREE,
                statement=statement,
                support_wanted=[plan_texts.WANTED],
                **step,
            )

    def keep(self) -> None:
        """HR answers the disagreement in writing."""
        with self.on(self.before(REPLIED), self.hr, 11) as step:
            plans.hr_reply(decision=plans.Decision.KEEP, text=plan_texts.KEPT, **step)

    def decline(self) -> None:
        """The person does not sign."""
        with self.on(self.before(DECLINED - 1), self.own, 17) as step:
            plans.decline(**step)

    def record_refusal(self) -> None:
        """HR records the delivery with a witness."""
        with self.on(self.before(REPLIED), self.hr, 14) as step:
            plans.record_refusal(witness=plan_texts.WITNESS, delivery=plan_texts.DELIVERY, **step)

    def begin(self) -> None:
        """The first day."""
        with self.on(self.start, self.manager, 9) as step:
            plans.start(**step)

    def pause(self) -> None:
        """The manager pauses it for a reason that both read."""
        with self.on(self.days.back(3), self.manager, 16) as step:
            plans.pause(reason=plan_texts.PAUSED, **step)

    def change(self) -> None:
        """HR changes what was locked: it pauses and asks for a new answer."""
        rows = list(self.content.expectations)
        stored = list(self.plan.expectations.filter(dropped_in=None).order_by("position"))
        lowered = [
            replace(row, uid=kept.uid, target=row.target - 5 if n == 1 and row.target else row.target)
            for n, (row, kept) in enumerate(zip(rows, stored, strict=True))
        ]
        change = plans.PlanChange(
            environment=self.content.environment + "等待备件的时间从达标值中扣除。",
            expectations=tuple(lowered),
        )
        with self.on(self.days.back(2), self.hr, 10) as step:
            plans.change_after_publishing(reason=plan_texts.CHANGED, change=change, **step)
