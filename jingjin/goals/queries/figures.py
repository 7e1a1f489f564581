"""A goal's figures as texts in the reader's language, and as the components draw them. No queries for rows
that are `drawn`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jingjin.core.ui_values import Bar, Steps, cut_scale
from jingjin.core.ui_words import Measure as BarMeasure
from jingjin.core.ui_words import Status as Pill
from jingjin.goals.queries.drawn import parts_of
from jingjin.goals.queries.judgement import expected_on, judge
from jingjin.goals.scoring.expected import elapsed
from jingjin.goals.scoring.measures import ONE, STAYS, Measure
from jingjin.goals.scoring.shown import figure, number, percent
from jingjin.goals.scoring.status import Status
from jingjin.goals.words import STATUSES, Kind, in_language, reads_chinese

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from jingjin.goals.models import Goal, Period
    from jingjin.goals.queries.judgement import Judgement

PILLS = {
    Status.ON_TRACK: Pill.OK,
    Status.WATCH: Pill.WATCH,
    Status.NEEDS_HELP: Pill.HELP,
    Status.NOT_REPORTED: Pill.NO_DATA,
    Status.LATE: Pill.LATE,
    Status.NOT_MEASURED: Pill.THIN,
    Status.REACHED: Pill.OK,
}


def pill_of(status: Status) -> tuple[str, str]:
    """The pill of a status and its word."""
    return str(PILLS[status]), str(STATUSES[status])


def day_text(day: date) -> str:
    """A day of this or a near year: 11月22日, 22 Nov."""
    return date_format(day, "n月j日" if reads_chinese() else "j M")


def figure_of(goal: Goal, value: Decimal | None) -> str:
    """A value in the goal's own unit; empty for none."""
    if value is None:
        return ""
    if goal.measure == Measure.YES_NO:
        return pgettext("answer", "yes") if value >= ONE else pgettext("answer", "no")
    unit = in_language(goal.measured_in, goal.measured_in_en)
    return figure(value, unit=unit, currency=goal.currency, chinese=reads_chinese())


def percent_text(ratio: Decimal | None) -> str:
    """A ratio as whole percent; empty for none."""
    return "" if ratio is None else f"{percent(ratio)}%"


def weight_text(goal: Goal) -> str:
    """The weight as percent; empty for none."""
    return f"{number(goal.weight * 100, most=2)}%" if goal.weight else ""


def now_text(goal: Goal) -> str:
    """Where the goal stands, in one figure: its value, or for objectives and steps what they have of the whole."""
    if goal.kind == Kind.OBJECTIVE:
        return percent_text(goal.progress)
    if goal.measure == Measure.MILESTONE and goal.value is not None:
        return _("%(done)s of %(total)s milestones") % {"done": number(goal.value), "total": goal.part_count}
    return figure_of(goal, goal.value)


def way_text(goal: Goal) -> str:
    """The value beside its target, as sums explain it: 4,896万 / 7,200万; 22% → 25%, target 27%; stay above 92%."""
    value, target = now_text(goal), figure_of(goal, goal.target)
    if goal.kind == Kind.OBJECTIVE or goal.measure in (Measure.MILESTONE, Measure.YES_NO) or not value:
        return value
    if goal.measure == Measure.STAY_ABOVE:
        return _("%(value)s, stay above %(limit)s") % {"value": value, "limit": target}
    if goal.measure == Measure.STAY_BELOW:
        return _("%(value)s, stay below %(limit)s") % {"value": value, "limit": target}
    if goal.measure in (Measure.INCREASE, Measure.DECREASE) and goal.baseline is not None:
        start = figure_of(goal, goal.baseline)
        return _("%(start)s → %(value)s, target %(target)s") % {
            "start": start,
            "value": value,
            "target": target,
        }
    return f"{value} / {target}"


def bar_of(goal: Goal, judgement: Judgement, today: date) -> Bar | Steps:
    """The goal as the progress component draws it."""
    if goal.measure in (Measure.MILESTONE, Measure.YES_NO):
        return _steps(goal, today)
    if judgement.progress is None or judgement.expected is None:
        return Bar(value="")
    if goal.measure in STAYS and goal.value is not None and goal.target is not None:
        fill, mark = cut_scale(float(goal.value), float(goal.target))
        above = goal.measure == Measure.STAY_ABOVE
        return Bar(
            value=now_text(goal),
            target=figure_of(goal, goal.target),
            fill=fill,
            mark=mark,
            on_track=judgement.progress >= ONE,
            measure=BarMeasure.ABOVE if above else BarMeasure.BELOW,
            as_of=day_text(judgement.day) if judgement.day < today else "",
        )
    return _way(goal, judgement, today)


def _way(goal: Goal, judgement: Judgement, today: date) -> Bar:
    progress, expected = judgement.progress or 0, judgement.expected or 0
    late = judgement.day < min(today, goal.end) and goal.kind != Kind.OBJECTIVE
    due = percent_text(judgement.expected) if judgement.due is None else figure_of(goal, judgement.due)
    day = day_text(judgement.day) if late else ""
    missing = (expected_on(goal, today) - expected) * 100 if late else 0
    over = judgement.raw is not None and judgement.raw > ONE
    return Bar(
        value=now_text(goal),
        target=figure_of(goal, goal.target),
        due=due,
        fill=float(progress) * 100,
        mark=float(expected) * 100,
        on_track=progress >= expected,
        due_on=day,
        missing=float(missing),
        note=_("counts as 100% above") if over else "",
    )


def _steps(goal: Goal, today: date) -> Steps:
    if goal.measure == Measure.YES_NO:
        done = int(goal.value is not None and goal.value >= ONE)
        return Steps(done=done, total=1, label=pgettext("goal", "done"))
    parts = parts_of(goal)
    due = sum(part.due <= today for part in parts)
    return Steps(
        done=sum(part.done_on is not None for part in parts),
        total=len(parts),
        label=ngettext("milestone", "milestones", len(parts)),
        due=str(due),
        expected=due,
    )


def standing(goal: Goal, today: date) -> tuple[Judgement, Bar | Steps]:
    """A goal's judgement and its bar on a day."""
    judgement = judge(goal, today)
    return judgement, bar_of(goal, judgement, today)


def period_note(period: Period, today: date) -> str:
    """Which cycle, and how much of it has passed: 2026年第四季度，已过60%."""
    name = period.shown_name
    passed = percent_text(elapsed(period.start, period.end, today))
    return _("%(period)s, %(passed)s elapsed") % {"period": name, "passed": passed}
