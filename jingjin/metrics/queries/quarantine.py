"""Rows that wait: why, what a person can change, and what they probably mean."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jingjin.metrics.models import QuarantinedRow
from jingjin.metrics.queries.lineage import source_of
from jingjin.metrics.words import CORRECTED_FIELD, Problem, RowState, problem_text
from jingjin.org.public import numbered_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jingjin.metrics.models import Batch

# What scanners and tired eyes take for one another in a number.
ALIKE = str.maketrans("OoQIlZzSsB", "0001122558")
TENTH = Decimal(10)
CLOSED_SHOWN = 50


@dataclass(frozen=True)
class Suggestion:
    """A better text for the field that is wrong, and how the button says it."""

    value: str
    label: str


@dataclass(frozen=True)
class WaitingRow:
    """A quarantined row as its page shows it. `field` is what a person corrects; empty: try it again as it is."""

    row: QuarantinedRow
    source: str
    text: str
    field: str
    value: str
    suggestion: Suggestion | None


def waiting_rows(rows: Sequence[QuarantinedRow]) -> list[WaitingRow]:
    """The rows with reason and suggestion (1 query for all)."""
    known = _people_alike(rows)
    return [
        WaitingRow(
            row=row,
            source=source_of(row.batch),
            text=problem_text(row.code, row.params),
            field=CORRECTED_FIELD.get(Problem(row.code), ""),
            value=str(row.fields.get(CORRECTED_FIELD.get(Problem(row.code), ""), "")),
            suggestion=_suggestion(row, known),
        )
        for row in rows
    ]


def closed_rows(batch: Batch) -> list[QuarantinedRow]:
    """The last rows of a batch that were corrected or dropped, with who did it (1 query)."""
    rows = QuarantinedRow.objects.filter(batch=batch).exclude(state=RowState.OPEN)
    return list(rows.select_related("fixed_by").order_by("-fixed_at", "id")[:CLOSED_SHOWN])


def _alike(text: str) -> str:
    return "".join(text.split()).translate(ALIKE)


def _people_alike(rows: Sequence[QuarantinedRow]) -> dict[str, tuple[str, str]]:
    """Look-alike spelling → (number, name) of the one employed person it may mean."""
    asked = {
        _alike(str(row.fields.get("person", ""))) for row in rows if row.code == Problem.PERSON_UNKNOWN
    } - {""}
    if not asked:
        return {}
    found = numbered_people().filter(left_on=None, number__in=asked)
    return {number: (number, name) for _key, number, name, _left in found}


def _suggestion(row: QuarantinedRow, known: dict[str, tuple[str, str]]) -> Suggestion | None:
    if row.code == Problem.PERSON_UNKNOWN:
        found = known.get(_alike(str(row.fields.get("person", ""))))
        return (
            Suggestion(found[0], _("Change to %(number)s %(name)s") % {"number": found[0], "name": found[1]})
            if found
            else None
        )
    if row.code == Problem.OUT_OF_RANGE:
        return _shifted(row.params)
    return None


def _shifted(params: dict[str, str]) -> Suggestion | None:
    """A lost decimal point: 46 on a scale up to 5 is probably 4.6."""
    try:
        value = Decimal(params.get("value", "")) / TENTH
        fits = Decimal(params.get("lowest", value)) <= value <= Decimal(params.get("highest", value))
    except InvalidOperation:
        return None
    text = f"{value.normalize():f}"
    return Suggestion(text, _("Change to %(value)s") % {"value": text}) if fits else None
