"""Writing a plan, sending it, reviewing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from jingjin.core import clock
from jingjin.core.api import actor_of, operation
from jingjin.metrics.public import get_metric
from jingjin.org import public as org
from jingjin.plans.access import get_plan, openable_person
from jingjin.plans.actions import changing, drafting, review
from jingjin.plans.actions.parts import (
    AssessorInput,
    ConcernInput,
    DiagnosisInput,
    ExampleInput,
    ExpectationInput,
    SupportInput,
    TrainingInput,
)
from jingjin.plans.api.shared import done, key, nothing, router
from jingjin.plans.queries.precheck import supplied_facts
from jingjin.plans.schemas import (
    ChangeIn,
    ConcernIn,
    DiagnosisIn,
    Done,
    ExpectationIn,
    ExpectationsIn,
    HelpIn,
    OpenIn,
    OtherwiseIn,
    PublishIn,
    ReasonIn,
    SubmitIn,
    SupportIn,
    TrainingIn,
)

if TYPE_CHECKING:
    from jingjin.core.actor import Actor
    from jingjin.metrics.public import Metric


def metric(by: Actor, uid: UUID | None) -> Metric | None:
    """The indicator of this uid."""
    return get_metric(by, uid) if uid else None


def concern(by: Actor, body: ConcernIn) -> ConcernInput:
    """A concern as the action takes it."""
    examples = tuple(ExampleInput(on=one.on, text=one.text) for one in body.examples)
    plain = body.dict(exclude={"examples", "metric"})
    return ConcernInput(**plain, examples=examples, metric=metric(by, body.metric))


def expectation(by: Actor, body: ExpectationIn) -> ExpectationInput:
    """An expectation as the action takes it."""
    return ExpectationInput(**body.dict(exclude={"metric"}), metric=metric(by, body.metric))


def support(by: Actor, body: SupportIn) -> SupportInput:
    """Support as the action takes it; its owner is somebody the caller can find."""
    return SupportInput(**{**body.dict(), "owner": org.get_person(by, body.owner)})


def training(by: Actor, body: TrainingIn) -> TrainingInput:
    """A training as the action takes it."""
    trainer = org.get_person(by, body.trainer) if body.trainer else None
    return TrainingInput(**{**body.dict(), "trainer": trainer})


def assessors(by: Actor, uids: list[UUID]) -> tuple[AssessorInput, ...]:
    """Assessors as the action takes them."""
    return tuple(AssessorInput(person=org.get_person(by, uid)) for uid in uids)


@router.post("/plans", response=Done, **operation("plans_open", "plan.open"))
def plans_open(request: HttpRequest, body: OpenIn) -> Done:
    """Open a draft."""
    by = actor_of(request)
    person = openable_person(by, body.person)
    plan = drafting.open_plan(by=by, person=person, title=body.title, talks_on=body.talks_on, now=clock.now())
    return done(plan)


@router.put("/plans/{uid}/diagnosis", response=Done, **operation("plans_diagnosis", "plan.edit"))
def plans_diagnosis(request: HttpRequest, uid: UUID, body: DiagnosisIn) -> Done:
    """Title, earlier talks, environment, period, rhythm."""
    given = DiagnosisInput(**{**body.dict(), "talks_on": tuple(body.talks_on)})
    return done(drafting.save_diagnosis(diagnosis=given, **key(request, uid)))


@router.put("/plans/{uid}/concerns", response=Done, **operation("plans_concerns", "plan.edit"))
def plans_concerns(request: HttpRequest, uid: UUID, body: list[ConcernIn]) -> Done:
    """All concerns."""
    return done(
        drafting.save_concerns(
            concerns=[concern(actor_of(request), one) for one in body], **key(request, uid)
        )
    )


@router.put("/plans/{uid}/expectations", response=Done, **operation("plans_expectations", "plan.edit"))
def plans_expectations(request: HttpRequest, uid: UUID, body: ExpectationsIn) -> Done:
    """All expectations and assessors."""
    plan = drafting.save_expectations(
        expectations=[expectation(actor_of(request), one) for one in body.expectations],
        assessors=assessors(actor_of(request), body.assessors),
        **key(request, uid),
    )
    return done(plan)


@router.put("/plans/{uid}/help", response=Done, **operation("plans_help", "plan.edit"))
def plans_help(request: HttpRequest, uid: UUID, body: HelpIn) -> Done:
    """All support and training."""
    by = actor_of(request)
    plan = drafting.save_support(
        supports=[support(by, one) for one in body.supports],
        trainings=[training(by, one) for one in body.trainings],
        **key(request, uid),
    )
    return done(plan)


@router.put("/plans/{uid}/otherwise", response=Done, **operation("plans_otherwise", "plan.edit"))
def plans_otherwise(request: HttpRequest, uid: UUID, body: OtherwiseIn) -> Done:
    """What happens otherwise, and the printed rule."""
    return done(drafting.save_otherwise(**body.dict(), **key(request, uid)))


@router.post("/plans/{uid}/precheck", response={204: None}, **operation("plans_precheck", "plan.precheck"))
def plans_precheck(request: HttpRequest, uid: UUID) -> Status[None]:
    """Run the pre-check with what other areas know; read it at /checks."""
    by = actor_of(request)
    plan = get_plan(by, uid, "plan.precheck")
    drafting.run_precheck(by=by, plan=uid, facts=supplied_facts(plan), now=clock.now())
    return nothing()


@router.post("/plans/{uid}/submit", response=Done, **operation("plans_submit", "plan.submit"))
def plans_submit(request: HttpRequest, uid: UUID, body: SubmitIn) -> Done:
    """Send the draft to HR."""
    return done(drafting.submit_to_hr(reason=body.reason, **key(request, uid)))


@router.post("/plans/{uid}/return", response=Done, **operation("plans_return", "plan.return"))
def plans_return(request: HttpRequest, uid: UUID, body: ReasonIn) -> Done:
    """Return it to the manager."""
    return done(review.return_to_manager(reason=body.reason, **key(request, uid)))


@router.post("/plans/{uid}/publish", response=Done, **operation("plans_publish", "plan.publish"))
def plans_publish(request: HttpRequest, uid: UUID, body: PublishIn) -> Done:
    """Approve and publish."""
    return done(review.approve_and_publish(**body.dict(), **key(request, uid)))


@router.post("/plans/{uid}/change", response=Done, **operation("plans_change", "plan.change"))
def plans_change(request: HttpRequest, uid: UUID, body: ChangeIn) -> Done:
    """Publish a new version; the plan pauses until the person has answered it."""
    version = changing.change_after_publishing(
        reason=body.reason, change=_change(actor_of(request), body), **key(request, uid)
    )
    return done(version.plan)


def _change(by: Actor, body: ChangeIn) -> changing.PlanChange:
    parts: dict[str, Any] = {
        "concerns": body.concerns and tuple(concern(by, one) for one in body.concerns),
        "expectations": body.expectations and tuple(expectation(by, one) for one in body.expectations),
        "supports": body.supports and tuple(support(by, one) for one in body.supports),
        "trainings": body.trainings and tuple(training(by, one) for one in body.trainings),
        "assessors": None if body.assessors is None else assessors(by, body.assessors),
    }
    plain = body.dict(exclude={"reason", *parts})
    return changing.PlanChange(**plain, **{name: value or None for name, value in parts.items()})
