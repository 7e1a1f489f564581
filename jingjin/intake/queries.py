"""What a file says under the decisions made so far: columns, questions, records, and what importing would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from jingjin.core import files
from jingjin.intake.models import SavedMapping
from jingjin.intake.reading.head import find_sheets
from jingjin.intake.reading.mapping import Mapping, fingerprint
from jingjin.intake.reading.parse import Records, parse_rows
from jingjin.intake.reading.phrases import Language, problem_sentence
from jingjin.intake.reading.propose import MappingProposal, propose_mapping
from jingjin.intake.reading.read import read_tables
from jingjin.intake.words import KINDS, Finding

if TYPE_CHECKING:
    from collections.abc import Mapping as Dict
    from datetime import date

    from jingjin.intake.models import Upload
    from jingjin.intake.reading.problems import Problem
    from jingjin.intake.reading.sheet import Sheet
    from jingjin.intake.words import ImportKind


@dataclass(frozen=True)
class Read:
    """A file read as one kind of import."""

    sheet: Sheet
    proposal: MappingProposal
    mapping: Mapping
    records: Records


def read_bytes(
    kind: ImportKind,
    data: bytes,
    name: str,
    *,
    today: date,
    columns: Dict[str, str | None] | None = None,
    answers: Dict[str, str] | None = None,
    mapping: Mapping | None = None,
) -> Read:
    """Read a file as `kind`. Raises FileProblem when it can't be read at all.

    `columns`: column number (as text, from JSON) → field, None to leave out; `mapping`: a saved one to use.
    """
    sheet = find_sheets(read_tables(data, name), kind.target)[0]
    proposal = propose_mapping(sheet, kind.target, mapping or saved_mapping(kind, sheet))
    changes = {int(number): field or None for number, field in (columns or {}).items()}
    chosen = proposal.mapping(changes)
    records = parse_rows(sheet, kind.target, chosen, today=today, answers=dict(answers or {}))
    return Read(sheet, proposal, chosen, records)


def read_upload(upload: Upload, *, today: date) -> Read:
    """The same for an upload with its decisions."""
    return read_bytes(
        KINDS[upload.kind],
        files.read(upload.file),
        upload.file.name,
        today=today,
        columns=upload.columns,
        answers=upload.answers,
    )


def saved_mapping(kind: ImportKind, sheet: Sheet) -> Mapping | None:
    """What was decided for a file of the same head before (1 query)."""
    row = SavedMapping.objects.filter(kind=kind.key, fingerprint=fingerprint(sheet)).first()
    return Mapping.from_json(row.body) if row else None


def language() -> Language:
    """The reader's language as the reading library names it."""
    return "en" if get_language() == "en" else "zh"


def cell_findings(records: Records) -> list[Finding]:
    """The problems of reading as findings in the reader's language; all of them block."""
    return [_finding(problem) for problem in records.problems]


def _finding(problem: Problem) -> Finding:
    return Finding(problem_sentence(problem, language()), problem.row, problem.column_name)
