"""The later life of a plan: check-ins, promised support, training, and the end with its assessment."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jingjin.plans import public as plans
from jingjin.workflows.demo import plan_texts
from jingjin.workflows.demo.plan_replay import Replay
from jingjin.workflows.demo.plan_scripts import Course

if TYPE_CHECKING:
    from datetime import date

    from jingjin.core.actor import Actor

FIRST_WEEKS = 2  # the missed check-in of a plan that has one is its second
READ, MARKED, CLOSED = 1, 2, 4  # working days after the last day
SCORES = ("82", "86", "88", "91")


class Running(Replay):
    """A plan that has begun."""

    def run(self) -> None:
        """Everything between the first day and today, or the last day."""
        self._train()
        self._support()
        self._check_in()
        self._extend()

    def _past(self, day: date | None) -> bool:
        """Whether a day lies before today: that of today may still be ahead."""
        return day is not None and day < self.stage.settings.today

    def _actor_of(self, person_id: int) -> Actor:
        number = next(number for number, person in self.stage.people.items() if person.pk == person_id)
        return self.stage.actor(number)

    def _train(self) -> None:
        """The training on its day, its test by the trainer a day later."""
        for row in self.plan.trainings.filter(dropped_in=None):
            day = row.due_on or self.end
            tested = self.days.shift(day, 1)
            if not self._past(tested) or row.trainer_id is None:
                continue
            trainer = self._actor_of(row.trainer_id)
            with self.stage.old_news(day=day, if_before=self.days.back(3)):
                plans.record_attendance(
                    by=trainer,
                    training=row.uid,
                    held_on=day,
                    hours=row.hours or Decimal(4),
                    attended=True,
                    now=self.stage.at(day, 17, 40),
                )
                score = SCORES[sum(map(ord, self.script.person.number)) % len(SCORES)]
                plans.record_test(
                    by=trainer,
                    training=row.uid,
                    score=score,
                    result=plans.TrainingResult.PASSED,
                    now=self.stage.at(tested, 16),
                )

    def _support(self) -> None:
        """Promises kept on their day, but for the one of the story that is late."""
        for row in self.plan.supports.filter(dropped_in=None):
            if row.text == plan_texts.LATE_SUPPORT or row.due_on is None or not self._past(row.due_on):
                continue
            day = self.days.on_or_before(row.due_on)
            with self.stage.old_news(day=day, if_before=self.days.back(3)):
                plans.finish_support(
                    by=self._actor_of(row.owner_id), support=row.uid, now=self.stage.at(day, 15, 20)
                )

    def _check_in(self) -> None:
        """One a week: the manager holds it, the person writes beside it. One may have been missed."""
        for n, row in enumerate(self.plan.check_ins.order_by("due_on")):
            if not self._past(row.due_on):
                continue
            day = row.due_on
            if n == FIRST_WEEKS - 1 and self.misses:
                late = self.days.shift(day, 1)
                if not self._past(late):
                    continue
                plans.count_missed(by=self.stage.by, now=self.stage.at(late, 6))
                day = late
            told, own = plan_texts.CHECK_INS[n % len(plan_texts.CHECK_INS)]
            with self.stage.old_news(day=day, if_before=self.days.back(3)):
                at = self.stage.at(day, 16, 30)
                plans.check_in(by=self.manager, check_in=row.uid, note=told, now=at)
                plans.check_in(by=self.own, check_in=row.uid, note=own, now=self.stage.at(day, 17, 10))

    @property
    def misses(self) -> bool:
        """Whether the manager missed a check-in of this plan."""
        return self.script.course in {Course.RUNNING, Course.PARTLY_MET} and not self.script.person.key

    def _extend(self) -> None:
        """HR confirms what the printed rule gives, for the promise of the story that is late."""
        late = self.plan.supports.filter(dropped_in=None, text=plan_texts.LATE_SUPPORT, done_on=None).first()
        if late is None or late.due_on is None:
            return
        today = self.days.on_or_before(self.stage.settings.today)
        days = self.days.count(late.due_on, today)
        with self.on(today, self.hr, 8, 30) as step:
            plans.extend(
                cause=plans.ExtensionCause.LATE_SUPPORT, days=days, note="支持晚到，计划按规则顺延。", **step
            )

    def assess(self) -> None:
        """Begin on the last day; bound indicators give their values, HR reads the other system data."""
        with self.on(self.end, self.manager, 17, 30) as step:
            plans.begin_assessment(**step)
        for row in self._criteria("system"):
            if self.plan.assessment.marks.filter(expectation=row).exists():
                continue
            with self.on(self.days.shift(self.end, READ), self.hr, 11) as step:
                value, source = self._reading(row), row.source
                plans.record_reading(expectation=row.uid, value=value, source=source, **step)

    def _criteria(self, basis: str) -> Any:
        self.plan.refresh_from_db()
        return self.plan.expectations.filter(dropped_in=None, basis=basis).order_by("position")

    def _reading(self, row: Any) -> Decimal:
        """What a sample gave: a little over the target, or part of the way to it."""
        target, baseline = row.target or Decimal(0), row.baseline or Decimal(0)
        if self.script.course is Course.MET:
            return target + 2
        if self.script.course is Course.NOT_MET:
            return round(baseline + (target - baseline) * Decimal("0.6"), 0)
        first = self.plan.assessment.marks.filter(expectation__position__lt=row.position).first()
        reached = first is not None and first.value >= (first.expectation.target or 0)
        return target - 4 if reached else target + 1

    def mark(self, *, everybody: bool = True) -> None:
        """The assessors, each without seeing the other; one of them may still have to."""
        judges = list(self.plan.assessors.filter(dropped_in=None).order_by("position"))
        day = self.days.shift(self.end, MARKED if everybody else READ)
        for row in self._criteria("assessors"):
            for judge in judges if everybody else judges[:1]:
                value = row.target or Decimal(0)
                with self.stage.old_news(day=day, if_before=self.days.back(3)):
                    plans.mark(
                        by=self._actor_of(judge.person_id),
                        assessor=judge.uid,
                        expectation=row.uid,
                        value=value,
                        comment=plan_texts.COMMENT.format(count=value.normalize()),
                        now=self.stage.at(day, 14),
                    )

    def close(self) -> None:
        """HR closes it with the outcome that the results give."""
        marks = list(
            self.plan.assessment.marks.select_related("expectation").order_by("expectation__position")
        )
        met = {mark.expectation_id: mark.value >= (mark.expectation.target or 0) for mark in marks}
        system = [met[mark.expectation_id] for mark in marks if mark.assessor_id is None]
        outcome = plans.Outcome.PARTLY_MET
        if all(met.values()):
            outcome = plans.Outcome.MET
        elif not any(system):
            outcome = plans.Outcome.NOT_MET
        lines = {
            mark.expectation_id: plan_texts.RESULT.format(
                text=mark.expectation.text,
                value=f"{round(mark.value, 1).normalize():f}{mark.expectation.unit}",
                target=f"{(mark.expectation.target or Decimal(0)).normalize():f}{mark.expectation.unit}",
                word="达到" if met[mark.expectation_id] else "未达到",
            )
            for mark in marks
        }
        text = "；".join(lines.values()) + plan_texts.HEARD
        with self.on(self.days.shift(self.end, CLOSED), self.hr, 15) as step:
            plans.close(outcome=outcome, text=text, **step)
