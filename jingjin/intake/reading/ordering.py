"""Settling the order of day and month of one column: by an answer, by what the column proves, or by asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.intake.reading.calendar_text import Triple
from jingjin.intake.reading.codes import CellCode, EvidenceCode, QuestionCode
from jingjin.intake.reading.dates import Finding, Order, find_order, in_order
from jingjin.intake.reading.problems import CellError, Decision, Example, Option, Question
from jingjin.intake.reading.table import as_text
from jingjin.intake.reading.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jingjin.intake.reading.answers import Known
    from jingjin.intake.reading.checks import Check
    from jingjin.intake.reading.series import Outcome, Series

_EXAMPLES = 3


class Ordering:
    """The cells of a date column whose order is open."""

    def __init__(self, series: Series, parsed: Sequence[object], newest: int) -> None:
        """`parsed` has one entry per row; `newest` is the latest believable year."""
        self.series = series
        self.newest = newest
        self.triples = [value if isinstance(value, Triple) else None for value in parsed]
        self.key = f"{QuestionCode.DATE_ORDER}:{series.field.key}"

    def settle(self, outcome: Outcome, known: Known, checks: Sequence[Check]) -> None:
        """Puts dates, errors, and the decision or the question into the outcome."""
        finding = find_order(self.triples, self.newest, checks)
        order = self._answered(known, finding) or finding.order
        for index, triple in enumerate(self.triples):
            if triple:
                self._put(outcome, index, triple, order)
        if order is None and finding.total:
            outcome.questions.append(self._question(finding))
        if order is not None:
            outcome.decisions.append(self._decision(finding, order))

    def _answered(self, known: Known, finding: Finding) -> Order | None:
        """The answer for this file, else a remembered one that the whole column can follow."""
        given = known.answer(self.key, Order)
        if given or finding.order:
            return given
        earlier = known.earlier_answer(self.key, Order)
        return earlier if earlier and finding.fits[earlier] == finding.total else None

    def _put(self, outcome: Outcome, index: int, triple: Triple, order: Order | None) -> None:
        readable = any(in_order(triple, other, self.newest) for other in Order)
        day = in_order(triple, order, self.newest) if order else None
        outcome.values[index] = day
        if day is None and (order or not readable):
            code = CellCode.DATE_AGAINST_ORDER if readable else CellCode.BAD_DATE
            outcome.errors[index] = CellError(code, text=clean(as_text(self.series.values[index])))

    def _question(self, finding: Finding) -> Question:
        mixed = max(finding.fits.values()) < finding.total
        return Question(
            QuestionCode.DATE_ORDER_MIXED if mixed else QuestionCode.DATE_ORDER,
            self.key,
            self.series.field.key,
            self.series.column.number,
            self.series.column.title,
            tuple(self._option(order, finding) for order in Order if finding.fits[order]),
            suggested=finding.suggested,
        )

    def _option(self, order: Order, finding: Finding) -> Option:
        """An order with the cells that tell it best from the others."""
        telling = sorted(
            (
                index
                for index, triple in enumerate(self.triples)
                if triple and in_order(triple, order, self.newest)
            ),
            key=lambda index: self._vagueness(self.triples[index]),
        )
        examples = tuple(self._example(index, order) for index in telling[:_EXAMPLES])
        return Option(order, examples, finding.fits[order], finding.total)

    def _vagueness(self, triple: Triple | None) -> int:
        """0 for a cell that one order alone can read, 1 where orders differ, 2 where they mean the same day."""
        readings = [day for order in Order if triple and (day := in_order(triple, order, self.newest))]
        if len(readings) == 1:
            return 0
        return 1 if len(set(readings)) > 1 else 2

    def _example(self, index: int, order: Order) -> Example:
        triple = self.triples[index]
        day = in_order(triple, order, self.newest) if triple else None
        text = clean(as_text(self.series.values[index]))
        return Example(text, day.isoformat() if day else "", self.series.rows[index])

    def _decision(self, finding: Finding, order: Order) -> Decision:
        deciding = [index for index, triple in enumerate(self.triples) if triple in finding.deciding]
        return Decision(
            self.series.field.key,
            order,
            finding.evidence if order == finding.order and finding.evidence else EvidenceCode.ANSWER,
            finding.support.agree,
            finding.support.compared,
            finding.support.check,
            tuple(self._example(index, order) for index in deciding[:_EXAMPLES]),
        )
