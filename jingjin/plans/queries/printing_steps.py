"""The sections of a document that tell what happened after publishing; each is there only when it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jingjin.plans.evidence.document import Block, Column, Paragraph, Section, Table
from jingjin.plans.queries.content import assessors_of, number_text, trainings_of
from jingjin.plans.queries.results import results
from jingjin.plans.queries.texts import day_text, name_of
from jingjin.plans.queries.versions import version_history

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jingjin.plans.models import Training
    from jingjin.plans.queries.page import PlanPage
    from jingjin.plans.queries.texts import Reader


def steps_after_publishing(page: PlanPage, reader: Reader) -> list[Section]:
    """Answer, reply, changes, check-ins, training, results, outcome (6 queries at most)."""
    return [
        *_answer(page),
        *_reply(page),
        *_changes(page, reader),
        *_check_ins(page),
        *_training(page, reader),
        *_results(page),
        *_outcome(page),
    ]


def _answer(page: PlanPage) -> Iterator[Section]:
    if page.receipt is None or page.answer is None:
        return
    told = _("%(answer)s, %(at)s (server time)") % {
        "answer": page.receipt.answer,
        "at": page.receipt.signed_at,
    }
    blocks: list[Block] = [Paragraph(told)]
    if page.receipt.statement.strip():
        blocks.append(Paragraph(page.receipt.statement, "quote"))
    wanted: list[str] = page.answer.support_wanted
    if wanted:
        text = pgettext("between examples", "; ").join(wanted)
        blocks.append(Paragraph(_("Support asked for: %(text)s") % {"text": text}))
    hashed = _("Hash of the version answered: %(hash)s") % {"hash": page.answer.content_hash}
    yield Section("answer", _("The employee's response"), (*blocks, Paragraph(hashed, "note")))


def _reply(page: PlanPage) -> Iterator[Section]:
    if page.reply is not None:
        blocks = (
            Paragraph(page.reply.decision),
            Paragraph(page.reply.text, "quote"),
            Paragraph(page.reply.who, "note"),
        )
        yield Section("reply", _("HR's written answer"), blocks)


def _changes(page: PlanPage, reader: Reader) -> Iterator[Section]:
    if page.plan.content_version <= 1:
        return
    blocks: list[Block] = []
    for version in reversed(version_history(page.plan, reader)):
        if not version.changes:
            continue
        title = _("Version %(number)s, %(at)s: %(reason)s")
        blocks.append(
            Paragraph(title % {"number": version.number, "at": version.at, "reason": version.reason})
        )
        columns = (
            Column(pgettext("document", "What"), 2),
            Column(pgettext("document", "Before"), 3),
            Column(pgettext("document", "After"), 3),
        )
        rows = tuple((line.label, line.old or "—", line.new or "—") for line in version.changes)
        blocks.append(Table(columns, rows))
    yield Section("changes", pgettext("document", "Changes"), tuple(blocks))


def _check_ins(page: PlanPage) -> Iterator[Section]:
    if not page.running.check_ins:
        return
    columns = (
        Column(pgettext("document", "Day"), 2),
        Column(pgettext("document", "Status"), 1),
        Column(_("Manager's note"), 3),
        Column(_("Employee's note"), 3),
    )
    rows = tuple(
        (one.day, one.word, one.row.manager_note or "—", one.row.person_note or "—")
        for one in page.running.check_ins
    )
    blocks: list[Block] = [Table(columns, rows)]
    blocks += [Paragraph(line, "note") for line in page.running.extensions]
    yield Section("check_ins", _("Check-ins"), tuple(blocks))


def _training(page: PlanPage, reader: Reader) -> Iterator[Section]:
    rows = trainings_of(page.plan)
    if not rows:
        return
    columns = (
        Column(pgettext("document", "Gap"), 2),
        Column(pgettext("document", "Course"), 2),
        Column(pgettext("document", "Trainer"), 1),
        Column(pgettext("document", "Hours"), 1, numeric=True),
        Column(pgettext("document", "Attendance"), 2),
        Column(pgettext("document", "Test and result"), 2),
    )
    yield Section(
        "training", _("Training records"), (Table(columns, tuple(_trained(row, reader) for row in rows)),)
    )


def _trained(row: Training, reader: Reader) -> tuple[str, ...]:
    attended = "—"
    if row.attended is not None:
        day = day_text(row.held_on, near=reader.today)
        attended = (
            _("was there, %(day)s") % {"day": day}
            if row.attended
            else _("was not there, %(day)s") % {"day": day}
        )
    result = "—"
    if row.result:
        parts = {"score": row.score, "result": row.get_result_display(), "name": name_of(row.marked_by)}
        result = _("%(score)s, %(result)s, marked by %(name)s") % parts
    trainer = name_of(row.trainer) or row.trainer_name
    return (row.gap, row.course, trainer, number_text(row.attended_hours or row.hours), attended, result)


def _results(page: PlanPage) -> Iterator[Section]:
    if page.plan.assessment_on is None:
        return
    found = results(page.plan, len(assessors_of(page.plan)))
    if found is None:
        return
    columns = (
        Column(_("Criterion"), 4),
        Column(_("Weight"), numeric=True),
        Column(pgettext("plan", "Target"), numeric=True),
        Column(_("Result"), numeric=True),
        Column(_("Given by"), 4),
    )
    joined = pgettext("between examples", "; ")
    rows = tuple(
        (
            one.text,
            one.weight,
            one.target,
            one.result or "—",
            joined.join(f"{mark.who} {mark.value} ({mark.grounds})" for mark in one.marks) or "—",
        )
        for one in found.criteria
    )
    hashed = _("Criteria hash %(hash)s") % {"hash": found.criteria_hash}
    yield Section("results", _("Assessment"), (Table(columns, rows), Paragraph(hashed, "note")))


def _outcome(page: PlanPage) -> Iterator[Section]:
    plan = page.plan
    if plan.outcome:
        blocks = (Paragraph(str(plan.get_outcome_display())), Paragraph(plan.outcome_text, "quote"))
        yield Section("outcome", _("Outcome"), blocks)
