"""Reading plans."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from jingjin.core import clock, files
from jingjin.core.api import PAGE_SIZE, Page, actor_of, operation, paged
from jingjin.org import public as org
from jingjin.plans.access import get_evidence_file, get_plan, plans_for, sealed_for
from jingjin.plans.actions.assessing import open_sealed
from jingjin.plans.actions.proving import build_evidence
from jingjin.plans.actions.reading import note_reading
from jingjin.plans.api.shared import reader_of, router
from jingjin.plans.evidence.words import Language
from jingjin.plans.queries.apiview import plan_out
from jingjin.plans.queries.summary import counts
from jingjin.plans.queries.verifying import ChainView, check_chain
from jingjin.plans.queries.versions import VersionView, version_history
from jingjin.plans.queries.writing import FindingView, shown_findings
from jingjin.plans.schemas import (
    CountOut,
    EvidenceIn,
    EvidenceOut,
    OpeningOut,
    PlanLine,
    PlanOut,
    ReasonIn,
    SealedOut,
)


@router.get("/plans", response=Page, **operation("plans_list", "plan.read"))
def plans_list(request: HttpRequest, cursor: str | None = None, limit: int = PAGE_SIZE) -> dict[str, Any]:
    """The plans that the caller may read."""
    return paged(plans_for(actor_of(request)), cursor=cursor, limit=limit, item=PlanLine.of)


@router.get("/plans/sealed", response=list[SealedOut], **operation("plans_sealed", "plan.find_sealed"))
def plans_sealed(request: HttpRequest) -> list[dict[str, Any]]:
    """Sealed plans of HR's units: only that they exist."""
    rows = sealed_for(actor_of(request)).order_by("-sealed_at")[:200]
    return [{"uid": row.uid, "person": row.person.uid, "sealed_at": row.sealed_at} for row in rows]


@router.post(
    "/plans/sealed/{uid}/open", response=OpeningOut, **operation("plans_open_sealed", "plan.open_sealed")
)
def plans_open_sealed(request: HttpRequest, uid: UUID, body: ReasonIn) -> OpeningOut:
    """Open a sealed plan for today, with a reason that is logged and told."""
    name: Any = request.user
    opening = open_sealed(
        by=actor_of(request), plan=uid, reason=body.reason, now=clock.now(), reader_name=name.display_name
    )
    return OpeningOut(uid=opening.uid, plan=uid)


@router.get("/plans/counts/{unit}", response=list[CountOut], **operation("plans_count", "plan.count"))
def plans_count(request: HttpRequest, unit: UUID) -> list[CountOut]:
    """Running plans in the units directly below; small groups are not shown."""
    by = actor_of(request)
    rows = counts(by, org.get_unit(by, unit))
    return [CountOut(unit=row.unit.uid, headcount=row.headcount, running=row.running) for row in rows]


@router.get("/plans/{uid}", response=PlanOut, **operation("plans_read", "plan.read"))
def plans_read(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    """One plan; a reading by somebody else stands in the person's access log."""
    plan = get_plan(actor_of(request), uid)
    account: Any = request.user
    note_reading(by=actor_of(request), plan=plan, reader_name=account.display_name)
    return plan_out(plan, reader_of(request))


@router.get("/plans/{uid}/checks", response=list[dict[str, str]], **operation("plans_checks", "plan.read"))
def plans_checks(request: HttpRequest, uid: UUID) -> list[dict[str, str]]:
    """The pre-check's findings, as the caller may see them."""
    rows: list[FindingView] = shown_findings(get_plan(actor_of(request), uid), reader_of(request))
    return [{"check": row.label, "level": row.level, "text": row.text} for row in rows]


@router.get(
    "/plans/{uid}/versions", response=list[dict[str, Any]], **operation("plans_versions", "plan.read")
)
def plans_versions(request: HttpRequest, uid: UUID) -> list[dict[str, Any]]:
    """Every published version with what changed."""
    rows: list[VersionView] = version_history(get_plan(actor_of(request), uid), reader_of(request))
    return [
        {
            "number": row.number,
            "at": row.at,
            "reason": row.reason,
            "hash": row.hash,
            "changes": [{"label": one.label, "old": one.old, "new": one.new} for one in row.changes],
        }
        for row in rows
    ]


@router.get("/plans/{uid}/chain", response=dict[str, Any], **operation("plans_chain", "plan.read"))
def plans_chain(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    """The plan's chain, checked now."""
    chain: ChainView = check_chain(get_plan(actor_of(request), uid), reader_of(request))
    return {
        "whole": chain.is_whole,
        "broken_at": chain.broken_at,
        "steps": [vars_of(step) for step in chain.steps],
    }


def vars_of(step: Any) -> dict[str, Any]:
    """A step as JSON."""
    return {"seq": step.seq, "what": step.what, "actor": step.actor, "at": step.at, "hash": step.hash}


@router.post("/plans/{uid}/evidence", response=EvidenceOut, **operation("plans_evidence", "plan.evidence"))
def plans_evidence(request: HttpRequest, uid: UUID, body: EvidenceIn) -> EvidenceOut:
    """Make an evidence file."""
    language: Language = "en" if body.language == "en" else "zh"
    row = build_evidence(
        plan=get_plan(actor_of(request), uid, "plan.evidence"),
        view=body.view,
        language=language,
        reader=reader_of(request),
        now=clock.now(),
    )
    return EvidenceOut(uid=row.uid, name=row.file.name, sha256=row.file.sha256)


@router.get("/evidence-files/{uid}", **operation("plans_evidence_file", "plan.evidence"))
def plans_evidence_file(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The bytes of an evidence file."""
    row = get_evidence_file(actor_of(request), uid)
    account: Any = request.user
    note_reading(by=actor_of(request), plan=row.plan, reader_name=account.display_name, what="plan.evidence")
    return HttpResponse(files.read(row.file), content_type=row.file.media_type)
