"""Making an evidence file of a plan: the PDF of one view, the chain, its anchor, all signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from jingjin.audit import public as audit
from jingjin.core import files
from jingjin.core.errors import Denied, Invalid
from jingjin.core.proof.chain import instant
from jingjin.core.proof.keys import key_id
from jingjin.plans.actions.steps import person_key, prove
from jingjin.plans.evidence.attachments import Anchored, Opening
from jingjin.plans.evidence.pack import Dossier, RenderedView, StepText, build
from jingjin.plans.evidence.pdf import render
from jingjin.plans.evidence.words import ViewRole
from jingjin.plans.models import EvidenceFile, Plan
from jingjin.plans.queries.page import plan_page, side_of
from jingjin.plans.queries.printing import SECTIONS, employer_of, plan_document
from jingjin.plans.queries.verifying import DRAFTING, actor_names, step_text
from jingjin.plans.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jingjin.audit.public import ChainEvent
    from jingjin.plans.evidence.document import EvidenceDocument
    from jingjin.plans.evidence.words import Language
    from jingjin.plans.queries.texts import Reader

LOCALES: dict[str, str] = {"zh": "zh-hans", "en": "en"}
ROLES = {"person": ViewRole.EMPLOYEE, "manager": ViewRole.MANAGER, "hr": ViewRole.HR}


@transaction.atomic
def build_evidence(
    *, plan: Plan, view: str, language: Language, reader: Reader, now: datetime
) -> EvidenceFile:
    """Make and keep an evidence file: the person gets the employee's view, a manager the manager's, HR any.

    The making itself is a step of the chain, and the chain is anchored with it. Raises NotFound or Denied by the
    plan's rules, Denied for somebody else's view, Invalid when the fonts of the PDF are missing.
    """
    by = reader.by
    RULES.demand(plan, by=by, action="plan.evidence")
    role, side = ViewRole(view), side_of(plan, reader)
    if side != "hr" and ROLES[side] is not role:
        raise Denied(_("This view is for somebody else."))
    prove(plan, "evidence_made", by=by, now=now, facts={"view": role.value, "language": language})
    with override(LOCALES[language]):
        data, head = _packed(plan, role, language, reader, now.replace(microsecond=0))  # a PDF knows no less
    name = f"{plan.number}-{role.value}-{language}.zip"
    stored = files.store(data, name=name, media_type="application/zip")
    return EvidenceFile.objects.create(
        plan=plan,
        file=stored,
        role=role.value,
        language=language,
        head=head,
        made_at=now,
        made_by_id=person_key(by),
    )


def _packed(
    plan: Plan, role: ViewRole, language: Language, reader: Reader, now: datetime
) -> tuple[bytes, int]:
    """The file's bytes and the number of the chain's last link."""
    key = audit.signing_key()
    events = audit.events_of(plan.uid)
    document = plan_document(
        plan_page(plan, reader),
        events,
        role=role,
        language=language,
        reader=reader,
        now=now,
        key_id=key_id(key.public_key()),
    )
    names = actor_names([row.actor for row in events], reader)
    dossier = Dossier(
        title=document.title,
        record_uid=str(plan.uid),
        number=plan.number,
        company=employer_of(plan),
        employee_number=plan.person.number,
        names=tuple(dict.fromkeys(name for name in (plan.person.name, plan.person.pinyin) if name)),
        language=language,
        created_at=instant(now),
        steps=tuple(
            StepText(row.seq, step_text(row.kind), names.get(row.actor, _("the system"))) for row in events
        ),
        events=tuple(audit.links_of(plan.uid)),
        anchored=Anchored(*audit.anchor_stream(plan.uid, now=now)),
        views=(RenderedView(document, print_document(document), SECTIONS),),
        openings=_openings(events),
    )
    return build(dossier, key), events[-1].seq


def print_document(document: EvidenceDocument) -> bytes:
    """The PDF/A of a document; raises Invalid when the fonts are not installed."""
    folder = Path(settings.PDF_FONTS)
    if not folder.is_dir():
        raise Invalid(_("The fonts for PDF files are not installed; an administrator runs `make setup`."))
    return render(document, fonts=[folder])


def _openings(events: Sequence[ChainEvent]) -> tuple[Opening, ...]:
    """Content and salt of what happened since publishing: an outsider compares the words with the chain.

    Drafting stays closed: what was written before HR's approval is nobody's evidence.
    """
    shown = [row for row in events if row.kind not in DRAFTING]
    return tuple(
        Opening(seq, salt, body) for seq, (salt, body) in sorted(audit.sealed_contents(shown).items())
    )
