"""Where a gap comes from, in points of the expected path that add up."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST = 0.5
"""Points below which a part is not worth a line."""
SMALL, TRIFLE = ("target", "usual"), 2.0
"""Points below which a changed target or "the usual of the role" is rounding and not a finding."""
MOST = 1.5
"""The other parts grow by half at most when small ones are spread over them."""
LEAST_GAP = 3.0
"""Percent below the target from which it makes sense to ask what share of the gap the environment explains."""


@dataclass(frozen=True)
class Share:
    """One part of the gap in points (+ is better) with its 90 % interval."""

    name: str
    points: float
    low: float
    high: float

    def moved(self, by: float) -> Share:
        """The same interval around another value."""
        return Share(self.name, self.points + by, self.low + by, self.high + by)

    def scaled(self, by: float) -> Share:
        """Value and interval times a factor."""
        return Share(self.name, self.points * by, self.low * by, self.high * by)


@dataclass(frozen=True)
class Split:
    """The gap to the target in points, and its parts in the order market, area, target, usual, own."""

    gap: float
    parts: tuple[Share, ...]

    def part(self, name: str) -> Share:
        """One part; every part is there, maybe 0."""
        return next(part for part in self.parts if part.name == name)

    @property
    def environment_share(self) -> float | None:
        """Percent of the gap that is not the person's: market, area, a changed target, the usual of comparable
        people. None without a gap worth asking."""
        if self.gap > -LEAST_GAP:
            return None
        return min(max(100 * (self.gap - self.part("own").points) / self.gap, 0.0), 100.0)

    def whole(self) -> dict[str, int]:
        """The parts as whole points that add up to the whole gap (largest remainders)."""
        found = {part.name: math.floor(part.points) for part in self.parts}
        missing = round(self.gap) - sum(found.values())
        by_rest = sorted(self.parts, key=lambda part: part.points - math.floor(part.points), reverse=True)
        for part in by_rest[: max(missing, 0)]:
            found[part.name] += 1
        return found


def split_of(explanation: Mapping[str, Any]) -> Split | None:
    """The parts of a stored explanation, made to add up.

    Each stored part is a relative effect; one after the other they lead from 100 to the actual level. What is left
    between their product and the actual gap joins `usual`: where comparable people usually stand.
    """
    parts = explanation.get("parts")
    if not parts:
        return None
    spread = explanation.get("spread") or {}
    level, found = 100.0, {}
    for name in ("market", "area", "target", "usual", "own"):
        factor = level / 100
        low, high = _interval(name, parts, spread)
        found[name] = Share(name, factor * parts[name], factor * low, factor * high)
        level += found[name].points
    rest = parts["gap"] - (level - 100)
    found["usual"] = found["usual"].moved(rest)
    return Split(parts["gap"], tuple(_without_trifles(parts["gap"], found).values()))


def _interval(name: str, parts: Mapping[str, float], spread: Mapping[str, float]) -> tuple[float, float]:
    if name == "own":
        return parts["own_low"], parts["own_high"]
    half = spread.get("market" if name == "usual" else name, 0.0)
    return parts[name] - half, parts[name] + half


def _without_trifles(gap: float, found: dict[str, Share]) -> dict[str, Share]:
    """Spread parts that are too small to mean anything over the others, in proportion."""
    trifles = {name for name in SMALL if abs(found[name].points) < TRIFLE}
    others = gap - sum(found[name].points for name in trifles)
    if not others or not 1 / MOST <= gap / others <= MOST:  # nothing to carry them
        return found
    return {
        name: Share(name, 0.0, 0.0, 0.0) if name in trifles else part.scaled(gap / others)
        for name, part in found.items()
    }
