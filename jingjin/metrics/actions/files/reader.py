"""What the three forms of files share: the indicators they name, the cells as they stand, the period of a row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from jingjin.intake.reading import Period as Length
from jingjin.intake.reading import Span, as_text, parse_rows
from jingjin.metrics.actions.files.target import SAMPLES_TARGET
from jingjin.metrics.models import Metric

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from jingjin.intake.reading import Mapping, Problem, Question, Records, Sheet
    from jingjin.metrics.actions.files.mapping import SamplesMapping
    from jingjin.metrics.actions.rows import SampleRow

PERCENT = ("%", "％")
HUNDRED = Decimal(100)
LENGTHS = {length: n for n, length in enumerate((Length.DAY, Length.WEEK, Length.MONTH, Length.QUARTER))}


@dataclass
class ReadRows:
    """The rows of a file, and what became of everything else in it.

    `counts` are kept with the batch: empty cells, rows of totals, records, and per number made from these how many
    were used, filtered_out or faulty. While `questions` are
    open nothing may be stored. `covers` are the days that the data speak of, where the file shows them.
    """

    rows: list[SampleRow] = field(default_factory=list)
    questions: Sequence[Question] = ()
    problems: Sequence[Problem] = ()
    counts: dict[str, Any] = field(default_factory=dict)
    covers: tuple[date | None, date | None] = (None, None)


class Names:
    """Indicators by what files call them: their key, their name in either language, or what the mapping says."""

    def __init__(self, mapping: SamplesMapping) -> None:
        self.mapping = mapping
        self.by_key = {metric.key: metric for metric in Metric.objects.filter(active=True)}
        self.by_text = {
            _folded(text): metric
            for metric in self.by_key.values()
            for text in (metric.name_en, metric.name, metric.key)
            if text
        }

    def find(self, text: str) -> Metric | None:
        """The indicator that a file calls so; a file that names none speaks of the mapping's one."""
        if not text:
            return self.by_key.get(self.mapping.metric)
        named = self.mapping.metrics.get(text)
        return self.by_key.get(named) if named else self.by_text.get(_folded(text))


def _folded(text: str) -> str:
    return "".join(text.casefold().split())


class Keys:
    """Per row the mapped fields: as read, or as the text that stands there where it could not be read."""

    def __init__(self, sheet: Sheet, mapping: SamplesMapping, today: date) -> None:
        self.sheet = sheet
        columns = columns_of(mapping)
        self.records: Records = parse_rows(
            sheet, SAMPLES_TARGET, columns, today=today, answers=mapping.answers
        )
        self.values = {record.row: dict(record.values) for record in self.records.records}
        self._rows = {row.number: row for row in sheet.rows}
        fields = _fields(sheet, columns)
        for problem in self.records.problems:
            if problem.row is not None and problem.column in fields:
                self.values[problem.row][fields[problem.column]] = self.cell(problem.row, problem.column)

    def cell(self, row: int, column: int) -> str:
        """The text of one cell."""
        return as_text(self._rows[row].value(column))

    def raw(self, row: int) -> dict[str, str]:
        """Title → text of the filled cells of a row."""
        return {
            column.title: as_text(value)
            for column in self.sheet.columns
            if (value := self._rows[row].value(column.number)) is not None
        }

    def text(self, row: int, key: str) -> str | None:
        """A field as text; None when it is empty or not mapped."""
        value = self.values[row].get(key)
        return None if value is None else str(value)


def columns_of(mapping: SamplesMapping) -> Mapping:
    """The columns of a long or wide mapping; ValueError when it was saved without any."""
    if mapping.columns is None:
        raise ValueError("a long or wide table needs its columns")
    return mapping.columns


def _fields(sheet: Sheet, columns: Mapping) -> dict[int, str]:
    seen: Counter[str] = Counter()
    found: dict[int, str] = {}
    for column in sheet.columns:
        seen[column.title] += 1
        if key := columns.field_of(column, seen[column.title]):
            found[column.number] = key
    return found


def period_of(said: object, metric: Metric | None, mapping: SamplesMapping) -> date | str:
    """The day of a row. A period longer than the indicator's own is no answer: it stays text and becomes a problem
    of the row, never spread over the shorter ones; a day or a week lies in the month that holds its first day.
    """
    if said is None:
        return mapping.period or ""
    if not isinstance(said, Span):
        return str(said)
    if metric is None or LENGTHS[said.period] <= LENGTHS[Length(metric.period)]:
        return said.start
    return (
        f"{said.start:%Y}Q{(said.start.month + 2) // 3}"
        if said.period == Length.QUARTER
        else f"{said.start:%Y-%m}"
    )


def number_of(value: Any, metric: Metric | None) -> Decimal | str | None:
    """A number as read, or the text that stands there; "19%" is 19 for an indicator in per cent, else 0.19."""
    if value is None or isinstance(value, Decimal):
        return value
    text = str(value).strip()
    if not text.endswith(PERCENT):
        return text
    try:
        number = Decimal(text[:-1])
    except InvalidOperation:
        return text
    return number if metric is not None and metric.unit == "%" else number / HUNDRED


def has_percent(values: Iterable[Any]) -> bool:
    """Whether a column writes its numbers with the sign of per cent."""
    return any(isinstance(value, str) and value.rstrip().endswith(PERCENT) for value in values)
