"""Where the marks of the drawn components stand. Pure arithmetic: per cent of a width, or pixels of a fixed box."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HEAT_FAR, HEAT_NEAR = 12, 5


def clamp(value: float) -> float:
    return max(0.0, min(100.0, value))


def pct(value: float) -> str:
    """A per cent for an SVG attribute, independent of the reader's number format."""
    return f"{value:.4g}%"


@dataclass(frozen=True)
class Segment:
    x: str
    width: str
    role: str = ""


def segments(sizes: Sequence[float], roles: Sequence[str]) -> list[Segment]:
    """Parts side by side that fill the whole width in proportion to their sizes."""
    total = sum(sizes) or 1.0
    start, found = 0.0, []
    for size, role in zip(sizes, roles, strict=True):
        width = 100 * size / total
        found.append(Segment(pct(start), pct(width), role))
        start += width
    return found


def heat_step(points: float) -> int:
    """1 to 5: beyond -12 points, -12 to -5, within 5, 5 to 12, beyond 12."""
    if abs(points) < HEAT_NEAR:
        return 3
    far = 2 if abs(points) > HEAT_FAR else 1
    return 3 - far if points < 0 else 3 + far


def number(value: float | None) -> str:
    """At most one decimal and a real minus sign; a missing value is a dash, never 0."""
    if value is None:
        return "—"
    rounded = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    text = f"{abs(rounded):f}".removesuffix(".0")
    return f"−{text}" if rounded < 0 else text


def signed(value: float) -> str:
    """+13, −18, ±0: a difference."""
    text = number(value)
    if text == "0":
        return "±0"
    return text if text.startswith("−") else f"+{text}"


def runs(
    values: Sequence[float | None], width: float, height: float, pad: float
) -> list[list[tuple[float, float]]]:
    """Points of a line in a box, cut where a value is missing: a gap is never bridged."""
    known = [value for value in values if value is not None]
    if not known:
        return []
    low, span = min(known), (max(known) - min(known)) or 1.0
    step = (width - 2 * pad) / max(len(values) - 1, 1)
    found: list[list[tuple[float, float]]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            found.append([])
        else:
            y = height - pad - (value - low) / span * (height - 2 * pad)
            found[-1].append((round(pad + index * step, 1), round(y, 1)))
    return [run for run in found if run]
