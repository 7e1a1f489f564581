"""The API of goals: everything a page does, with the same permissions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from ninja import Router

from jingjin.core.api import PAGE_SIZE, Page, actor_of, expected_version, operation, paged
from jingjin.core.errors import Invalid
from jingjin.goals.access import (
    RELATED,
    get_goal,
    get_period,
    goals_for,
    goals_with_rights,
    heaviest_first,
    periods_for,
)
from jingjin.goals.actions.checking_in import check_in, complete_milestone, update_week
from jingjin.goals.actions.confirming import confirm, decline, propose
from jingjin.goals.actions.data import GoalData, MilestoneData, Owner
from jingjin.goals.actions.ending import close_goal, withdraw_goal
from jingjin.goals.actions.periods import PeriodData, create_period, edit_period
from jingjin.goals.actions.weighing import set_weights
from jingjin.goals.actions.writing import create_goal, edit_goal
from jingjin.goals.queries.drawn import drawn
from jingjin.goals.queries.history import history
from jingjin.goals.queries.team import team_status
from jingjin.goals.queries.why import why
from jingjin.goals.schemas import (
    CheckInIn,
    CheckInOut,
    ConfirmIn,
    GoalChange,
    GoalContent,
    GoalIn,
    GoalOut,
    MilestoneDone,
    PeriodIn,
    PeriodOut,
    ReasonIn,
    ReceiptOut,
    StatementIn,
    StepOut,
    TeamOut,
    UpdateIn,
    UpdateOut,
    WeightsIn,
    WhyOut,
)
from jingjin.goals.words import Kind, Level
from jingjin.metrics.public import get_metric
from jingjin.org.public import direct_reports, get_person, get_unit

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from jingjin.core.web import Request

router = Router(tags=["goals"])


def _when(request: HttpRequest) -> dict[str, Any]:
    """The instant and the company's day of the request, for actions."""
    return {"now": _now(request), "today": _today(request)}


def _now(request: HttpRequest) -> datetime:
    return cast("Request", request).now


def _today(request: HttpRequest) -> date:
    return cast("Request", request).today


def _shown(request: HttpRequest, uid: UUID | str) -> GoalOut:
    row = drawn(goals_for(actor_of(request)).select_related(*RELATED)).get(uid=uid)
    return GoalOut.of(row, _today(request))


@router.get("/goals", response=Page, **operation("goals_list", "goal.read"))
def goals_list(
    request: HttpRequest,
    cursor: str | None = None,
    limit: int = PAGE_SIZE,
    level: str = "",
    state: str = "",
    person: UUID | None = None,
    unit: UUID | None = None,
    parent: UUID | None = None,
    on: date | None = None,
) -> dict[str, Any]:
    """The goals the caller may read, by key; `on` keeps those whose time holds the day."""
    asked = {"level": level, "state": state, "person__uid": person, "unit__uid": unit, "parent__uid": parent}
    rows = (
        goals_for(actor_of(request))
        .select_related(*RELATED)
        .filter(**{name: value for name, value in asked.items() if value})
    )
    if on is not None:
        rows = rows.filter(start__lte=on, end__gt=on)
    today = _today(request)
    return paged(drawn(rows), cursor=cursor, limit=limit, item=lambda row: GoalOut.of(row, today))


@router.post("/goals", response=GoalOut, **operation("goals_create", "goal.create"))
def goals_create(request: HttpRequest, body: GoalIn) -> GoalOut:
    """Write a draft."""
    by = actor_of(request)
    if body.level not in list(Level) or body.kind not in list(Kind):
        raise Invalid(fields={"level" if body.level not in list(Level) else "kind": "unknown"})
    owner = Owner(
        level=Level(body.level),
        unit=get_unit(by, body.unit) if body.unit else None,
        person=get_person(by, body.person) if body.person else None,
        responsible=get_person(by, body.responsible) if body.responsible else None,
    )
    made = create_goal(
        by=by,
        owner=owner,
        kind=Kind(body.kind),
        period=get_period(by, body.period),
        data=_data(request, body, weight=body.weight),
        parent=get_goal(by, body.parent) if body.parent else None,
        **_when(request),
    )
    return _shown(request, made.uid)


def _data(request: HttpRequest, body: GoalContent, **more: Any) -> GoalData:
    links = {"metric", "parent", "responsible", "milestones"}
    plain = {name: getattr(body, name) for name in GoalContent.model_fields if name not in links}
    metric = get_metric(actor_of(request), body.metric) if body.metric else None
    parts = tuple(MilestoneData(**part.dict()) for part in body.milestones)
    return GoalData(**plain, metric=metric, milestones=parts, **more)


@router.get("/goals/team", response=list[TeamOut], **operation("goals_team", "goal.read"))
def goals_team(request: HttpRequest) -> list[TeamOut]:
    """How the goals of the caller's direct reports stand, and what waits for the caller's confirmation."""
    by = actor_of(request)
    people = {person.pk: person.uid for person in direct_reports(by.person_id or 0)}
    return [
        TeamOut(
            person=people[key],
            goals=row.goals,
            counts={str(status): count for status, count in row.counts.items()},
            status=str(row.status) if row.status else None,
            progress=row.progress,
            expected=row.expected,
            incomplete=row.incomplete,
            to_confirm=[goal.uid for goal in row.to_confirm],
            confidence=row.update.confidence if row.update else "",
        )
        for key, row in team_status(by, list(people), _today(request)).items()
    ]


@router.post("/goals/weights", response=list[GoalOut], **operation("goals_weigh", "goal.weigh"))
def goals_weigh(request: HttpRequest, body: WeightsIn) -> list[GoalOut]:
    """Set the weights of a whole group of siblings together."""
    by = actor_of(request)
    weights = {str(uid): weight for uid, weight in body.weights.items()}
    versions = {str(uid): version for uid, version in body.versions.items()}
    set_weights(by=by, weights=weights, versions=versions, **_when(request))
    rows = heaviest_first(drawn(goals_with_rights(by).filter(uid__in=weights)))
    return [GoalOut.of(row, _today(request)) for row in rows]


@router.post("/goals/accept", response=list[ReceiptOut], **operation("goals_accept", "goal.accept"))
def goals_accept(request: HttpRequest, body: ConfirmIn) -> list[ReceiptOut]:
    """Confirm the caller's own goals."""
    return _confirm(request, body)


@router.post("/goals/confirm", response=list[ReceiptOut], **operation("goals_confirm", "goal.confirm"))
def goals_confirm(request: HttpRequest, body: ConfirmIn) -> list[ReceiptOut]:
    """Confirm goals of reports, or of what the caller steers."""
    return _confirm(request, body)


def _confirm(request: HttpRequest, body: ConfirmIn) -> list[ReceiptOut]:
    made = confirm(by=actor_of(request), uids=body.goals, **_when(request))
    return [
        ReceiptOut(
            goal=receipt.goal.uid, state=receipt.goal.state, at=receipt.event.at, hash=receipt.event.hash
        )
        for receipt in made
    ]


@router.post("/goals/updates", response=UpdateOut, **operation("goals_update_week", "goal.check_in"))
def goals_update_week(request: HttpRequest, body: UpdateIn) -> UpdateOut:
    """The caller's own week over all their goals."""
    values = {str(uid): value for uid, value in body.values.items()}
    made = update_week(
        by=actor_of(request), confidence=body.confidence, note=body.note, values=values, **_when(request)
    )
    return UpdateOut.of(made)


@router.get("/goals/periods", response=list[PeriodOut], **operation("goal_periods_list", "period.read"))
def periods_list(request: HttpRequest) -> list[PeriodOut]:
    """The company's cycles, latest first."""
    return [PeriodOut.of(row) for row in periods_for(actor_of(request))]


@router.post("/goals/periods", response=PeriodOut, **operation("goal_periods_create", "period.manage"))
def periods_create(request: HttpRequest, body: PeriodIn) -> PeriodOut:
    """Add a cycle."""
    made = create_period(by=actor_of(request), data=PeriodData(**body.dict()), now=_now(request))
    return PeriodOut.of(made)


@router.put("/goals/periods/{uid}", response=PeriodOut, **operation("goal_periods_edit", "period.manage"))
def periods_edit(request: HttpRequest, uid: UUID, body: PeriodIn) -> PeriodOut:
    """Change a cycle. `If-Match` holds the version the caller saw."""
    by = actor_of(request)
    get_period(by, uid, action="period.manage")
    data = PeriodData(**body.dict())
    changed = edit_period(by=by, uid=uid, data=data, version=expected_version(request), now=_now(request))
    return PeriodOut.of(changed)


@router.get("/goals/{uid}", response=GoalOut, **operation("goals_read", "goal.read"))
def goals_read(request: HttpRequest, uid: UUID) -> GoalOut:
    """One goal."""
    get_goal(actor_of(request), uid)
    return _shown(request, uid)


@router.put("/goals/{uid}", response=GoalOut, **operation("goals_edit", "goal.edit"))
def goals_edit(request: HttpRequest, uid: UUID, body: GoalChange) -> GoalOut:
    """Change what a goal says. `If-Match` holds the version the caller saw."""
    by = actor_of(request)
    edit_goal(
        by=by,
        uid=uid,
        data=_data(request, body),
        parent=get_goal(by, body.parent) if body.parent else None,
        responsible=get_person(by, body.responsible) if body.responsible else None,
        reason=body.reason,
        version=expected_version(request),
        **_when(request),
    )
    return _shown(request, uid)


@router.get("/goals/{uid}/why", response=WhyOut, **operation("goals_why", "goal.read"))
def goals_why(request: HttpRequest, uid: UUID) -> WhyOut:
    """Why it stands where it stands."""
    return WhyOut.of(why(actor_of(request), uid, _today(request)))


@router.get("/goals/{uid}/history", response=list[StepOut], **operation("goals_history", "goal.read"))
def goals_history(request: HttpRequest, uid: UUID) -> list[StepOut]:
    """What happened to it, newest first."""
    by = actor_of(request)
    return [StepOut.of(step) for step in history(by, get_goal(by, uid))]


@router.post("/goals/{uid}/propose", response=GoalOut, **operation("goals_propose", "goal.propose"))
def goals_propose(request: HttpRequest, uid: UUID) -> GoalOut:
    """Put a draft before those who confirm it."""
    propose(by=actor_of(request), uid=uid, version=expected_version(request), **_when(request))
    return _shown(request, uid)


@router.post("/goals/{uid}/decline", response=GoalOut, **operation("goals_decline", "goal.decline"))
def goals_decline(request: HttpRequest, uid: UUID, body: StatementIn) -> GoalOut:
    """Send a proposed goal back."""
    seen = expected_version(request)
    decline(by=actor_of(request), uid=uid, statement=body.statement, version=seen, now=_now(request))
    return _shown(request, uid)


@router.post("/goals/{uid}/close", response=GoalOut, **operation("goals_close", "goal.close"))
def goals_close(request: HttpRequest, uid: UUID, body: ReasonIn) -> GoalOut:
    """End a goal; below 100 % with a reason."""
    seen = expected_version(request)
    close_goal(by=actor_of(request), uid=uid, reason=body.reason, version=seen, now=_now(request))
    return _shown(request, uid)


@router.post("/goals/{uid}/withdraw", response=GoalOut, **operation("goals_withdraw", "goal.withdraw"))
def goals_withdraw(request: HttpRequest, uid: UUID, body: ReasonIn) -> GoalOut:
    """Take a goal back with a reason."""
    seen = expected_version(request)
    withdraw_goal(by=actor_of(request), uid=uid, reason=body.reason, version=seen, **_when(request))
    return _shown(request, uid)


@router.post("/goals/{uid}/check-ins", response=CheckInOut, **operation("goals_check_in", "goal.check_in"))
def goals_check_in(request: HttpRequest, uid: UUID, body: CheckInIn) -> CheckInOut:
    """Say where a goal stands."""
    by = actor_of(request)
    row = check_in(by=by, uid=uid, **body.dict(), **_when(request))
    plain = {name: getattr(row, name) for name in CheckInOut.model_fields if name != "goal"}
    return CheckInOut(goal=uid, **plain)


@router.post(
    "/goals/{uid}/milestones/{part}", response=GoalOut, **operation("goals_milestone", "goal.check_in")
)
def goals_milestone(request: HttpRequest, uid: UUID, part: UUID, body: MilestoneDone) -> GoalOut:
    """Tick a milestone, or take it back with a note."""
    complete_milestone(
        by=actor_of(request), uid=uid, milestone=part, done=body.done, note=body.note, **_when(request)
    )
    return _shown(request, uid)
