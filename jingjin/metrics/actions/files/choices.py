"""From what a person chose about a file to its mapping: the form, the indicator, and how records are counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jingjin.core.errors import Invalid
from jingjin.intake.public import Choice
from jingjin.intake.reading import FileProblem, Filter, Measure, Op, as_text
from jingjin.metrics.actions.files.importing import form_of, saved_mapping
from jingjin.metrics.actions.files.mapping import Form, RecordsNumber, SamplesMapping
from jingjin.metrics.models import Metric
from jingjin.metrics.words import Period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jingjin.intake.public import Job
    from jingjin.intake.reading import Sheet

MONTHS_OFFERED = 18
VALUES_OFFERED = 30
NOTHING = ("", "—")


def sheet_of(job: Job) -> Sheet:
    """The sheet as it stands; ValueError for a job without one."""
    if job.sheet is None:
        raise ValueError("numbers are read from a sheet")
    return job.sheet


def mapping_of(job: Job) -> SamplesMapping:
    """How the file is read: by what was chosen, else by what was decided for this head before, else as it looks."""
    sheet = sheet_of(job)
    known = saved_mapping(sheet)
    chosen = {key: str(value) for key, value in job.options.items() if value not in (False, "")}
    if known is not None and not chosen:
        columns = job.mapping if known.columns is not None else None
        return replace(known, columns=columns, answers=job.answers)
    if job.mapping is None:
        raise ValueError("numbers are read by mapped columns")
    form = Form(chosen.get("form") or form_of(job.mapping))
    if form is Form.RECORDS:
        remembered = known.remembered if known else {}
        return SamplesMapping(form, records=_records(chosen), answers=job.answers, remembered=remembered)
    return SamplesMapping(
        form,
        columns=job.mapping,
        metric=chosen.get("metric", ""),
        period=date.fromisoformat(chosen["period"]) if "period" in chosen else None,
        answers=job.answers,
    )


def _records(chosen: Mapping[str, str]) -> tuple[RecordsNumber, ...]:
    """The one number that the choices describe; none while they are not complete."""
    measure = Measure(chosen.get("measure", Measure.COUNT))
    needed = ["metric", "date", "person"] + (["value"] if measure is not Measure.COUNT else [])
    if any(key not in chosen for key in needed):
        return ()
    condition = (
        (Filter(chosen["filter"], Op.IS, (chosen["equals"],)),) if {"filter", "equals"} <= set(chosen) else ()
    )
    return (
        RecordsNumber(
            chosen["metric"], chosen["date"], chosen["person"], measure, chosen.get("value", ""), condition
        ),
    )


def choices_of(job: Job) -> list[Choice]:
    """What a person may choose about this file, with what was chosen or is known (2 queries)."""
    mapping = mapping_of(job)
    chosen = _known(mapping) | {
        key: value for key, value in job.options.items() if isinstance(value, str) and value
    }
    metrics = [(metric.key, metric.label()) for metric in Metric.objects.filter(active=True).order_by("name")]
    offered: list[tuple[str, str, Sequence[tuple[str, str]]]] = [
        ("form", _("Form"), _forms()),
        ("metric", _("Indicator"), [NOTHING, *metrics]),
    ]
    if mapping.form is Form.RECORDS:
        offered += _about_records(sheet_of(job), chosen.get("filter", ""))
    else:
        offered.append(("period", _("Period, where the file names none"), [NOTHING, *_months(job.today)]))
    return [Choice(key, label, values, chosen.get(key, "")) for key, label, values in offered]


def _known(mapping: SamplesMapping) -> dict[str, str]:
    """What a mapping says, as choices."""
    known = {"form": str(mapping.form), "metric": mapping.metric}
    for number in mapping.records[:1]:
        known |= {
            "metric": number.metric,
            "date": number.date,
            "person": number.person,
            "measure": str(number.measure),
            "value": number.value,
        }
        for condition in number.filters[:1]:
            known |= {"filter": condition.column, "equals": condition.values[0]}
    return known


def _forms() -> list[tuple[str, str]]:
    return [
        (Form.LONG, _("A line per person, indicator and period")),
        (Form.WIDE, _("A line per person, a column per indicator or month")),
        (Form.RECORDS, _("Records that are summed or counted")),
    ]


def _about_records(sheet: Sheet, filtered: str) -> list[tuple[str, str, Sequence[tuple[str, str]]]]:
    columns = [NOTHING, *((column.title, column.title) for column in sheet.columns)]
    measures = [
        (Measure.COUNT, _("count them")),
        (Measure.SUM, _("sum them up")),
        (Measure.MEAN, _("average them")),
    ]
    texts = [NOTHING, *((text, text) for text in _texts(sheet, filtered))]
    return [
        ("date", _("Date column"), columns),
        ("person", _("Person column"), columns),
        ("measure", _("What to do"), measures),
        ("value", _("Column of values"), columns),
        ("filter", _("Only where this column"), columns),
        ("equals", pgettext("filter", "is"), texts),
    ]


def _texts(sheet: Sheet, column: str) -> list[str]:
    """The different texts of a column, as far as they can be offered."""
    if not column:
        return []
    try:
        values = sheet.values(sheet.find(column).number)
    except FileProblem as problem:
        raise Invalid(fields={"filter": str(problem)}) from problem
    return list(dict.fromkeys(as_text(value) for value in values if value is not None))[:VALUES_OFFERED]


def _months(today: date) -> list[tuple[str, str]]:
    """The last months by their first day, newest first."""
    months = []
    day = Period.MONTH.first_day(today)
    for _step in range(MONTHS_OFFERED):
        months.append((day.isoformat(), f"{day:%Y-%m}"))
        day = Period.MONTH.first_day(day - timedelta(days=1))
    return months
