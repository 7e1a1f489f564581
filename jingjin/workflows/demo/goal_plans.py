"""The goals of the demo company as a tree: strategy → region → team → person, and the cycle before, closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from jingjin.goals.public import Kind
from jingjin.workflows.demo.days import Cycle
from jingjin.workflows.demo.figures import Figures, make_figures
from jingjin.workflows.demo.indicators import INDICATORS

if TYPE_CHECKING:
    from jingjin.goals.public import Level
    from jingjin.workflows.demo.people import Staff
    from jingjin.workflows.demo.settings import Settings

NOW, BEFORE = "now", "before"


@dataclass(frozen=True)
class StepPlan:
    """A milestone: what, until when, and when it was reached."""

    title: str
    title_en: str
    due: date
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class GoalPlan:
    """A goal to be made. `weight` in percent; `unit` is a key, `person` and `responsible` are employee numbers."""

    key: str
    level: Level
    names: tuple[str, str]
    weight: float
    kind: Kind = Kind.KPI
    cycle: str = NOW
    unit: str = ""
    person: str = ""
    responsible: str = ""
    parent: str = ""
    measure: str = ""
    metric: str = ""
    baseline: float | None = None
    target: float | None = None
    measured_in: tuple[str, str] = ("", "")
    steps: tuple[StepPlan, ...] = ()
    start: date | None = None
    agreed: str = "both"  # or "manager": waits for the person; "nobody": a draft


@dataclass
class Results:
    """What has come of the indicators, for people and cycles."""

    settings: Settings
    figures: dict[str, Figures] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings, staff: Staff) -> Results:
        """All indicators of this company."""
        return cls(settings, {plan.key: make_figures(settings, staff, plan) for plan in INDICATORS})

    def of_people(self, key: str, numbers: set[str], cycle: Cycle) -> float:
        """The sum, or the mean weighted by what is behind it, of these people in a cycle; NaN without any."""
        made = self.figures[key]
        rows = [n for n, person in enumerate(made.people) if person.number in numbers]
        span = slice(made.grid.first_index(cycle.start), made.grid.first_index(cycle.end))
        value, base = made.value[rows, span], made.base[rows, span]
        if made.plan.is_sum:
            return float(np.nansum(value))
        there = ~np.isnan(value)
        weights = np.where(np.isnan(base), 1.0, base)
        total = float(weights[there].sum())
        return float((value[there] * weights[there]).sum() / total) if total else float("nan")

    def of_days(self, key: str, numbers: set[str], first: date, last: date) -> float:
        """The same over the periods that begin from a first to a last day."""
        return self.of_people(key, numbers, Cycle(first, last + timedelta(days=1)))

    def of_weeks(self, key: str, numbers: set[str], until: date, weeks: int) -> float:
        """The same over the weeks before a day."""
        return self.of_days(key, numbers, until - timedelta(weeks=weeks), until - timedelta(days=7))

    def quota(self, key: str, numbers: set[str]) -> float:
        """What the running cycle asks of these people together."""
        made = self.figures[key]
        return float(sum(made.quotas[n] for n, person in enumerate(made.people) if person.number in numbers))


def spread(
    steps: tuple[tuple[str, str], ...], done: int, start: date, end: date, settings: Settings
) -> tuple[StepPlan, ...]:
    """Steps over a span, each due on a working day; the first `done` were reached on their day or a little later."""
    days = settings.days
    length = (end - start).days
    made = []
    for n, (title, title_en) in enumerate(steps):
        due = days.on_or_before(start + timedelta(days=round(length * (n + 1) / len(steps)) - 3))
        due = max(due, days.on_or_after(start))
        reached = days.on_or_before(min(due, settings.today)) if n < done else None
        made.append(StepPlan(title, title_en, due, reached))
    return tuple(made)


def to_step(value: float, step: float) -> float:
    """Rounded to a step, as people write targets."""
    return round(round(value / step) * step, 6)
