"""Importing a file: upload, decide about columns, look at the difference, apply. The same for every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from jingjin.core.errors import Invalid
from jingjin.core.web import page, redirect, render
from jingjin.intake import actions
from jingjin.intake.access import get_kind, get_upload
from jingjin.intake.forms import UploadForm
from jingjin.intake.queries import language
from jingjin.intake.reading.phrases import question_sentence, reasons_sentence

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from jingjin.core.web import Request
    from jingjin.intake.queries import Read
    from jingjin.intake.words import ImportKind

SHOWN = 100


@page("import.file", methods=("GET", "POST"))
def upload(request: Request, kind: str) -> HttpResponse:
    """Choose a file."""
    known = get_kind(request.actor, kind)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            made = actions.start_upload(
                by=request.actor, kind=kind, data=sent.read(), name=sent.name, today=request.today
            )
        except Invalid as error:
            form.add_error("file", error.message)
        else:
            return redirect(request, reverse("intake:file", args=[made.uid]))
    context = {"form": form, "kind": known}
    return render(request, "intake/upload.html", context, status=422 if form.errors else 200)


@page("import.file", methods=("GET", "POST"))
def file(request: Request, uid: UUID) -> HttpResponse:
    """One file: its columns, open questions, and what importing would do."""
    found = get_upload(request.actor, uid)
    kind = get_kind(request.actor, found.kind)
    if request.method == "POST":
        actions.decide(
            by=request.actor,
            uid=uid,
            columns=_sent(request, "column-"),
            answers={key: value for key, value in _sent(request, "answer-").items() if value},
            options={
                **{key: f"option-{key}" in request.POST for key in kind.options},
                **_sent(request, "choice-"),
            },
        )
        return redirect(request, reverse("intake:file", args=[uid]))
    read, seen = actions.preview(found, by=request.actor, today=request.today)
    job = actions.job_of(found, by=request.actor, read=read, today=request.today)
    context = {
        "upload": found,
        "kind": kind,
        "columns": _columns(kind, read),
        "fields": [(field.key, _name(field)) for field in kind.target.fields],
        "questions": [
            (question, question_sentence(question, language())) for question in read.records.questions
        ],
        "options": [(key, label, found.options.get(key)) for key, label in kind.options.items()],
        "choices": kind.choices(job) if kind.choices else (),
        "skipped": len(read.sheet.skipped),
        "rows": len(read.sheet.rows),
        "seen": seen,
        "shown": SHOWN,
    }
    return render(request, "intake/file.html", context)


@page("import.file", methods=("POST",))
def apply(request: Request, uid: UUID) -> HttpResponse:
    """Write it all, or nothing."""
    confirmed = "confirmed" in request.POST
    url = actions.apply_upload(
        by=request.actor, uid=uid, confirmed=confirmed, today=request.today, now=request.now
    )
    return redirect(request, url)


def _sent(request: Request, prefix: str) -> dict[str, str]:
    return {
        key.removeprefix(prefix): str(value) for key, value in request.POST.items() if key.startswith(prefix)
    }


def _name(field: Any) -> str:
    names = field.names.get(language()) or field.names["zh"]
    return str(names[0])


def _columns(kind: ImportKind, read: Read) -> list[dict[str, Any]]:
    """Each column of the file with what was proposed or decided, and why."""
    return [
        {
            "number": one.column.number,
            "title": one.column.title,
            "samples": one.samples,
            "field": read.mapping.field_of(one.column, one.occurrence) or "",
            "sure": one.sure,
            "refused": one.refused,
            "why": reasons_sentence(one, language()),
        }
        for one in read.proposal.columns
    ]
