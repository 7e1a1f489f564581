"""The goals of people: what their team's goals ask of each, now and in the cycle before."""

from __future__ import annotations

from datetime import timedelta
from math import isnan
from typing import TYPE_CHECKING, Any

from jingjin.goals.public import Level, Measure
from jingjin.workflows.demo import goal_texts as texts
from jingjin.workflows.demo.goal_plans import BEFORE, GoalPlan, Results, spread, to_step
from jingjin.workflows.demo.goal_tree import FAMILY_GOALS, NAMES, SALES_WEIGHTS
from jingjin.workflows.demo.words import Family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jingjin.workflows.demo.days import Cycle
    from jingjin.workflows.demo.people import PersonPlan, Staff
    from jingjin.workflows.demo.settings import Settings

SETTLED = timedelta(days=30)  # after which somebody has goals like everybody else
OWN_WAYS = {("lin", "quote_rate"): (Measure.INCREASE, 17.0, 24.0)}
LOW_RATE, RATE, RISE = 25.0, 25.0, 3.0
WAITING_EVERY = 40  # of so many people one has not said yes yet, and another has said no
FIRST_QUOTA = 0.95  # what the cycle before asked, compared with this one


class PersonGoals:
    """The plans of people. `parents` are the keys of the unit goals that exist."""

    def __init__(self, settings: Settings, staff: Staff, results: Results, parents: set[str]) -> None:
        self.settings, self.results, self.parents = settings, results, parents
        self.people = [
            person for person in staff.employed() if not person.leads and person.family != Family.LEADERS
        ]

    def plans(self) -> Iterator[GoalPlan]:
        """Of the running cycle and the one before."""
        cycle = self.settings.days.cycle
        for n, person in enumerate(self.people):
            if cycle.start - person.hired_on < SETTLED:
                yield self._settling(person)
                continue
            agreed = "both"
            if not person.key and n % WAITING_EVERY in (7, 27):
                agreed = "manager" if n % WAITING_EVERY == 7 else "nobody"  # noqa: PLR2004 - one of each
            yield from self._now(person, agreed)
            if cycle.before().start - person.hired_on >= SETTLED:
                yield from self._before(person)

    def _goal(
        self, person: PersonPlan, about: str, names: tuple[str, str], weight: int, **more: Any
    ) -> GoalPlan:
        return GoalPlan(
            key=more.pop("key", f"{person.number}/{about}"),
            level=Level.PERSON,
            person=person.number,
            responsible=person.number,
            names=names,
            weight=weight,
            **more,
        )

    def _settling(self, person: PersonPlan) -> GoalPlan:
        """Somebody new has tasks instead of figures."""
        cycle = self.settings.days.cycle
        start = max(cycle.start, person.hired_on)
        days = self.settings.today - start
        done = round(len(texts.ONBOARDING) * days / (cycle.end - start)) + 1
        steps = spread(texts.ONBOARDING, min(done, texts.ONBOARDING_DONE), start, cycle.end, self.settings)
        return self._goal(
            person, "settling", texts.ONBOARDING_TITLE, 100, measure=Measure.MILESTONE, steps=steps, start=start
        )  # fmt: skip

    def _now(self, person: PersonPlan, agreed: str) -> Iterator[GoalPlan]:
        if person.family == Family.SALES:
            yield from self._selling(person, agreed)
            return
        for key, measure, target, weight in FAMILY_GOALS[person.family]:
            yield self._goal(
                person, key, NAMES[key], weight, metric=key, measure=measure, target=target, agreed=agreed,
                parent=self._parent(person, key),
            )  # fmt: skip
        if person.family == Family.FUNCTIONS:
            cycle = self.settings.days.cycle
            steps = spread(texts.PROCEDURE_STEPS, 1, cycle.start, cycle.end, self.settings)
            yield self._goal(
                person,
                "procedure",
                texts.PROCEDURE,
                30,
                measure=Measure.MILESTONE,
                steps=steps,
                agreed=agreed,
            )

    def _parent(self, person: PersonPlan, key: str) -> str:
        """The goal of the person's team (or center) that theirs belongs to, if there is one."""
        center = {Family.SERVICE: "service", Family.RESEARCH: "research", Family.PRODUCTION: "production"}
        wanted = [f"team/{person.unit}/{key}", f"center/{center.get(person.family, person.unit)}/{key}"]
        if person.family == Family.FUNCTIONS:
            wanted.append(f"center/{person.unit}")
        if key == "renewal":
            wanted.append("east/renewal")
        return next((parent for parent in wanted if parent in self.parents), "")

    def _selling(self, person: PersonPlan, agreed: str) -> Iterator[GoalPlan]:
        for key, weight in SALES_WEIGHTS.items():
            names = NAMES[key]
            if key == "new_orders":
                region = texts.REGION_EN.get(person.region, "")
                names = (
                    (f"{person.region}区新签订单", f"New orders, {region}")
                    if person.region != "全国"
                    else names
                )
            yield self._goal(
                person, key, names, weight, metric=key, agreed=agreed, parent=self._parent(person, key),
                **self._way(person, key, self.settings.days.cycle.before()),
            )  # fmt: skip

    def _way(self, person: PersonPlan, key: str, before: Cycle) -> dict[str, Any]:
        """How a seller's goal is measured: quotas are reached, a low rate is raised, the rest stays above a limit."""
        if key in ("new_orders", "cash_in"):
            return {"measure": Measure.REACH, "target": self.results.quota(key, {person.number})}
        if key == "satisfaction":
            return {"measure": Measure.STAY_ABOVE, "target": 4.5}
        if (person.key, key) in OWN_WAYS:
            measure, baseline, target = OWN_WAYS[person.key, key]
            return {"measure": measure, "baseline": baseline, "target": target}
        rate = self.results.of_people(key, {person.number}, before)
        if isnan(rate) or rate >= LOW_RATE:
            return {"measure": Measure.STAY_ABOVE, "target": RATE}
        baseline = to_step(rate, 0.5)
        return {"measure": Measure.INCREASE, "baseline": baseline, "target": baseline + RISE}

    def _before(self, person: PersonPlan) -> Iterator[GoalPlan]:
        """The cycle before, which is closed."""
        if person.family == Family.SALES:
            parts = [(key, self._past_way(person, key), weight) for key, weight in SALES_WEIGHTS.items()]
        else:
            rows = [row for row in FAMILY_GOALS[person.family] if row[0] != "ticket_sla"]
            parts = [
                (key, {"measure": measure, "target": target}, weight) for key, measure, target, weight in rows
            ]
            if person.family == Family.FUNCTIONS:
                parts = [("ticket_sla", {"measure": Measure.STAY_ABOVE, "target": 90.0}, 100)]
        for key, way, weight in parts:
            yield self._goal(
                person, key, NAMES[key], weight, key=f"{person.number}/{key}/before", cycle=BEFORE, metric=key, **way
            )  # fmt: skip

    def _past_way(self, person: PersonPlan, key: str) -> dict[str, Any]:
        if key in ("new_orders", "cash_in"):
            quota = to_step(self.results.quota(key, {person.number}) * FIRST_QUOTA, 100_000)
            return {"measure": Measure.REACH, "target": max(quota, 100_000.0)}
        return {"measure": Measure.STAY_ABOVE, "target": 4.5 if key == "satisfaction" else RATE}
