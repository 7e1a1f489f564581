"""The doors to signals, objections and notices: rows for this actor, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.errors import NotFound
from jingjin.insight.models import Contest, Notice, Signal, SignalPolicy, SignalRun
from jingjin.insight.rules import CONTEST_RULES, NOTICE_RULES, SIGNAL_RULES, demand
from jingjin.insight.words import LIVE, NoticeState

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from jingjin.core.actor import Actor


def signals_of(by: Actor, action: str = "signal.read") -> QuerySet[Signal]:
    """The signals on which the actor may do `action`, ended ones too; newest first."""
    rows = Signal.objects.select_related("person", "person__unit")
    return SIGNAL_RULES.rows(rows, by=by, action=action).order_by("-opened_on", "-id")


def live_signals(by: Actor, action: str = "signal.read") -> QuerySet[Signal]:
    """Those that have not ended."""
    return signals_of(by, action).filter(state__in=LIVE)


def get_signal(by: Actor, uid: UUID | str, action: str | None = None) -> Signal:
    """The signal, if the actor may do `action` (by default: read it); NotFound or Denied otherwise."""
    rows = Signal.objects.select_related("person", "person__unit", "person__manager", "answered_by", "run")
    return SIGNAL_RULES.find(rows, by=by, uid=uid, action=action)


def contests_of(by: Actor, action: str = "contest.read") -> QuerySet[Contest]:
    """The objections on which the actor may do `action`, oldest first."""
    rows = Contest.objects.select_related("signal", "signal__person")
    return CONTEST_RULES.rows(rows, by=by, action=action).order_by("due", "id")


def get_contest(by: Actor, uid: UUID | str, action: str | None = None) -> Contest:
    """The objection, if the actor may do `action`; NotFound or Denied otherwise."""
    rows = Contest.objects.select_related("signal", "signal__person")
    return CONTEST_RULES.find(rows, by=by, uid=uid, action=action)


def notices_of(by: Actor, action: str = "notice.read") -> QuerySet[Notice]:
    """What concerns the actor's feeds and groups and is not over, newest first."""
    rows = Notice.objects.select_related("feed", "metric", "unit").exclude(state=NoticeState.OVER)
    return NOTICE_RULES.rows(rows, by=by, action=action).order_by("-opened_on", "-id")


def get_notice(by: Actor, uid: UUID | str, action: str | None = None) -> Notice:
    """The notice, if the actor may do `action`; NotFound or Denied otherwise."""
    return NOTICE_RULES.find(
        Notice.objects.select_related("feed", "metric", "unit"), by=by, uid=uid, action=action
    )


def policy() -> SignalPolicy:
    """The text employees are told; an empty one before an admin wrote any (1 query)."""
    return SignalPolicy.objects.order_by("id").first() or SignalPolicy()


def get_run(by: Actor, uid: UUID | str) -> SignalRun:
    """A run with its stored input, for who configures them."""
    demand(by, "signals.configure")
    run = SignalRun.objects.select_related("input").filter(uid=uid).first()
    if run is None:
        raise NotFound
    return run


def runs_of(by: Actor) -> QuerySet[SignalRun]:
    """The runs of detection, newest first, for who configures them."""
    demand(by, "signals.configure")
    return SignalRun.objects.order_by("-last", "-id")
