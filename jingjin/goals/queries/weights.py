"""The weights editor: a group of siblings with their percents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jingjin.core.errors import Denied, Invalid
from jingjin.goals.access import get_goal, goals_with_rights, heaviest_first, rights_of, siblings
from jingjin.goals.queries.figures import figure_of
from jingjin.goals.queries.lines import owner_text
from jingjin.goals.scoring.shown import number
from jingjin.goals.scoring.weights import parse_percent
from jingjin.goals.words import Kind, Level

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal


@dataclass(frozen=True)
class WeightRow:
    """One goal of the group: its percent as text, and what is wrong with it."""

    uid: str
    title: str
    owner: str
    target: str
    percent: str
    version: int
    error: str = ""


@dataclass(frozen=True)
class WeightsPage:
    """A group of siblings. `above`: the objective whose parts they are, or whose set it is."""

    uid: UUID
    above: str
    rows: list[WeightRow]

    def with_typed(self, typed: Mapping[str, str], errors: Mapping[str, str]) -> WeightsPage:
        """The same with what was typed and what is wrong with it."""
        rows = [replace(row, percent=typed[row.uid], error=errors.get(row.uid, "")) for row in self.rows]
        return replace(self, rows=rows)


def weights_page(by: Actor, uid: UUID) -> WeightsPage:
    """The group of a goal that the actor may weigh. Raises NotFound or Denied otherwise."""
    goal = get_goal(by, uid)
    parent = goal.parent if goal.parent is not None and goal.parent.kind == Kind.OBJECTIVE else None
    if parent is not None:
        get_goal(by, parent.uid, action="goal.edit")
    keys = siblings(goal).values("pk")
    group = heaviest_first(goals_with_rights(by).filter(pk__in=keys))
    if parent is None and any("goal.weigh" not in rights_of(each) for each in group):
        raise Denied(_("Only who may change all these goals can weigh them."))
    above = parent.shown_title if parent else _set_of(goal)
    return WeightsPage(goal.uid, above, [_row(each) for each in group])


def _set_of(goal: Goal) -> str:
    return _("the goals of %(owner)s") % {"owner": owner_text(goal)}


def _row(goal: Goal) -> WeightRow:
    return WeightRow(
        uid=str(goal.uid),
        title=goal.shown_title,
        owner="" if goal.level == Level.PERSON else owner_text(goal),
        target=figure_of(goal, goal.target),
        percent=number(goal.weight * 100, most=2),
        version=goal.version,
    )


def typed_weights(page: WeightsPage, said: Mapping[str, str]) -> dict[str, Decimal]:
    """The typed percents as fractions. Raises Invalid naming each that is none."""
    read = {row.uid: parse_percent(said.get(row.uid, "")) for row in page.rows}
    wrong = {
        uid: _("Enter a percent between 0 and 100, for instance 40.")
        for uid, weight in read.items()
        if weight is None
    }
    if wrong:
        raise Invalid(fields=wrong)
    return {uid: weight for uid, weight in read.items() if weight is not None}
