"""A file of numbers, from its bytes to a batch: recognised, shown as a difference first, then stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jingjin.core import company, files
from jingjin.intake.reading import (
    MappingProposal,
    Sheet,
    SkipReason,
    find_sheets,
    fingerprint,
    propose_mapping,
    read_tables,
)
from jingjin.metrics.access import demand_importing
from jingjin.metrics.actions.files.diff import Diff, diff_of
from jingjin.metrics.actions.files.long import read_long
from jingjin.metrics.actions.files.mapping import Form, SamplesMapping
from jingjin.metrics.actions.files.records import read_records
from jingjin.metrics.actions.files.target import SAMPLES_TARGET
from jingjin.metrics.actions.files.wide import read_wide
from jingjin.metrics.actions.ingest import ingest
from jingjin.metrics.models import Batch, Feed, SavedMapping

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from jingjin.core.actor import Actor
    from jingjin.core.models import StoredFile
    from jingjin.intake.reading import Mapping, Problem, Question

KEPT = timedelta(days=90)  # originals of imports
READERS = {Form.LONG: read_long, Form.WIDE: read_wide, Form.RECORDS: read_records}


@dataclass(frozen=True)
class Proposal:
    """How a file would be read: the sheet, what is proposed per column, the mapping, and whether it was decided
    for a file of this head before."""

    sheet: Sheet
    columns: MappingProposal
    mapping: SamplesMapping
    remembered: bool


@dataclass(frozen=True)
class ImportResult:
    """What an import did, or would do (`batch` is None for a dry run and while `questions` are open).

    `problems` are cells that could not be read (their rows wait in the quarantine); `counts` say what was left out
    before there were rows.
    """

    diff: Diff | None = None
    batch: Batch | None = None
    questions: Sequence[Question] = ()
    problems: Sequence[Problem] = ()
    counts: dict[str, Any] = field(default_factory=dict)


def propose_samples(*, by: Actor, data: bytes, name: str, sheet: str = "") -> Proposal:
    """Recognise a file of numbers. Raises FileProblem when it is no table."""
    demand_importing(by)
    return _propose(_sheet(data, name, sheet))


def import_samples(
    *,
    by: Actor,
    data: bytes,
    name: str,
    now: datetime,
    mapping: SamplesMapping | None = None,
    dry_run: bool = False,
    sheet: str = "",
    feed: Feed | None = None,
    covers: tuple[date | None, date | None] | None = None,
) -> ImportResult:
    """Read a CSV or XLSX file of numbers and store it, or say what it would change; HR admin, IT admin or system.

    Without a `mapping` the one saved for this head counts, else what is proposed. A mapping that was used is saved.
    The same file again changes nothing. Raises FileProblem when the file is no table or lacks a mapped column.
    """
    demand_importing(by)
    found = _sheet(data, name, sheet)
    used = mapping or _propose(found).mapping
    keep = company.current().today(now) + KEPT
    with transaction.atomic():
        file = None
        if not dry_run:
            file = files.store(data, name=name, media_type=_media_type(name), keep_until=keep)
        result = import_sheet(
            by=by,
            sheet=found,
            name=name,
            now=now,
            mapping=used,
            dry_run=dry_run,
            feed=feed,
            covers=covers,
            file=file,
        )
        if result.batch is None:
            transaction.set_rollback(True)
    return result


def import_sheet(
    *,
    by: Actor,
    sheet: Sheet,
    name: str,
    now: datetime,
    mapping: SamplesMapping,
    dry_run: bool = False,
    feed: Feed | None = None,
    covers: tuple[date | None, date | None] | None = None,
    file: StoredFile | None = None,
) -> ImportResult:
    """The same for a sheet that was read already and whose original, when there is one, is kept."""
    demand_importing(by)
    read = READERS[mapping.form](sheet, mapping, today=company.current().today(now))
    totals = sum(row.reason == SkipReason.TOTAL for row in sheet.skipped)
    counts = {**read.counts, "totals": totals}
    if read.questions:
        return ImportResult(questions=read.questions, problems=read.problems, counts=counts)
    with transaction.atomic():
        batch = ingest(
            by=by, rows=read.rows, now=now, feed=feed, source=name, file=file, covers=covers or read.covers
        )
        diff = diff_of(batch)
        if dry_run:
            transaction.set_rollback(True)
            return ImportResult(diff=diff, problems=read.problems, counts=counts)
        Batch.objects.filter(pk=batch.pk).update(reading=counts)
        batch.reading = counts
        _remember(by, sheet, mapping, name=name, now=now)
    return ImportResult(diff=diff, batch=batch, problems=read.problems, counts=counts)


def saved_mapping(sheet: Sheet) -> SamplesMapping | None:
    """What was decided for a file of this head before (1 query)."""
    saved = SavedMapping.objects.filter(fingerprint=fingerprint(sheet)).first()
    return SamplesMapping.from_json(saved.content) if saved else None


def _sheet(data: bytes, name: str, wanted: str) -> Sheet:
    found = find_sheets(read_tables(data, name), SAMPLES_TARGET)
    return next((one for one in found if one.name == wanted), found[0])


def _propose(sheet: Sheet) -> Proposal:
    known = saved_mapping(sheet)
    if known is not None:
        return Proposal(sheet, propose_mapping(sheet, SAMPLES_TARGET, known.columns), known, remembered=True)
    columns = propose_mapping(sheet, SAMPLES_TARGET)
    mapping = columns.mapping()
    return Proposal(sheet, columns, SamplesMapping(form_of(mapping), mapping), remembered=False)


def form_of(columns: Mapping) -> Form:
    """The form that the mapped columns show: with a column of values it is long."""
    return Form.LONG if any(one.field == "value" for one in columns.columns) else Form.WIDE


def _remember(by: Actor, sheet: Sheet, mapping: SamplesMapping, *, name: str, now: datetime) -> None:
    """Keep the decision for the next file of this head, with those answers that are worth it."""
    SavedMapping.objects.update_or_create(
        fingerprint=fingerprint(sheet),
        defaults={
            "name": name[-255:],
            "content": mapping.for_next_file().to_json(),
            "by_person_id": by.person_id,
            "used_at": now,
        },
    )


def _media_type(name: str) -> str:
    return "text/csv" if name.lower().endswith((".csv", ".txt", ".tsv")) else "application/octet-stream"
