"""The API of imports: upload, decide, look at the difference, apply."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Router, Schema, UploadedFile

from jingjin.core import clock, company
from jingjin.core.api import actor_of, operation
from jingjin.intake import actions
from jingjin.intake.access import get_upload
from jingjin.intake.queries import language
from jingjin.intake.reading.phrases import question_sentence
from jingjin.intake.words import Difference

router = Router(tags=["import"])


class DecideIn(Schema):
    """Column number → field ("" leaves it out), question key → answer, option → on or its value."""

    columns: dict[str, str] = {}
    answers: dict[str, str] = {}
    options: dict[str, bool | str] = {}


class QuestionOut(Schema):
    """What the file leaves open; answer with one of the options under `key`."""

    key: str
    sentence: str
    options: list[str]


class PreviewOut(Schema):
    """What importing would do; nothing has been written. `ready` says whether apply would be accepted."""

    upload: UUID
    state: str
    questions: list[QuestionOut]
    added: list[str] = []
    changed: list[str] = []
    removed: list[str] = []
    unchanged: int = 0
    findings: list[str] = []
    confirm: str = ""
    ready: bool = False


@router.post("/import/{kind}", response=PreviewOut, **operation("import_upload", "import.file"))
def import_upload(request: HttpRequest, kind: str, file: File[UploadedFile]) -> dict[str, Any]:
    """Keep a file and read it."""
    by, today = actor_of(request), company.current().today()
    made = actions.start_upload(by=by, kind=kind, data=file.read(), name=file.name or "file", today=today)
    return _preview(request, made.uid)


@router.get("/import/files/{uid}", response=PreviewOut, **operation("import_preview", "import.file"))
def import_preview(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    """The difference that importing would make."""
    return _preview(request, uid)


@router.post("/import/files/{uid}/decide", response=PreviewOut, **operation("import_decide", "import.file"))
def import_decide(request: HttpRequest, uid: UUID, body: DecideIn) -> dict[str, Any]:
    """Say what columns mean and answer open questions."""
    actions.decide(by=actor_of(request), uid=uid, **body.dict())
    return _preview(request, uid)


@router.post("/import/files/{uid}/apply", response=PreviewOut, **operation("import_apply", "import.file"))
def import_apply(request: HttpRequest, uid: UUID, *, confirmed: bool = False) -> dict[str, Any]:
    """Write all of it, or nothing."""
    today = company.current().today()
    actions.apply_upload(by=actor_of(request), uid=uid, confirmed=confirmed, today=today, now=clock.now())
    return {"upload": uid, "state": get_upload(actor_of(request), uid).state, "questions": []}


def _preview(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    by = actor_of(request)
    upload = get_upload(by, uid)
    read, seen = actions.preview(upload, by=by, today=company.current().today())
    out: dict[str, Any] = {
        "upload": upload.uid,
        "state": upload.state,
        "questions": [
            {
                "key": question.key,
                "sentence": question_sentence(question, language()),
                "options": [option.value for option in question.options],
            }
            for question in read.records.questions
        ],
    }
    if seen is not None:
        out |= {
            "added": _labels(seen.added),
            "changed": _labels(seen.changed),
            "removed": _labels(seen.removed),
            "unchanged": seen.unchanged,
            "findings": [finding.sentence for finding in seen.findings],
            "confirm": seen.confirm,
            "ready": not seen.blocked,
        }
    return out


def _labels(rows: Sequence[Difference]) -> list[str]:
    return [row.label for row in rows]
