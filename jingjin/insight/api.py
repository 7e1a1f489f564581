"""The API of insight: everything its pages do, with the same rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from jingjin.core import clock, company
from jingjin.core.api import PAGE_SIZE, Page, actor_of, expected_version, operation, paged
from jingjin.insight import access
from jingjin.insight.actions import notices as notice_actions
from jingjin.insight.actions import run as run_actions
from jingjin.insight.actions import settings as settings_actions
from jingjin.insight.actions import signals as actions
from jingjin.insight.queries.overview import overview
from jingjin.insight.queries.reading import note_reading
from jingjin.insight.rules import demand
from jingjin.insight.schemas import (
    AnswerIn,
    ContestIn,
    ContestOut,
    NoticeOut,
    OverviewOut,
    PolicyIn,
    PolicyOut,
    ReplayOut,
    ReplyIn,
    RunOut,
    SignalDetail,
    SignalOut,
    TalkIn,
)

if TYPE_CHECKING:
    from jingjin.core.actor import Actor
    from jingjin.insight.models import Signal

router = Router(tags=["insight"])


def _out(by: Actor, row: Signal) -> SignalOut:
    return SignalOut.of(access.get_signal(by, row.uid), by)


@router.get("/signals", response=Page, **operation("signals_list", "signal.read"))
def signals_list(
    request: HttpRequest, cursor: str | None = None, limit: int = PAGE_SIZE, *, live: bool = True
) -> dict[str, Any]:
    """The signals the caller may read, by default those that have not ended."""
    by = actor_of(request)
    rows = (access.live_signals(by) if live else access.signals_of(by)).select_related("run")
    return paged(rows, cursor=cursor, limit=limit, item=lambda row: SignalOut.of(row, by))


@router.get("/signals/{uid}", response=SignalDetail, **operation("signals_read", "signal.read"))
def signals_read(request: HttpRequest, uid: UUID) -> SignalDetail:
    """One signal with its explanation; others' readings are noted for the person concerned."""
    by = actor_of(request)
    row = access.get_signal(by, uid)
    note_reading(by, row, reader_name=getattr(request.user, "display_name", ""))
    return SignalDetail.full(row, by)


@router.post("/signals/{uid}/seen", response=SignalOut, **operation("signals_see", "signal.see"))
def signals_see(request: HttpRequest, uid: UUID) -> SignalOut:
    """I have read it."""
    by = actor_of(request)
    return _out(by, actions.see(by=by, uid=uid, now=clock.now(), version=expected_version(request)))


@router.post("/signals/{uid}/answer", response=SignalOut, **operation("signals_answer", "signal.answer"))
def signals_answer(request: HttpRequest, uid: UUID, body: AnswerIn) -> SignalOut:
    """I know the reason."""
    by = actor_of(request)
    version = expected_version(request)
    return _out(by, actions.answer(by=by, uid=uid, now=clock.now(), version=version, **body.dict()))


@router.post("/signals/{uid}/talk", response=SignalOut, **operation("signals_talk", "signal.talk"))
def signals_talk(request: HttpRequest, uid: UUID, body: TalkIn) -> SignalOut:
    """A talk took place."""
    by = actor_of(request)
    version, today = expected_version(request), company.current().today()
    return _out(by, actions.note_talk(by=by, uid=uid, on=body.on, today=today, version=version))


@router.post("/signals/{uid}/later", response=SignalOut, **operation("signals_remind", "signal.remind"))
def signals_remind(request: HttpRequest, uid: UUID) -> SignalOut:
    """Remind me in a week."""
    by = actor_of(request)
    version, today = expected_version(request), company.current().today()
    return _out(by, actions.remind_later(by=by, uid=uid, today=today, version=version))


@router.post("/signals/{uid}/contest", response=ContestOut, **operation("signals_contest", "signal.contest"))
def signals_contest(request: HttpRequest, uid: UUID, body: ContestIn) -> ContestOut:
    """I object."""
    now = clock.now()
    objection = actions.contest(
        by=actor_of(request),
        uid=uid,
        statement=body.statement,
        today=company.current().today(now),
        now=now,
        version=expected_version(request),
    )
    return ContestOut.of(objection)


@router.post("/contests/{uid}/reply", response=ContestOut, **operation("contests_reply", "contest.reply"))
def contests_reply(request: HttpRequest, uid: UUID, body: ReplyIn) -> ContestOut:
    """HR answers an objection."""
    version = expected_version(request)
    reply = actions.reply(by=actor_of(request), uid=uid, now=clock.now(), version=version, **body.dict())
    return ContestOut.of(reply)


@router.get("/notices", response=list[NoticeOut], **operation("notices_list", "notice.read"))
def notices_list(request: HttpRequest) -> list[NoticeOut]:
    """Broken sources and fallen groups that concern the caller."""
    return [NoticeOut.of(row) for row in access.notices_of(actor_of(request))]


@router.post("/notices/{uid}/seen", response=NoticeOut, **operation("notices_see", "notice.see"))
def notices_see(request: HttpRequest, uid: UUID) -> NoticeOut:
    """I have seen to it."""
    by = actor_of(request)
    notice_actions.see_notice(by=by, uid=uid, now=clock.now(), version=expected_version(request))
    return NoticeOut.of(access.get_notice(by, uid))


@router.get("/insight/overview", response=OverviewOut, **operation("insight_overview", "signals.overview"))
def insight_overview(request: HttpRequest) -> OverviewOut:
    """Counts by class and unit, small groups left out."""
    return OverviewOut.of(overview(actor_of(request)))


@router.get("/signal-settings", response=PolicyOut, **operation("signal_settings_read", "signals.configure"))
def signal_settings_read(request: HttpRequest) -> PolicyOut:
    """The switch and what employees are told."""
    demand(actor_of(request), "signals.configure")
    return PolicyOut.of(access.policy(), enabled=company.current().signals_enabled)


@router.put("/signal-settings", response=PolicyOut, **operation("signal_settings_set", "signals.configure"))
def signal_settings_set(request: HttpRequest, body: PolicyIn) -> PolicyOut:
    """Switch signals on or off."""
    now = clock.now()
    row = settings_actions.set_signals(
        by=actor_of(request),
        today=company.current().today(now),
        now=now,
        version=expected_version(request),
        **body.dict(),
    )
    return PolicyOut.of(row, enabled=body.enabled)


@router.get("/signal-runs", response=Page, **operation("signal_runs_list", "signals.configure"))
def signal_runs_list(
    request: HttpRequest, cursor: str | None = None, limit: int = PAGE_SIZE
) -> dict[str, Any]:
    """The judgements so far."""
    return paged(access.runs_of(actor_of(request)), cursor=cursor, limit=limit, item=RunOut.of)


@router.post("/signal-runs", response={202: None}, **operation("signal_runs_ask", "signals.configure"))
def signal_runs_ask(request: HttpRequest) -> tuple[int, None]:
    """Judge now, in the background."""
    settings_actions.ask_for_run(by=actor_of(request))
    return 202, None


@router.post(
    "/signal-runs/{uid}/replay", response=ReplayOut, **operation("signal_runs_replay", "signals.configure")
)
def signal_runs_replay(request: HttpRequest, uid: UUID) -> ReplayOut:
    """Judge a stored run again and compare."""
    return ReplayOut(differing=len(run_actions.replay(by=actor_of(request), uid=uid)))
