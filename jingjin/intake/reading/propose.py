"""Proposing which column is which field: by what was decided before, by names, and by what stands in the cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from jingjin.intake.reading.codes import ReasonCode
from jingjin.intake.reading.content import fit
from jingjin.intake.reading.mapping import ColumnChoice, Mapping, fingerprint, occurrences
from jingjin.intake.reading.names import SAME, SAME_WITHOUT_UNIT, Names
from jingjin.intake.reading.sensitive import find_sensitive
from jingjin.intake.reading.table import as_text
from jingjin.intake.reading.target import Kind
from jingjin.intake.reading.text import clean, split_unit

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict
    from collections.abc import Sequence

    from jingjin.intake.reading.codes import Sensitive
    from jingjin.intake.reading.sheet import Column, Sheet
    from jingjin.intake.reading.table import Value
    from jingjin.intake.reading.target import Field, Target

_SAMPLES = 5
_SAMPLE_LENGTH = 40
_FEWEST_CHOICES = 3
_LOOKED_AT = 300
_ENOUGH = 0.35
_SURE = 0.8
_FITS = 0.8
_CONTENT_ONLY = 0.4


class Reason(NamedTuple):
    """Why a column was proposed so; `params` fill its sentence."""

    code: ReasonCode
    params: Dict[str, str | int]


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """What is proposed for one column.

    `field` is None where nothing is proposed; `score` runs from 0 to 1 and `sure` says that a person need not
    look; `unit` is what stands in brackets behind the name (万元); `samples` are the first different cells, none
    of a refused column; `refused` names the sensitive kind by which the column is left out.
    """

    column: Column
    occurrence: int
    field: str | None
    score: float
    unit: str
    samples: tuple[str, ...]
    reasons: tuple[Reason, ...]
    refused: Sensitive | None = None

    @property
    def sure(self) -> bool:
        """Whether a person need not look."""
        return self.field is not None and self.score >= _SURE


@dataclass(frozen=True, slots=True)
class MappingProposal:
    """What is proposed for a sheet; `remembered` says that the whole head was decided before.

    `missing` are the required fields without a column.
    """

    target: str
    fingerprint: str
    columns: tuple[ColumnProposal, ...]
    missing: tuple[str, ...]
    remembered: bool
    answers: Dict[str, str]

    @property
    def unsure(self) -> tuple[ColumnProposal, ...]:
        """The proposed columns that a person should confirm before anything is stored."""
        return tuple(one for one in self.columns if one.field is not None and not one.sure)

    def mapping(self, changes: Dict[int, str | None] | None = None) -> Mapping:
        """The proposal as a mapping, with a person's changes: column number to field, None to leave it out."""
        changes = changes or {}
        taken = {field for field in changes.values() if field}
        choices = []
        for one in self.columns:
            field = changes.get(one.column.number, one.field)
            if one.column.number not in changes and field in taken:
                field = None
            choices.append(ColumnChoice(one.column.title, one.occurrence, field))
        return Mapping(self.target, self.fingerprint, tuple(choices), self.answers)


def propose_mapping(sheet: Sheet, target: Target, remembered: Mapping | None = None) -> MappingProposal:
    """Proposes a field for each column; each field once.

    Columns that `remembered` knows by title keep what was decided, also in another head. The rest is matched by
    name first and judged by content; the best pair wins. Identity, bank and family columns are refused, unless a
    person mapped them before.
    """
    proposals = {column.number: _bare(sheet, column, nth) for column, nth in occurrences(sheet)}
    taken = _recall(proposals, remembered, target)
    open_columns = [one.column for one in proposals.values() if not one.reasons]
    for pair in sorted(_pairs(sheet, target, open_columns), key=lambda pair: -pair.score):
        number, key = pair.column.number, pair.field.key
        if key in taken:
            taken_by = Reason(ReasonCode.TAKEN, {"column": proposals[taken[key]].column.title})
            if not proposals[number].reasons:
                proposals[number] = replace(proposals[number], reasons=(*pair.reasons, taken_by))
        elif proposals[number].field is None:
            taken[key] = number
            proposals[number] = replace(proposals[number], field=key, score=pair.score, reasons=pair.reasons)
    head = fingerprint(sheet)
    known = remembered is not None and remembered.fingerprint == head
    missing = tuple(field.key for field in target.fields if field.required and field.key not in taken)
    answers = dict(remembered.answers) if remembered else {}
    columns = tuple(_explained(one) for one in proposals.values())
    return MappingProposal(target.name, head, columns, missing, known, answers)


def _bare(sheet: Sheet, column: Column, occurrence: int) -> ColumnProposal:
    """A column before any match, refused where it is sensitive."""
    values = sheet.values(column.number)
    unit = split_unit(column.name)[1]
    found = find_sensitive(column.title, values)
    if found:
        kind, code = found
        return ColumnProposal(column, occurrence, None, 0.0, unit, (), (Reason(code, {}),), kind)
    return ColumnProposal(column, occurrence, None, 0.0, unit, _samples(values), ())


def _samples(values: Sequence[Value]) -> tuple[str, ...]:
    """The first different filled cells, short."""
    different: dict[str, None] = {}
    for value in values:
        if value is not None:
            different[clean(as_text(value))[:_SAMPLE_LENGTH]] = None
        if len(different) == _SAMPLES:
            break
    return tuple(different)


def _recall(
    proposals: dict[int, ColumnProposal], remembered: Mapping | None, target: Target
) -> dict[str, int]:
    """Puts what was decided before into the proposals; the columns by the field they have taken."""
    taken: dict[str, int] = {}
    if remembered is None or remembered.target != target.name:
        return taken
    keys = {field.key for field in target.fields}
    for number, one in proposals.items():
        if not remembered.knows(one.column, one.occurrence):
            continue
        field = remembered.field_of(one.column, one.occurrence)
        if field in keys and field not in taken:
            taken[field] = number
            reasons = (Reason(ReasonCode.REMEMBERED, {}),)
            proposals[number] = replace(one, field=field, score=SAME, reasons=reasons, refused=None)
        elif field is None and not one.refused:
            proposals[number] = replace(one, reasons=(Reason(ReasonCode.REMEMBERED, {}),))
    return taken


class _Pair(NamedTuple):
    """A column that could be a field."""

    score: float
    column: Column
    field: Field
    reasons: tuple[Reason, ...]


def _pairs(sheet: Sheet, target: Target, columns: Sequence[Column]) -> list[_Pair]:
    names = Names(target)
    pairs = []
    for column in columns:
        filled = (value for value in sheet.values(column.number) if value is not None)
        values = list(islice(filled, _LOOKED_AT))
        pairs += [pair for field in target.fields if (pair := _pair(column, values, field, names))]
    return pairs


def _pair(column: Column, values: Sequence[Value], field: Field, names: Names) -> _Pair | None:
    """How well a column is a field: its name, lowered by cells that the field can't read."""
    score = max(names.score(column.name, field), names.score(column.title, field))
    reasons = []
    if score:
        code = ReasonCode.NAME_SAME if score >= SAME_WITHOUT_UNIT else ReasonCode.NAME_CONTAINS
        reasons.append(Reason(code, {"name": column.name or column.title}))
    fits = fit(values, field)
    if fits is not None and field.kind != Kind.TEXT:
        if not score and field.kind == Kind.CHOICE and fits >= _FITS and len(values) >= _FEWEST_CHOICES:
            return _Pair(_CONTENT_ONLY, column, field, (Reason(ReasonCode.CONTENT_ONLY, {}),))
        code = ReasonCode.CONTENT_FITS if fits >= _FITS else ReasonCode.CONTENT_DOES_NOT_FIT
        reasons.append(Reason(code, {"percent": int(fits * 100)}))
        score *= fits if fits < _FITS else 1.0
    return _Pair(score, column, field, tuple(reasons)) if score >= _ENOUGH else None


def _explained(one: ColumnProposal) -> ColumnProposal:
    return one if one.reasons else replace(one, reasons=(Reason(ReasonCode.UNKNOWN, {}),))
