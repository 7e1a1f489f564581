"""Records such as deals, tickets or orders: filtered, then counted, summed or averaged per person and period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from jingjin.core.errors import Invalid
from jingjin.intake.reading import Period, aggregate_records, incomplete_edges, next_start, start_of
from jingjin.metrics.actions.files.reader import Names, ReadRows
from jingjin.metrics.actions.rows import SampleRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jingjin.intake.reading import Aggregated, Sheet
    from jingjin.metrics.actions.files.mapping import RecordsNumber, SamplesMapping
    from jingjin.metrics.models import Metric

DIGITS = 6


def read_records(sheet: Sheet, mapping: SamplesMapping, *, today: date) -> ReadRows:
    """One row per indicator, person and period; `counts` say where every record went, for each indicator."""
    names = Names(mapping)
    rows: list[SampleRow] = []
    numbers: list[dict[str, Any]] = []
    parts: list[Aggregated] = []
    spans: list[tuple[date, date]] = []
    for number in mapping.records:
        metric = _metric(names, number)
        part = aggregate_records(
            sheet,
            number.spec(metric.period),
            today=today,
            answers=mapping.answers,
            remembered=mapping.remembered,
        )
        parts.append(part)
        rows += _rows(part, metric)
        numbers.append(
            {
                "metric": metric.key,
                "used": part.used,
                "filtered_out": part.filtered_out,
                "faulty": part.faulty,
            }
        )
        if part.days:
            spans.append(_span(part.days, Period(metric.period), today))
    return ReadRows(
        rows=rows,
        questions=[question for part in parts for question in part.questions],
        problems=[problem for part in parts for problem in part.problems],
        counts={"records": len(sheet.rows), "numbers": numbers},
        covers=(max(first for first, _last in spans), min(last for _first, last in spans))
        if spans
        else (None, None),
    )


def _metric(names: Names, number: RecordsNumber) -> Metric:
    metric = names.by_key.get(number.metric)
    if metric is None:
        raise Invalid(fields={"metric": _("There is no indicator %(metric)s.") % {"metric": number.metric}})
    return metric


def _rows(part: Aggregated, metric: Metric) -> list[SampleRow]:
    return [
        SampleRow(
            metric=metric.key,
            period_start=sample.start,
            value=round(sample.value, DIGITS),
            person=sample.person,
            row_no=sample.rows[0],
            raw={"rows": list(sample.rows), "value": str(sample.value)},
        )
        for sample in part.samples
    ]


def _span(days: Sequence[date], period: Period, today: date) -> tuple[date, date]:
    """The first and the last day that the records speak of: whole periods, unless an edge is visibly cut."""
    first = start_of(min(days), period)
    last = next_start(start_of(max(days), period), period) - timedelta(days=1)
    for edge in incomplete_edges(days, period, known_until=today):
        if edge.is_first:
            first = min(days)
        else:
            last = max(days)
    return first, last
