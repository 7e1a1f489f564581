"""Components that draw numbers without a script: bars with parts, a gap and its causes, a line, a heat cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.translation import pgettext

from jingjin.core.templatetags import ui_geometry as geometry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from django.utils.safestring import SafeString

    from jingjin.core.ui_values import Cause, Gap, HeatCell, LineChart, Part

AXIS_PAD = 0.12  # air beside the outermost mark, as a share of the drawn range


def split_bar(parts: Sequence[Part], sure: str = "") -> dict[str, Any]:
    """What a whole is made of, in parts with their figures below; `sure` is how sure the system is."""
    drawn = geometry.segments([abs(part.size) for part in parts], [part.role for part in parts])
    return {"parts": parts, "drawn": drawn, "sure": sure}


def weight_bar(label: str, parts: Sequence[Part], total: str) -> dict[str, Any]:
    """Weights as one bar with their names inside and the sum at its end. A part of role `changed` is marked."""
    drawn = geometry.segments([part.size for part in parts], [part.role for part in parts])
    return {"label": label, "pairs": list(zip(parts, drawn, strict=True)), "total": total}


def levels(reached: int, expected: int, of: int = 5) -> dict[str, Any]:
    """A level of competence in equal blocks, with the level that the position expects as the marker."""
    roles = ["level" if number < reached else "todo" for number in range(of)]
    return {"drawn": geometry.segments([1] * of, roles), "mark": geometry.pct(100 * expected / of)}


def sparkline(
    values: Sequence[float | None], label: str, width: int = 120, height: int = 32
) -> dict[str, Any]:
    """A small line without axes; a missing period is a gap. `label` says in words what it shows."""
    lines = geometry.runs(values, width, height, 4)
    return {
        "lines": [" ".join(f"{x},{y}" for x, y in line) for line in lines],
        "end": lines[-1][-1] if lines else None,
        "label": label,
        "width": width,
        "height": height,
    }


def heat_cell(cell: HeatCell) -> SafeString:
    """A cell in one of five steps, or hatched, the figure or the reason inside.

    Written here and not in a template: a map has hundreds of them.
    """
    step = 0 if cell.points is None else geometry.heat_step(cell.points)
    if cell.url:
        said = format_html(' aria-label="{}: {}"', cell.label, cell.text) if cell.label else ""
        return format_html('<a class="heat heat-{}" href="{}"{}>{}</a>', step, cell.url, said, cell.text)
    said = format_html('<span class="sr">{}: </span>', cell.label) if cell.label else ""
    return format_html('<span class="heat heat-{}">{}{}</span>', step, said, cell.text)


def decomposition(gap: Gap) -> dict[str, Any]:
    """Floating bars from the expected line to the actual one: market, area, person, each with its interval."""
    low, high = _range(gap)

    def at(value: float) -> float:
        return 100 * (value - low) / (high - low)

    return {
        "gap": gap,
        "rows": list(_rows(gap, at)),
        "actual": geometry.pct(at(gap.actual)),
        "expected": geometry.pct(at(gap.expected)),
    }


def _range(gap: Gap) -> tuple[float, float]:
    marks, start = [gap.actual, gap.expected], gap.expected
    for cause in gap.causes:
        marks += _interval(cause, start)
        start += cause.delta
    span = (max(marks) - min(marks)) or 1.0
    return min(marks) - AXIS_PAD * span, max(marks) + AXIS_PAD * span


def _interval(cause: Cause, start: float) -> tuple[float, float]:
    sign = -1 if cause.delta < 0 else 1
    first, second = start + sign * cause.low, start + sign * cause.high
    return min(first, second), max(first, second)


def _rows(gap: Gap, at: Callable[[float], float]) -> Iterator[dict[str, Any]]:
    start = gap.expected
    for cause in gap.causes:
        end = start + cause.delta
        left, right = _interval(cause, start)
        yield {
            "cause": cause,
            "role": cause.role if cause.low > 0 else "peer",  # an interval across zero is grey
            "x": geometry.pct(at(min(start, end))),
            "width": geometry.pct(at(max(start, end)) - at(min(start, end))),
            "start": geometry.pct(at(start)),
            "end": geometry.pct(at(end)),
            "left": geometry.pct(at(left)),
            "right": geometry.pct(at(right)),
            "delta": geometry.signed(cause.delta),
            "interval": spread(geometry.number(cause.low), geometry.number(cause.high)),
            "is_last": cause is gap.causes[-1],
        }
        start = end


def line_chart(chart: LineChart) -> dict[str, Any]:
    """A chart over time with the table behind it; the table stands alone until the script has drawn."""
    heads = [line.name for line in chart.series]
    if chart.band:
        heads.append(chart.band.name)
    rows = [(period, _cells(chart, index)) for index, period in enumerate(chart.periods)]
    return {"chart": chart, "heads": heads, "rows": rows, "data": _chart_data(chart)}


def _cells(chart: LineChart, index: int) -> list[str]:
    cells = [geometry.number(line.values[index]) for line in chart.series]
    if chart.band:
        low, high = chart.band.low[index], chart.band.high[index]
        known = low is not None and high is not None
        cells.append(spread(geometry.number(low), geometry.number(high)) if known else geometry.number(None))
    return cells


def spread(low: str, high: str) -> str:
    """A range in words: 8 to 14, 8至14."""
    return pgettext("range", "%(low)s to %(high)s") % {"low": low, "high": high}


def _chart_data(chart: LineChart) -> dict[str, Any]:
    band = chart.band
    return {
        "periods": list(chart.periods),
        "unit": chart.unit,
        "range": spread("{low}", "{high}"),
        "level": chart.level,
        "levelName": chart.level_name,
        "series": [
            {"name": line.name, "values": list(line.values), "role": line.role, "dashed": line.dashed}
            for line in chart.series
        ],
        "band": {"name": band.name, "low": list(band.low), "high": list(band.high)} if band else None,
        "outages": [{"name": out.name, "start": out.start, "end": out.end} for out in chart.outages],
    }
