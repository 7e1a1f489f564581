"""The assessment and the outcome."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from jingjin.core import clock
from jingjin.core.api import actor_of, operation
from jingjin.plans.access import get_plan
from jingjin.plans.actions import assessing
from jingjin.plans.api.shared import done, key, nothing, router
from jingjin.plans.queries.content import assessors_of
from jingjin.plans.queries.results import results
from jingjin.plans.schemas import CloseIn, Done, ReadingIn


@router.post(
    "/plans/{uid}/assessment", response=Done, **operation("plans_begin_assessment", "plan.begin_assessment")
)
def plans_begin_assessment(request: HttpRequest, uid: UUID) -> Done:
    """Begin the assessment with the criteria of the acknowledged version."""
    return done(assessing.begin_assessment(**key(request, uid)).plan)


@router.get("/plans/{uid}/assessment", response=dict[str, Any], **operation("plans_results", "plan.read"))
def plans_results(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    """The criteria and their results."""
    plan = get_plan(actor_of(request), uid)
    found = results(plan, len(assessors_of(plan)))
    if found is None:
        return {"criteria": [], "missing": 0, "criteria_hash": ""}
    rows = [
        {
            "uid": one.uid,
            "text": one.text,
            "target": one.target,
            "result": one.result,
            "met": one.met,
            "marks": [{"who": mark.who, "value": mark.value, "grounds": mark.grounds} for mark in one.marks],
        }
        for one in found.criteria
    ]
    return {"criteria": rows, "missing": found.missing, "criteria_hash": found.criteria_hash}


@router.post(
    "/plans/{uid}/readings", response={204: None}, **operation("plans_reading", "plan.record_reading")
)
def plans_reading(request: HttpRequest, uid: UUID, body: ReadingIn) -> Status[None]:
    """Record what a system says of a criterion."""
    assessing.record_reading(by=actor_of(request), plan=uid, now=clock.now(), **body.dict())
    return nothing()


@router.post("/plans/{uid}/close", response=Done, **operation("plans_close", "plan.close"))
def plans_close(request: HttpRequest, uid: UUID, body: CloseIn) -> Done:
    """Close with the outcome; a plan that was met is sealed."""
    return done(assessing.close(**body.dict(), **key(request, uid)))
