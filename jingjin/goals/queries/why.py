"""Why a goal stands where it stands: the sum of its parts, or its one formula, as a small table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingjin.goals.access import get_goal, goals_for, goals_with_rights, heaviest_first, rights_of
from jingjin.goals.queries.drawn import drawn
from jingjin.goals.queries.figures import (
    day_text,
    figure_of,
    percent_text,
    way_text,
)
from jingjin.goals.queries.judgement import judge
from jingjin.goals.queries.lines import lines
from jingjin.goals.scoring.measures import STAYS, ZERO, Measure
from jingjin.goals.scoring.rollup import Line, Part, roll_up
from jingjin.goals.scoring.shown import number, points
from jingjin.goals.words import COUNTED, Kind, in_language, reads_chinese

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.core.ui_values import Origin
    from jingjin.goals.models import Goal
    from jingjin.goals.queries.lines import GoalLine
    from jingjin.goals.scoring.rollup import RollUp


@dataclass(frozen=True, kw_only=True)
class WhyRow:
    """One part. `share` is its weight in the sum; `old_weight` is set when another part dropped out and it was
    stretched. A part that is left out has a `reason` instead of figures."""

    title: str
    way: str = ""
    progress: str = ""
    share: str = ""
    old_weight: str = ""
    contribution: str = ""
    reason: str = ""
    url: str = ""
    x: str = ""
    width: str = ""


@dataclass(frozen=True, kw_only=True)
class Why:
    """The explanation of one figure: a sentence, the sum as rows with their total, or a formula in figures."""

    uid: UUID
    title: str
    goal_title: str
    sentence: str
    rows: tuple[WhyRow, ...] = ()
    total: str = ""
    total_share: str = ""
    formula: str = ""
    figures: str = ""
    origin: Origin | None = None
    lineage_url: str = ""


def why(by: Actor, uid: UUID | str, today: date) -> Why:
    """The explanation of a goal the actor may read (at most 8 queries).

    Parts that the actor must not read (colleagues' personal goals) stand together in one row without names.
    """
    goal = get_goal(by, uid)
    if goal.kind != Kind.OBJECTIVE:
        return of_value(goal, lines(goals_for(by).filter(pk=goal.pk), today)[0], today)
    return of_parts(goal, heaviest_first(drawn(goals_with_rights(by).filter(parent=goal))), today)


def of_parts(goal: Goal, children: Sequence[Goal], today: date) -> Why:
    """The sum of an objective from its children, rows of `goals_with_rights`. No queries."""
    parts = [part for part in children if part.state in COUNTED and part.weight > 0]
    total = roll_up([Part(part.weight, part.progress, part.expected, part.incomplete) for part in parts])
    pairs = list(zip(parts, total.lines, strict=True))
    rows = [_row(part, line, today) for part, line in pairs if "goal.read" in rights_of(part)]
    hidden = [line for part, line in pairs if "goal.read" not in rights_of(part)]
    if hidden:
        rows.append(_hidden_row(hidden))
    shown = [line for part, line in pairs if "goal.read" in rights_of(part)]
    rows = _drawn(rows, [*(line.contribution or ZERO for line in shown), _sum(hidden)])
    return Why(
        uid=goal.uid,
        title=_title(percent_text(goal.progress)),
        goal_title=goal.shown_title,
        sentence=_sentence(parts, total, today),
        rows=tuple(rows),
        total=str(points(total.progress)) if total.progress is not None else "",
        total_share="100%" if total.progress is not None else "",
        formula=_("progress = (now − start) ÷ (target − start)"),
    )


def _title(text: str) -> str:
    return _("Why %(value)s?") % {"value": text} if text else _("Why no figure?")


def _row(part: Goal, line: Line, today: date) -> WhyRow:
    title = part.shown_title
    url = reverse("goals:goal", args=[part.uid])
    if line.share is None or line.progress is None or line.contribution is None:
        reason = _("no value in this period, left out")
        old = _share(part.weight)
        return WhyRow(title=title, reason=reason, old_weight=old, url=url)
    stretched = line.share != part.weight
    day = judge(part, today).day
    as_of = _("as of %(day)s") % {"day": day_text(day)} if day < today and part.value is not None else ""
    return WhyRow(
        title=title,
        way=" · ".join(filter(None, [way_text(part) if part.kind != Kind.OBJECTIVE else "", as_of])),
        progress=percent_text(line.progress),
        share=_share(line.share),
        old_weight=_share(part.weight) if stretched else "",
        contribution=str(points(line.contribution)),
        url=url,
    )


def _hidden_row(hidden: Sequence[Line]) -> WhyRow:
    """What the reader must not see one by one, as one sum."""
    share = sum((line.share for line in hidden if line.share is not None), ZERO)
    title = ngettext("%(count)s personal goal", "%(count)s personal goals", len(hidden))
    return WhyRow(
        title=title % {"count": len(hidden)},
        way=_("not open to you one by one"),
        share=_share(share),
        contribution=str(points(_sum(hidden))),
    )


def _sum(found: Sequence[Line]) -> Decimal:
    return sum((line.contribution for line in found if line.contribution is not None), ZERO)


def _drawn(rows: Sequence[WhyRow], sizes: Sequence[Decimal]) -> list[WhyRow]:
    """The rows with the places of their contributions on one bar, in per cent of its width."""
    start, drawn = ZERO, []
    for row, size in zip(rows, sizes, strict=False):
        drawn.append(replace(row, x=f"{float(start) * 100:.4g}%", width=f"{float(size) * 100:.4g}%"))
        start += size
    return drawn


def _share(fraction: Decimal) -> str:
    return f"{number(fraction * 100)}%"


def _sentence(parts: Sequence[Goal], total: RollUp, today: date) -> str:
    if not parts:
        return _("It has no parts that count, so there is nothing to measure.")
    if total.progress is None:
        return _("None of its parts has a value in this period yet.")
    counted = sum(line.share is not None for line in total.lines)
    left_out = len(parts) - counted
    text = ngettext(
        "%(count)s part counts by its weight.", "%(count)s parts add up by their weights.", counted
    ) % {"count": counted}
    if left_out:
        text += _between() + ngettext(
            "%(count)s has no value in this period and is left out; the others are stretched to 100%%.",
            "%(count)s have no value in this period and are left out; the others are stretched to 100%%.",
            left_out,
        ) % {"count": left_out}
    late = [part for part in parts if part.value is not None and judge(part, today).day < today]
    if late:
        text += _between() + _("“%(title)s” counts with its value of %(day)s.") % {
            "title": in_language(late[0].title, late[0].title_en),
            "day": day_text(judge(late[0], today).day),
        }
    return text


def of_value(goal: Goal, line: GoalLine, today: date) -> Why:
    """The explanation of a goal with a value of its own. No queries."""
    return Why(
        uid=goal.uid,
        title=_title(line.value),
        goal_title=line.title,
        sentence=_value_sentence(goal, today),
        total=line.percent,
        formula=_formula(goal),
        figures=_figures(goal),
        origin=line.origin,
        lineage_url=line.lineage_url,
    )


def _formula(goal: Goal) -> str:
    if goal.measure == Measure.MILESTONE:
        return _("progress = weight of the milestones done ÷ weight of all")
    if goal.measure == Measure.YES_NO:
        return _("yes is 100%, no is 0%")
    if goal.measure in STAYS:
        return _("kept is 100%; missed counts by its distance from the start")
    return _("progress = (now − start) ÷ (target − start)")


def _figures(goal: Goal) -> str:
    """The formula with this goal's figures: (19 − 17) ÷ (24 − 17)."""
    if goal.measure not in (Measure.REACH, Measure.INCREASE, Measure.DECREASE) or goal.value is None:
        return ""
    start = goal.baseline or ZERO
    now, end, begin = (figure_of(goal, value) for value in (goal.value, goal.target, start))
    if not start:
        return f"{now} ÷ {end}"
    return f"({now} − {begin}) ÷ ({end} − {begin})"


def _value_sentence(goal: Goal, today: date) -> str:
    judgement = judge(goal, today)
    if judgement.progress is None:
        return _("There is no value in this period yet. It is left out above, not counted as zero.")
    said = {"now": way_text(goal), "progress": percent_text(judgement.raw), "day": day_text(judgement.day)}
    if judgement.due is not None and goal.measure not in STAYS:
        said["due"] = figure_of(goal, judgement.due)
        return _("%(now)s: %(progress)s of the way. %(due)s was due on %(day)s.") % said
    return _("%(now)s: %(progress)s, as of %(day)s.") % said


def _between() -> str:
    return "" if reads_chinese() else " "
