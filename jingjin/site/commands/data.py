"""Commands that bring data in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jingjin.site.commands.setup import django

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from jingjin.intake.public import ImportKind, Preview, Question, Read
    from jingjin.site.commands.setup import Commands

SHOWN = 20


def add(commands: Commands) -> None:
    """import."""
    parser = commands.add_parser(
        "import", help="import files; jingjin import roster.xlsx --as people --dry-run"
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--as", dest="kind", help="people, samples …; recognised and stated when not given")
    parser.add_argument(
        "--map", type=Path, help="a saved mapping (JSON): read if it exists, written otherwise"
    )
    parser.add_argument(
        "--answer", action="append", default=[], metavar="KEY=VALUE", help="answer an open question"
    )
    parser.add_argument("--option", action="append", default=[], help="e.g. everybody, or form=records")
    parser.add_argument("--yes", action="store_true", help="confirm what asks twice")
    parser.add_argument("--dry-run", action="store_true", help="show the difference and write nothing")
    parser.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    with django("worker"):
        codes = [_import_file(path, options) for path in options.files]
    return max(codes)


def _import_file(path: Path, options: argparse.Namespace) -> int:
    """Read, show the difference, and write all or nothing; 0 done, 1 refused."""
    from django.db import transaction

    from jingjin.core import company
    from jingjin.core.actor import system
    from jingjin.intake.public import FileProblem, Job, Mapping, cell_findings, file_sentence, remember

    today = company.current().today()
    saved = Mapping.from_json(options.map.read_text()) if options.map and options.map.exists() else None
    answers = dict(answer.split("=", 1) for answer in options.answer)
    try:
        kind, read = _recognise(path, options.kind, answers, saved)
    except FileProblem as problem:
        print(f"{path}: {file_sentence(problem, 'en')}", file=sys.stderr)
        return 1
    if read.records.questions:
        _ask(path, read.records.questions)
        return 1
    job = Job(
        system("command line"),
        read.records,
        _options(options.option),
        today,
        name=path.name,
        answers=answers,
        sheet=read.sheet,
        mapping=read.mapping,
    )
    seen = kind.preview(job)
    if seen.questions:
        _ask(path, seen.questions)
        return 1
    cells = [] if kind.keeps_faulty else cell_findings(read.records)
    _show(path, kind, seen, [finding.sentence for finding in [*cells, *seen.findings]])
    if refusal := _refusal(seen, blocked=bool(cells) or seen.blocked, confirmed=options.yes):
        print(f"Nothing was written: {refusal}", file=sys.stderr)
        return 1
    if options.dry_run:
        return 0
    with transaction.atomic():
        kind.apply(job)
        remember(kind, read, answers)
    if options.map and not options.map.exists():
        options.map.write_text(read.mapping.to_json())
    return 0


def _recognise(
    path: Path, asked: str | None, answers: dict[str, str], saved: object
) -> tuple[ImportKind, Read]:
    """The kind asked for, else the one whose required columns the file has; it is stated in the output."""
    from jingjin.core import company
    from jingjin.intake.public import KINDS, read_bytes

    today = company.current().today()
    data = path.read_bytes()
    kinds = [KINDS[asked]] if asked in KINDS else list(KINDS.values())
    reads = [
        (kind, read_bytes(kind, data, path.name, today=today, answers=answers, mapping=saved))  # type: ignore[arg-type]
        for kind in kinds
    ]
    return min(reads, key=lambda pair: len(pair[1].proposal.missing))


def _refusal(seen: Preview, *, blocked: bool, confirmed: bool) -> str:
    """Why nothing may be written yet; empty when it may."""
    if blocked:
        return "repair the rows named above."
    return f"{seen.confirm} Say --yes." if seen.confirm and not confirmed else ""


def _options(given: Sequence[str]) -> dict[str, bool | str]:
    """`everybody` is ticked; `measure=sum` is a choice."""
    return {key: value if sign else True for key, sign, value in (text.partition("=") for text in given)}


def _ask(path: Path, questions: Sequence[Question]) -> None:
    from jingjin.intake.public import question_sentence

    print(f"{path}: nothing was written; answer these and run again:", file=sys.stderr)
    for question in questions:
        values = " | ".join(option.value for option in question.options) or "four digits"
        print(f"  {question_sentence(question, 'en')}  --answer {question.key}=({values})", file=sys.stderr)


def _show(path: Path, kind: ImportKind, seen: Preview, findings: list[str]) -> None:
    print(
        f"{path} as {kind.key}: {len(seen.added)} new, {len(seen.changed)} changed, {seen.unchanged} unchanged, "
        f"{len(seen.removed)} gone"
    )
    for sign, rows in (("+", seen.added), ("~", seen.changed), ("-", seen.removed)):
        for row in rows[:SHOWN]:
            fields = ", ".join(
                f"{name}: {old} → {new}" if old else f"{name}: {new}" for name, old, new in row.fields
            )
            print(f"  {sign} {row.label}  {fields}".rstrip())
        if len(rows) > SHOWN:
            print(f"  {sign} and {len(rows) - SHOWN} more")
    for sentence in findings:
        print(f"  ! {sentence}")
