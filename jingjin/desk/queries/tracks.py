"""A goal's way so far as a small drawing: its values, what was due beside them, on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jingjin.core.dates import day_text
from jingjin.core.ui_values import Bar
from jingjin.core.ui_words import Measure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from jingjin.goals.public import GoalLine, Track

WIDTH, HEIGHT, PAD = 240, 92, 6
Point = tuple[float, float]


@dataclass(frozen=True)
class Tile:
    """A goal in large figures. `lines` and `due` are points for `<polyline>`, `end` and `due_end` their last ones."""

    line: GoalLine
    note: str
    lines: Sequence[str]
    end: Point | None
    due: str
    due_end: Point | None
    first: str
    last: str


def tile(track: Track, today: date) -> Tile:
    """The drawing of a track; a missing value is a gap, never bridged."""
    values = [_number(value) for value in track.values]
    due = [_number(value) for value in track.due]
    place = _scale([value for value in (*values, *due) if value is not None])
    runs = _runs(values, place)
    dues = [point for run in _runs(due, place) for point in run]
    return Tile(
        line=track.line,
        note=beside(track.line),
        lines=[_points(run) for run in runs if len(run) > 1],
        end=runs[-1][-1] if runs else None,
        due=_points(dues),
        due_end=dues[-1] if dues else None,
        first=day_text(track.days[0], near=today) if track.days else "",
        last=day_text(track.days[-1], near=today) if track.days else "",
    )


def beside(line: GoalLine) -> str:
    """What stands beside the value: the target and what is due today, or the limit to keep."""
    measure = line.bar.measure if isinstance(line.bar, Bar) else None
    if measure is Measure.ABOVE:
        return _("stay above %(limit)s") % {"limit": line.target}
    if measure is Measure.BELOW:
        return _("stay below %(limit)s") % {"limit": line.target}
    if not line.target:
        return _("%(due)s is due today") % {"due": line.due} if line.due else ""
    return _("/ %(target)s, %(due)s is due today") % {"target": line.target, "due": line.due}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


class _Scale:
    """From a period's number and a value to a point of the box."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.span = low, (high - low) or 1.0

    def at(self, index: int, count: int, value: float) -> Point:
        """The point of the value at this place of `count`."""
        x = PAD + index * (WIDTH - 2 * PAD) / max(count - 1, 1)
        y = HEIGHT - PAD - (value - self.low) / self.span * (HEIGHT - 2 * PAD)
        return round(x, 1), round(y, 1)


def _scale(known: Sequence[float]) -> _Scale:
    return _Scale(min(known, default=0.0), max(known, default=1.0))


def _runs(values: Sequence[float | None], scale: _Scale) -> list[list[Point]]:
    found: list[list[Point]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            found[-1].append(scale.at(index, len(values), value))
    return [run for run in found if run]


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
