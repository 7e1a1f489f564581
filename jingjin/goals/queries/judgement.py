"""From a stored goal to its standing on a day: the bridge between rows and the pure arithmetic. No queries
for rows `with_parts`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from jingjin.goals.queries.drawn import parts_of
from jingjin.goals.scoring import milestones
from jingjin.goals.scoring.expected import elapsed, expected_progress, expected_value
from jingjin.goals.scoring.measures import STAYS, ZERO, Measure, raw_progress
from jingjin.goals.scoring.status import Confidence, Status, is_late, judged_on, status_of
from jingjin.goals.words import Kind

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from jingjin.goals.models import Goal


@dataclass(frozen=True)
class Judgement:
    """A goal's standing. Ratios are fractions; `day` is the day it is held against, `due` the value due then
    in the goal's own unit (None for objectives and steps)."""

    status: Status
    raw: Decimal | None
    progress: Decimal | None
    expected: Decimal | None
    day: date
    due: Decimal | None


def _parts(goal: Goal) -> list[milestones.Part]:
    return [milestones.Part(part.weight, part.due, part.done_on) for part in parts_of(goal)]


def raw_of(goal: Goal) -> Decimal | None:
    """The raw progress from the goal's own value or milestones; None without any. Not for objectives."""
    if goal.measure == Measure.MILESTONE:
        return milestones.progress(_parts(goal))
    if goal.value is None or goal.target is None:
        return None
    return raw_progress(Measure(goal.measure), baseline=goal.baseline, target=goal.target, value=goal.value)


def expected_on(goal: Goal, day: date) -> Decimal:
    """The progress due on a day. Not for objectives, whose expectation comes from their parts."""
    if goal.measure == Measure.MILESTONE:
        return milestones.expected(_parts(goal), day) or ZERO
    return expected_progress(Measure(goal.measure), elapsed(goal.start, goal.end, day))


def due_on(goal: Goal, day: date) -> Decimal | None:
    """The value due on a day in the goal's own unit; None where there is none (objectives, steps)."""
    if goal.target is None or goal.measure in ("", Measure.MILESTONE, Measure.YES_NO):
        return None
    share = elapsed(goal.start, goal.end, day)
    return expected_value(Measure(goal.measure), baseline=goal.baseline, target=goal.target, share=share)


def judge(goal: Goal, today: date) -> Judgement:
    """The standing of a goal on a day; after its own time, on its last day."""
    day = min(today, goal.end - timedelta(days=1))
    stepwise = goal.measure in (Measure.MILESTONE, Measure.YES_NO)
    late = False
    if goal.value_through is not None and not stepwise:
        late = goal.kind != Kind.OBJECTIVE and is_late(goal.value_through, today, end=goal.end)
        day = judged_on(goal.value_through, day)
    expected = goal.expected if goal.kind == Kind.OBJECTIVE else expected_on(goal, day)
    status = status_of(
        goal.progress_raw,
        expected,
        measurable=goal.part_count > 0 or goal.measure not in ("", Measure.MILESTONE),
        stays=goal.measure in STAYS,
        late=late,
        confidence=Confidence(goal.confidence) if goal.confidence else None,
    )
    return Judgement(status, goal.progress_raw, goal.progress, expected, day, due_on(goal, day))
