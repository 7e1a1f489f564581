"""What the page of evidence files shows, and how anybody checks one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from jingjin.audit import public as audit
from jingjin.core.proof.keys import key_id, public_pem
from jingjin.plans.evidence.explanation import LEADS, TITLES, Topic, topics
from jingjin.plans.evidence.phrases import ROLES
from jingjin.plans.evidence.words import ViewRole, document_name, pdf_name
from jingjin.plans.models import EvidenceFile
from jingjin.plans.queries.page import side_of
from jingjin.plans.queries.texts import Reader, instant_text, name_of

if TYPE_CHECKING:
    from jingjin.plans.evidence.words import Language
    from jingjin.plans.models import Plan

VIEWS = {
    "person": [ViewRole.EMPLOYEE],
    "manager": [ViewRole.MANAGER],
    "hr": [ViewRole.HR, ViewRole.EMPLOYEE, ViewRole.MANAGER],
}
SHOWN = 20


@dataclass(frozen=True)
class FileView:
    """A file that was made."""

    uid: str
    name: str
    view: str
    at: str
    who: str
    sha256: str


@dataclass(frozen=True)
class EvidencePage:
    """The views this reader may have made, and the files this reader may download."""

    views: list[tuple[str, str]]
    files: list[FileView]


def evidence_page(plan: Plan, reader: Reader) -> EvidencePage:
    """The page for one reader (1 query)."""
    roles = VIEWS[side_of(plan, reader)]
    rows = EvidenceFile.objects.filter(plan=plan, role__in=[role.value for role in roles])
    made = rows.select_related("file", "made_by").order_by("-id")[:SHOWN]
    return EvidencePage(
        views=[(role.value, ROLES[role][_language()]) for role in roles],
        files=[
            FileView(
                uid=str(row.uid),
                name=row.file.name,
                view=f"{ROLES[ViewRole(row.role)][_language()]}",
                at=instant_text(row.made_at, reader.zone),
                who=name_of(row.made_by),
                sha256=row.file.sha256,
            )
            for row in made
        ],
    )


def _language() -> Language:
    return "en" if get_language() == "en" else "zh"


@dataclass(frozen=True)
class Checking:
    """The explanation, in the reader's language."""

    title: str
    lead: str
    topics: tuple[Topic, ...]


def checking(language: str) -> Checking:
    """How to check, with this installation's key."""
    code: Language = "en" if language == "en" else "zh"
    role = ViewRole.EMPLOYEE
    found = topics(
        code,
        key_id(audit.signing_key().public_key()),
        document=document_name(role, code),
        pdf=pdf_name(role, code),
    )
    return Checking(TITLES[code], LEADS[code], found)


def public_key_pem() -> bytes:
    """The public half of the installation's signing key."""
    return public_pem(audit.signing_key().public_key())
