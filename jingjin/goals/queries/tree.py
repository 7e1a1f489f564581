"""The strategy map: one column per level, from the company down to the parts of the chosen goal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from jingjin.core import clock
from jingjin.core.errors import NotFound
from jingjin.goals.access import goals_for, goals_with_rights, heaviest_first, rights_of
from jingjin.goals.queries.changes import changed_since, value_before
from jingjin.goals.queries.drawn import drawn
from jingjin.goals.queries.figures import figure_of, period_note
from jingjin.goals.queries.lines import lines_of
from jingjin.goals.queries.why import of_parts, of_value
from jingjin.goals.words import COUNTED, RUNNING, Kind, Level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal
    from jingjin.goals.queries.lines import GoalLine
    from jingjin.goals.queries.why import Why

WIDTH = 3
CHANGES = 10


@dataclass(frozen=True)
class Card:
    """A goal on the map. `chosen`: on the way to the goal looked at; `here`: that goal itself."""

    line: GoalLine
    chosen: bool
    here: bool


@dataclass(frozen=True)
class Column:
    """The goals below one goal. `hidden`: how many of them are not open to this reader."""

    title: str
    cards: list[Card]
    hidden: int = 0


@dataclass(frozen=True)
class ChangedGoal:
    """A goal with its value at the end of last week."""

    line: GoalLine
    before: str


@dataclass(frozen=True)
class StrategyMap:
    """At most three columns, the last one below the chosen goal; `up` leads out of the first one."""

    note: str
    columns: list[Column]
    here: GoalLine | None
    why: Why | None
    up: GoalLine | None
    changes: list[ChangedGoal]


def strategy_map(by: Actor, today: date, *, at: UUID | None, zone: str) -> StrategyMap:
    """The company's goals of today, or the way to the goal `at` and its parts; and which shared goals changed
    this week (at most 5 queries)."""
    path = _path(by, at)
    changed = _changed(by, today)
    parents = path[-WIDTH:]
    tops = Q(parent=None, level=Level.COMPANY, start__lte=today, end__gt=today)
    wanted = Q(parent__in=parents) | (tops if len(path) < WIDTH else Q(pk__in=path[:1]))
    rows = goals_with_rights(by).filter(wanted | Q(pk__in=path), state__in=COUNTED)
    found = heaviest_first(drawn(rows))
    open_ = [row for row in found if "goal.read" in rights_of(row)]
    every = [*open_, *changed]
    lines = dict(zip([row.pk for row in every], lines_of(every, today, zone=zone), strict=True))
    by_key = {row.pk: row for row in open_}
    here = by_key.get(path[-1]) if path else None
    roots = [] if len(path) >= WIDTH else [None]
    columns = [_column(found, key, lines, by_key, path) for key in [*roots, *parents]]
    up = path[-WIDTH - 1] if len(path) > WIDTH else None
    period = here or next(iter(open_), None)
    return StrategyMap(
        note=period_note(period.period, today) if period else "",
        columns=[column for column in columns if column.cards or column.hidden],
        here=lines[here.pk] if here else None,
        why=_why(here, found, lines, today),
        up=lines.get(up) if up else None,
        changes=[ChangedGoal(lines[row.pk], figure_of(row, value_before(row))) for row in changed],
    )


def _changed(by: Actor, today: date) -> list[Goal]:
    """At most ten shared goals whose value is another one than at the end of last week."""
    shared = goals_for(by).filter(level__in=[Level.COMPANY, Level.UNIT], state__in=RUNNING)
    moved = changed_since(shared.exclude(kind=Kind.OBJECTIVE), clock.week_start(today))
    return list(drawn(moved).order_by("level", "-weight", "id")[:CHANGES])


def _path(by: Actor, at: UUID | None) -> list[int]:
    """The keys from the top down to the goal looked at, itself included; empty for the top."""
    if at is None:
        return []
    goal = goals_for(by).filter(uid=at).only("id", "path").select_related(None).first()
    if goal is None:
        raise NotFound
    return [*goal.path, goal.pk]


def _column(
    found: Sequence[Goal],
    parent: int | None,
    lines: dict[int, GoalLine],
    by_key: dict[int, Goal],
    path: Sequence[int],
) -> Column:
    below = [row for row in found if row.parent_id == parent]
    cards = [
        Card(lines[row.pk], chosen=row.pk in path, here=bool(path) and row.pk == path[-1])
        for row in below
        if row.pk in lines
    ]
    above = by_key.get(parent or 0)
    title = _("Company") if above is None else above.shown_title
    return Column(title, cards, hidden=len(below) - len(cards))


def _why(here: Goal | None, found: Sequence[Goal], lines: dict[int, GoalLine], today: date) -> Why | None:
    if here is None:
        return None
    if here.kind == Kind.OBJECTIVE:
        return of_parts(here, [row for row in found if row.parent_id == here.pk], today)
    return of_value(here, lines[here.pk], today)
