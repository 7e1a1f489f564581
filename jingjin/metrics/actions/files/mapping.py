"""How one kind of file is read into numbers: what a person decides once and the next file finds again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from jingjin.intake.reading import Filter, Mapping, Measure, Op, Period, RecordsSpec

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict
    from datetime import date


class Form(StrEnum):
    """The shape of a file of numbers."""

    LONG = "long"
    """One row per person, indicator and period."""
    WIDE = "wide"
    """One row per person, one column per indicator or month."""
    RECORDS = "records"
    """One row per deal, ticket or order; they are counted, summed or averaged."""


@dataclass(frozen=True)
class RecordsNumber:
    """One indicator made from records: which rows count (`filters`), of whom, when, and what is done with them.

    Columns are named as in the file's head. The period is the indicator's own.
    """

    metric: str
    date: str
    person: str
    measure: Measure
    value: str = ""
    filters: tuple[Filter, ...] = ()

    def spec(self, period: str) -> RecordsSpec:
        """What the reading library works by."""
        return RecordsSpec(self.date, self.person, Period(period), self.measure, self.value, self.filters)


@dataclass(frozen=True)
class SamplesMapping:
    """The decision for one head.

    `columns` says which column is which field (long and wide). `metric` is the indicator of a file that names
    none; `metrics` maps what the file calls an indicator to its key, where the names differ. `period` is the
    first day of a file that names no period. `answers` are given for this file alone; `remembered` are those of an
    earlier file of records (columns keep their own).
    """

    form: Form
    columns: Mapping | None = None
    metric: str = ""
    metrics: Dict[str, str] = field(default_factory=dict)
    period: date | None = None
    records: tuple[RecordsNumber, ...] = ()
    answers: Dict[str, str] = field(default_factory=dict)
    remembered: Dict[str, str] = field(default_factory=dict)

    def for_next_file(self) -> SamplesMapping:
        """What counts for the next file of this head too: the answers about its ways, not about its days."""
        columns = self.columns or Mapping("samples", "", ())
        columns = columns.with_answers({**self.remembered, **self.answers})
        return replace(
            self,
            columns=columns if self.columns else None,
            period=None,
            answers={},
            remembered=dict(columns.answers),
        )

    def to_json(self) -> dict[str, Any]:
        """As saved; the period and the answers belong to one file alone and are not saved."""
        return {
            "form": self.form,
            "columns": self.columns.to_json() if self.columns else None,
            "metric": self.metric,
            "metrics": dict(self.metrics),
            "records": [_number_to_json(number) for number in self.records],
            "remembered": dict(self.remembered),
        }

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> SamplesMapping:
        """A saved decision; ValueError when it is none."""
        try:
            return cls(
                form=Form(content["form"]),
                columns=Mapping.from_json(content["columns"]) if content["columns"] else None,
                metric=content["metric"],
                metrics=content["metrics"],
                records=tuple(_number_from_json(number) for number in content["records"]),
                remembered=content["remembered"],
            )
        except (KeyError, TypeError) as error:
            raise ValueError("not a saved mapping of samples") from error


def _number_to_json(number: RecordsNumber) -> dict[str, Any]:
    filters = [[one.column, one.op, list(one.values)] for one in number.filters]
    return {**vars(number), "filters": filters}


def _number_from_json(content: dict[str, Any]) -> RecordsNumber:
    filters = tuple(Filter(column, Op(op), tuple(values)) for column, op, values in content["filters"])
    return RecordsNumber(**{**content, "measure": Measure(content["measure"]), "filters": filters})
