"""Is a plan the right step? The questions, the facts they need, and what an answer means.

Facts come from several areas; a caller that knows them (a workflow) hands them over as `PrecheckFacts`. What
nobody knows is `unknown`, never "fine".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from jingjin.plans.words.states import Check, Level

SETTLING = timedelta(days=90)
TALK_FRESH = timedelta(days=60)
QUOTA_RECENT = timedelta(days=180)
LONG_LEAVE = 10
MOSTLY_ENVIRONMENT, PARTLY_ENVIRONMENT = Decimal(50), Decimal(20)
HIGH_LOAD, RAISED_LOAD = Decimal(2), Decimal("1.5")


@dataclass(frozen=True, slots=True)
class Workload:
    """Own load against the peers' median, in the same unit (customers, tickets …)."""

    own: Decimal
    peers: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RaisedQuota:
    """The last change of the person's target."""

    on: date
    old: str
    new: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PrecheckFacts:
    """What other areas know; None means that nobody knows.

    environment_share: percent of the gap that market or area explain; broken_feeds: names of the feeds that were
    down within the measured period; quota_known: whether `raised_quota=None` means "was not raised".
    """

    environment_share: Decimal | None = None
    broken_feeds: tuple[str, ...] | None = None
    workload: Workload | None = None
    raised_quota: RaisedQuota | None = None
    quota_known: bool = False
    talks_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What the plan's own area and the organisation know. `protected` says that, never why."""

    hired_on: date | None
    probation_until: date | None
    on_leave: bool
    leave_days: int
    protected: bool
    talks_on: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One answer, as it is frozen; `facts` are texts."""

    check: Check
    level: Level
    facts: dict[str, str] = field(default_factory=dict)


def examine(person: PersonFacts, facts: PrecheckFacts, *, today: date) -> list[Found]:
    """Answer every question, in a fixed order."""
    return [
        _onboarding(person, today),
        _leave(person),
        _market(facts.environment_share),
        _feed(facts.broken_feeds),
        _workload(facts.workload),
        _quota(facts, today),
        _talks((*person.talks_on, *facts.talks_on), today),
        Found(Check.PROTECTED, Level.BLOCKER if person.protected else Level.OK),
    ]


def _onboarding(person: PersonFacts, today: date) -> Found:
    if person.probation_until and person.probation_until >= today:
        return Found(Check.ONBOARDING, Level.BLOCKER, {"until": person.probation_until.isoformat()})
    if person.hired_on is None:
        return Found(Check.ONBOARDING, Level.UNKNOWN)
    level = Level.BLOCKER if today - person.hired_on < SETTLING else Level.OK
    return Found(Check.ONBOARDING, level, {"hired": person.hired_on.isoformat()})


def _leave(person: PersonFacts) -> Found:
    facts = {"days": str(person.leave_days)}
    if person.on_leave:
        return Found(Check.LEAVE, Level.BLOCKER, facts | {"now": "yes"})
    return Found(Check.LEAVE, Level.WARNING if person.leave_days >= LONG_LEAVE else Level.OK, facts)


def _market(share: Decimal | None) -> Found:
    if share is None:
        return Found(Check.MARKET, Level.UNKNOWN)
    facts = {"share": f"{share:.0f}"}
    if share >= MOSTLY_ENVIRONMENT:
        return Found(Check.MARKET, Level.BLOCKER, facts)
    return Found(Check.MARKET, Level.WARNING if share >= PARTLY_ENVIRONMENT else Level.OK, facts)


def _feed(broken: tuple[str, ...] | None) -> Found:
    if broken is None:
        return Found(Check.FEED, Level.UNKNOWN)
    facts = {"feeds": "、".join(broken)} if broken else {}
    return Found(Check.FEED, Level.BLOCKER if broken else Level.OK, facts)


def _workload(load: Workload | None) -> Found:
    if load is None or load.peers <= 0:
        return Found(Check.WORKLOAD, Level.UNKNOWN)
    facts = {"own": f"{load.own.normalize():f}", "peers": f"{load.peers.normalize():f}", "unit": load.unit}
    ratio = load.own / load.peers
    if ratio >= HIGH_LOAD:
        return Found(Check.WORKLOAD, Level.BLOCKER, facts)
    return Found(Check.WORKLOAD, Level.WARNING if ratio >= RAISED_LOAD else Level.OK, facts)


def _quota(facts: PrecheckFacts, today: date) -> Found:
    raised = facts.raised_quota
    if raised is None:
        return Found(Check.RAISED_QUOTA, Level.OK if facts.quota_known else Level.UNKNOWN)
    told = {"on": raised.on.isoformat(), "old": raised.old, "new": raised.new}
    if today - raised.on > QUOTA_RECENT:
        return Found(Check.RAISED_QUOTA, Level.OK, told)
    return Found(Check.RAISED_QUOTA, Level.WARNING if raised.reason else Level.BLOCKER, told)


def _talks(talks: tuple[date, ...], today: date) -> Found:
    past = [day for day in talks if day <= today]
    if not past:
        return Found(Check.NO_EARLIER_TALK, Level.BLOCKER)
    level = Level.OK if today - max(past) <= TALK_FRESH else Level.WARNING
    return Found(Check.NO_EARLIER_TALK, level, {"last": max(past).isoformat()})
