"""A plan as a document to be signed and proved: formal register, the same facts as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from jingjin.core.proof.chain import instant
from jingjin.org import public as org
from jingjin.plans.evidence.document import (
    Column,
    EvidenceDocument,
    Paragraph,
    Row,
    Section,
    SignatureLine,
    StepLine,
    Steps,
    Table,
)
from jingjin.plans.queries.printing_steps import steps_after_publishing
from jingjin.plans.queries.texts import Reader, day_text, name_of
from jingjin.plans.queries.verifying import actor_names, step_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jingjin.audit.public import ChainEvent
    from jingjin.plans.evidence.words import Language, ViewRole
    from jingjin.plans.models import Plan
    from jingjin.plans.queries.page import PlanPage

SECTIONS = frozenset(
    {
        *("grounds", "environment", "expectations", "support", "consequence", "rule", "answer", "reply"),
        *("changes", "check_ins", "training", "results", "outcome", "history"),
    }
)


def plan_document(
    page: PlanPage,
    events: Sequence[ChainEvent],
    *,
    role: ViewRole,
    language: Language,
    reader: Reader,
    now: datetime,
    key_id: str | None,
) -> EvidenceDocument:
    """One view in the active language; texts that somebody wrote stay as written."""
    plan = page.plan
    return EvidenceDocument(
        language=language,
        role=role,
        title=_("Improvement plan: %(title)s") % {"title": page.doc.title},
        number=plan.number,
        employer=employer_of(plan),
        record_uid=str(plan.uid),
        issued_at=instant(now),
        zone=str(reader.zone),
        facts=_facts(page, reader),
        sections=(*_content(page), *steps_after_publishing(page, reader), _history(events, reader)),
        signatures=_signatures(page),
        key_id=key_id,
        summary=_summary(page),
    )


def employer_of(plan: Plan) -> str:
    """The full legal name of the contracting entity, in the document's language where it has one."""
    entity = plan.person.entity
    return (entity.name_en if get_language() == "en" else "") or entity.name


def _summary(page: PlanPage) -> str:
    plan = page.plan
    if plan.starts_on is None or plan.ends_on is None:
        return ""
    return _("%(first)s to %(last)s, %(weeks)s weeks, version %(version)s") % {
        "first": day_text(plan.starts_on),
        "last": day_text(plan.ends_on),
        "weeks": page.doc.weeks,
        "version": plan.content_version,
    }


def _facts(page: PlanPage, reader: Reader) -> tuple[Row, ...]:
    plan = page.plan
    person = plan.person
    who = _("%(name)s, employee number %(number)s") % {"name": name_of(person), "number": person.number}
    rows = [
        Row(pgettext("document", "Employee"), who),
        Row(pgettext("document", "Position"), org.position_text(person)),
        Row(pgettext("document", "Line manager"), name_of(plan.manager)),
        Row(pgettext("document", "HR"), page.hr_name),
    ]
    if plan.published_at is not None:
        rows.append(Row(pgettext("document", "Published"), day_text(reader.day(plan.published_at))))
    return tuple(row for row in rows if row.value)


def _content(page: PlanPage) -> list[Section]:
    doc = page.doc
    grounds: list[Paragraph] = []
    for one in doc.concerns:
        grounds.append(Paragraph(f"{one.text}{one.detail}"))
        if one.examples:
            grounds.append(Paragraph(_("Example: %(examples)s") % {"examples": one.examples}, "note"))
    return [
        Section("grounds", _("Why this plan"), tuple(grounds)),
        Section("environment", _("Environment"), (Paragraph(doc.environment),)),
        Section("expectations", _("Expectations and measures"), (_measures(page),)),
        Section("support", _("Support the company commits to"), (_support(page),)),
        Section(
            "rule",
            _("Rule of extension"),
            (
                Paragraph(doc.extension_rule),
                Paragraph(_("At most %(days)s working days.") % {"days": doc.extension_max_days}, "note"),
            ),
        ),
        Section(
            "consequence", pgettext("document", "If the target is not reached"), (Paragraph(doc.if_not_met),)
        ),
    ]


def _measures(page: PlanPage) -> Table:
    columns = (
        Column(_("Measure"), 4),
        Column(_("Baseline"), numeric=True),
        Column(pgettext("plan", "Target"), numeric=True),
        Column(_("Peers' median"), 2, numeric=True),
        Column(pgettext("plan table", "Source"), 2),
        Column(pgettext("document", "Until"), 3),
    )
    rows = [
        (row.text, row.baseline, row.target, row.peers, row.source, row.due) for row in page.doc.expectations
    ]
    return Table(columns, tuple(rows))


def _support(page: PlanPage) -> Table:
    columns = (
        Column(pgettext("document", "Item"), 4),
        Column(pgettext("document", "By whom, when"), 3),
        Column(pgettext("document", "Kind"), 1),
        Column(pgettext("document", "Status"), 2),
    )
    return Table(columns, tuple((row.text, row.who, row.tag, row.done or "—") for row in page.doc.help))


def _history(events: Sequence[ChainEvent], reader: Reader) -> Section:
    names = actor_names([row.actor for row in events], reader)
    lines = tuple(
        StepLine(
            row.seq,
            step_text(row.kind),
            names.get(row.actor, _("the system")),
            instant(row.at),
            row.hash,
        )
        for row in events
    )
    return Section("history", pgettext("document", "Record of the procedure"), (Steps(lines),))


def _signatures(page: PlanPage) -> tuple[SignatureLine, ...]:
    received = _("I have received this plan. Signing means “received”; it does not mean “agreed”.")
    return (
        SignatureLine(pgettext("document", "Employee"), name_of(page.plan.person), received),
        SignatureLine(
            pgettext("document", "Line manager"),
            name_of(page.plan.manager),
            _("I have talked about this plan with the employee in person."),
        ),
        SignatureLine(pgettext("document", "For the company"), page.hr_name),
    )
