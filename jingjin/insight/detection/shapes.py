"""The shapes a person's own path can have, as time profiles between 0 (usual) and 1 (full effect)."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from jingjin.insight.detection.robust import Array

_EVER = 1e6
"""An onset before all data, in weeks."""
_POINTS = 4
"""Samples inside a period; a month is averaged over its weeks."""
_RECOVERY_TIME = 6.0
"""Weeks a recovery takes once support has begun."""


class Path(StrEnum):
    """Families of shapes. `steady` and `past_dip` are both normal."""

    STEADY = "steady"
    PAST_DIP = "past_dip"
    LOW = "low"
    DECLINE = "decline"
    DROP = "drop"
    RECOVERY = "recovery"
    TOP = "top"


@dataclass(frozen=True)
class Shape:
    """One candidate path. `onset` and `end` are ages in weeks before the end of the data."""

    path: Path
    onset: float
    end: float = 0.0

    @property
    def sign(self) -> int:
        """Direction of the effect: only `top` is upward."""
        return 1 if self.path is Path.TOP else -1

    def at(self, age: Array) -> Array:
        """Effect between 0 and 1 at the given ages (weeks before the end of the data)."""
        if self.path is Path.STEADY:
            return np.zeros_like(age)
        if self.path is Path.DECLINE:
            return np.clip((self.onset - age) / self.onset, 0.0, 1.0)
        begun = (age < self.onset).astype(float)
        if self.path is Path.RECOVERY:
            return begun * np.clip((age - self.end) / _RECOVERY_TIME + 1, 0.0, 1.0)
        if self.path is Path.PAST_DIP:
            return begun * (age >= self.end)
        return begun


CANDIDATES: tuple[Shape, ...] = (
    Shape(Path.STEADY, _EVER),
    *(Shape(Path.PAST_DIP, end + length, end) for end in range(8, 92, 6) for length in (5, 9, 14, 22)),
    *(Shape(Path.LOW, onset) for onset in (_EVER, 78, 64, 52, 44, 36, 30)),
    *(Shape(Path.DECLINE, onset) for onset in (32, 28, 24, 20, 16, 13)),
    *(Shape(Path.DROP, onset) for onset in range(2, 10)),
    *(Shape(Path.RECOVERY, end + length, end) for end in (12, 16, 20, 24, 28, 32) for length in (16, 26, 45)),
    Shape(Path.TOP, _EVER),
)


def profiles(shapes: tuple[Shape, ...], ages: Array, weeks_per_period: float) -> Array:
    """Shapes × periods: the mean effect within each period. `ages` are those of the periods' starts."""
    inside = (np.arange(_POINTS) + 0.5) / _POINTS * weeks_per_period
    grid = ages[:, None] - inside
    return np.stack([shape.at(grid).mean(axis=1) for shape in shapes])
