"""Bringing a file in: kept, decided upon, applied once, its columns remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core import files
from jingjin.core.errors import Denied, Invalid
from jingjin.intake import queries
from jingjin.intake.access import get_kind, get_upload
from jingjin.intake.models import SavedMapping, Upload
from jingjin.intake.reading.phrases import file_sentence
from jingjin.intake.reading.problems import FileProblem
from jingjin.intake.words import Job, Preview, UploadState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.intake.words import ImportKind

KEPT_FOR = timedelta(days=90)


@transaction.atomic
def start_upload(*, by: Actor, kind: str, data: bytes, name: str, today: date) -> Upload:
    """Keep the original for 90 days and read it; Invalid says in a sentence why it can't be read."""
    known = get_kind(by, kind)
    try:
        queries.read_bytes(known, data, name, today=today)
    except FileProblem as problem:
        raise Invalid(fields={"file": file_sentence(problem, queries.language())}) from problem
    file = files.store(data, name=name, media_type="application/octet-stream", keep_until=today + KEPT_FOR)
    upload = Upload.objects.create(kind=kind, file=file, account_id=by.account_id or 0)
    record(
        upload.uid, "upload.started", by=by, facts={"kind": kind, "sha256": file.sha256, "size": file.size}
    )
    return upload


@transaction.atomic
def decide(
    *,
    by: Actor,
    uid: UUID,
    columns: Mapping[str, str],
    answers: Mapping[str, str],
    options: Mapping[str, bool | str],
) -> Upload:
    """Keep what a person decided about columns, open questions and options of an open upload."""
    upload = _open(by, uid)
    upload.columns, upload.answers, upload.options = dict(columns), dict(answers), dict(options)
    return upload.store()


def preview(upload: Upload, *, by: Actor, today: date) -> tuple[queries.Read, Preview | None]:
    """What applying would do; None while questions are open or required columns are missing."""
    read = queries.read_upload(upload, today=today)
    if read.records.questions:
        return read, None
    seen = _preview(get_kind(by, upload.kind), job_of(upload, by=by, read=read, today=today))
    if seen.questions:
        return replace(read, records=replace(read.records, questions=list(seen.questions))), None
    return read, seen


@transaction.atomic
def apply_upload(*, by: Actor, uid: UUID, confirmed: bool, today: date, now: datetime) -> str:
    """Write the whole file or nothing, remember its columns, and return where to go on.

    Denied when the file was applied before; Invalid when something must be repaired or confirmed first.
    """
    upload = _open(by, uid)
    read = queries.read_upload(upload, today=today)
    if read.records.questions:
        raise Invalid(_("Answer the open questions about the file first."))
    kind = get_kind(by, upload.kind)
    job = job_of(upload, by=by, read=read, today=today)
    seen = _preview(kind, job)
    if seen.questions:
        raise Invalid(_("Answer the open questions about the file first."))
    if seen.blocked:
        raise Invalid(_("Repair the marked rows in the file and upload it again. Nothing was written."))
    if seen.confirm and not confirmed:
        raise Invalid(_("Tick the confirmation first. Nothing was written."))
    url = kind.apply(job)
    remember(kind, read, upload.answers)
    upload.state, upload.applied_at = UploadState.APPLIED, now
    upload.counts = {
        "added": len(seen.added),
        "changed": len(seen.changed),
        "removed": len(seen.removed),
        "unchanged": seen.unchanged,
    }
    upload.store()
    record(upload.uid, "upload.applied", by=by, facts=dict(upload.counts))
    return url


def remember(kind: ImportKind, read: queries.Read, answers: Mapping[str, str]) -> None:
    """Keep the columns, and the answers worth keeping, for the next file of the same head."""
    body = read.mapping.with_answers(answers).to_json()
    SavedMapping.objects.update_or_create(
        kind=kind.key, fingerprint=read.mapping.fingerprint, defaults={"body": body}
    )


def _open(by: Actor, uid: UUID) -> Upload:
    upload = Upload.lock(get_upload(by, uid).uid)
    if upload.state != UploadState.OPEN:
        raise Denied(_("This file was imported already. Upload it again to import it anew."))
    return upload


def job_of(upload: Upload, *, by: Actor, read: queries.Read, today: date) -> Job:
    """What the area gets of an upload."""
    options: dict[str, Any] = upload.options
    return Job(
        by,
        read.records,
        options,
        today,
        upload.file,
        upload.file.name,
        upload.answers,
        read.sheet,
        read.mapping,
    )


def _preview(kind: ImportKind, job: Job) -> Preview:
    """The area's preview with the findings of reading in front."""
    seen = kind.preview(job)
    cells = [] if kind.keeps_faulty else queries.cell_findings(job.records)
    return replace(seen, findings=[*cells, *seen.findings])
