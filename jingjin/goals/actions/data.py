"""What a goal is made of when it is written or changed, and the checks that nothing impossible is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jingjin.core.errors import Invalid
from jingjin.goals.scoring.measures import ONE, ZERO, Measure
from jingjin.goals.words import Kind, Level

if TYPE_CHECKING:
    from datetime import date

    from jingjin.goals.models import Goal, Period
    from jingjin.metrics.public import Metric
    from jingjin.org.public import Person, Unit

LARGEST = Decimal(10) ** 14
PLACES = 6


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose goal it is: the company, a unit or a person. `responsible` answers for a unit's or company's goal."""

    level: Level
    unit: Unit | None = None
    person: Person | None = None
    responsible: Person | None = None


@dataclass(frozen=True, kw_only=True)
class MilestoneData:
    """A part of a milestone goal; `uid` names one that exists already."""

    title: str
    due: date
    title_en: str = ""
    weight: Decimal = ONE
    uid: str = ""


@dataclass(frozen=True, kw_only=True)
class GoalData:
    """What a goal says. `start` and `end` (exclusive) default to the period's; `weight` is a fraction; with a
    `metric` the value, its unit and currency are the indicator's."""

    title: str
    title_en: str = ""
    description: str = ""
    measure: str = ""
    measured_in: str = ""
    measured_in_en: str = ""
    currency: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    start: date | None = None
    end: date | None = None
    weight: Decimal = ZERO
    metric: Metric | None = None
    milestones: tuple[MilestoneData, ...] = ()


def checked(data: GoalData, *, kind: str, period: Period) -> GoalData:
    """The data with its defaults filled in. Raises Invalid with a sentence per impossible field."""
    data = replace(
        data, title=data.title.strip(), start=data.start or period.start, end=data.end or period.end
    )
    if kind == Kind.OBJECTIVE:
        data = replace(data, measure="", baseline=None, target=None, metric=None)
    elif data.measure == Measure.YES_NO:
        data = replace(data, baseline=None, target=ONE, metric=None)
    elif data.measure == Measure.MILESTONE:
        data = replace(data, baseline=None, target=None, metric=None)
    if data.metric is not None:  # different units are never compared: a bound goal speaks in its indicator's
        data = replace(
            data,
            measured_in=data.metric.unit,
            measured_in_en=data.metric.unit_en,
            currency=data.metric.currency,
        )
    problems = {**_text_problems(data), **_time_problems(data, period), **_measure_problems(data, kind)}
    if problems:
        raise Invalid(fields=problems)
    return data


def _text_problems(data: GoalData) -> dict[str, str]:
    problems = {}
    if not data.title:
        problems["title"] = _("Say in a few words what shall be reached.")
    if not ZERO <= data.weight <= ONE:
        problems["weight"] = _("A weight lies between 0% and 100%.")
    return problems


def _time_problems(data: GoalData, period: Period) -> dict[str, str]:
    if not data.start or not data.end or data.start >= data.end:
        return {"end": _("The end lies before the start.")}
    if data.start < period.start or data.end > period.end:
        return {"start": _("The dates must lie within the period.")}
    outside = [part for part in data.milestones if not data.start <= part.due < data.end]
    if outside:
        return {"milestones": _("“%(title)s” is due outside the goal's dates.") % {"title": outside[0].title}}
    return {}


def _measure_problems(data: GoalData, kind: str) -> dict[str, str]:
    if kind == Kind.OBJECTIVE:
        return {}
    if data.measure not in list(Measure):
        return {"measure": _("Choose how the goal is measured.")}
    problems = {
        name: problem for name in ("baseline", "target") if (problem := number_problem(getattr(data, name)))
    }
    return problems or _target_problems(data, Measure(data.measure))


def number_problem(value: Decimal | None) -> str:
    """Why a number can't be kept as it is; empty when it can."""
    if value is None:
        return ""
    if not value.is_finite() or abs(value) >= LARGEST:
        return _("This is no number that can be kept.")
    if value != value.quantize(Decimal(1).scaleb(-PLACES)):
        return _("At most six decimals can be kept.")
    return ""


def _target_problems(data: GoalData, measure: Measure) -> dict[str, str]:
    start, target = data.baseline or ZERO, data.target
    if measure is Measure.MILESTONE:
        return {} if data.milestones else {"milestones": _("Enter at least one milestone with its date.")}
    if target is None:
        return {"target": _("Enter the value to reach.")}
    if measure in (Measure.REACH, Measure.INCREASE, Measure.DECREASE) and target == start:
        return {"target": _("The target equals the start. Enter the value to reach.")}
    if measure is Measure.INCREASE and target < start:
        return {"target": _("The target is lower than the start. Choose “Decrease”, or correct one of them.")}
    if measure is Measure.DECREASE and target > start:
        return {
            "target": _("The target is higher than the start. Choose “Increase”, or correct one of them.")
        }
    return {}


def parent_problem(goal: Goal, parent: Goal | None) -> str:
    """Why `goal` can't hang under `parent`; empty when it can. Circles are seen here, and by the database."""
    if parent is None:
        return _("A key result belongs to an objective.") if goal.kind == Kind.KEY_RESULT else ""
    if goal.kind == Kind.KEY_RESULT and parent.kind != Kind.OBJECTIVE:
        return _("A key result belongs to an objective.")
    if goal.pk is not None and goal.pk in (parent.pk, *parent.path):
        return _("“%(title)s” stands below this goal and can't stand above it too.") % {"title": parent.title}
    order = list(Level)
    if order.index(Level(parent.level)) > order.index(Level(goal.level)):
        return _("A goal hangs under one of the same level or higher up.")
    if parent.ended_at is not None:
        return _("“%(title)s” has ended.") % {"title": parent.title}
    return ""
