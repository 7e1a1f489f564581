"""What happened around a person lately, and what surrounds the figures: leave, market, promised support."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from jingjin.core.dates import day_text
from jingjin.goals import public as goals
from jingjin.insight import public as insight
from jingjin.org import public as org
from jingjin.plans import public as plans

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from jingjin.core.actor import Actor
    from jingjin.desk.queries.relation import Reader
    from jingjin.goals.public import Goal
    from jingjin.org.public import Person
    from jingjin.plans.public import Plan

SHOWN = 12
KINDS = {
    "": pgettext_lazy("events", "All"),
    "updates": pgettext_lazy("events", "Updates"),
    "goals": pgettext_lazy("events", "Goals"),
    "plans": pgettext_lazy("events", "Plans"),
    "data": pgettext_lazy("events", "Data"),
}
LOOK_BACK = timedelta(weeks=26)
LEAVE_BACK = timedelta(weeks=8)


@dataclass(frozen=True)
class Event:
    """A line of the timeline; `words` are the person's own, shown word for word."""

    kind: str
    icon: str
    on: date
    day: str
    title: str
    words: str = ""
    url: str = ""


@dataclass(frozen=True)
class Surrounding:
    """A line of what surrounds the figures."""

    label: str
    value: str
    note: str


@dataclass(frozen=True)
class Contact:
    """Mail and mobile: for the person and HR alone."""

    mail: str
    mobile: str


@dataclass(frozen=True)
class Around:
    """The second half of the first tab."""

    events: Sequence[Event]
    surroundings: Sequence[Surrounding]
    contact: Contact | None


@dataclass(frozen=True)
class Moment:
    """Today in the company's zone, in which moments become days."""

    today: date
    zone: ZoneInfo

    def day(self, at: datetime) -> date:
        """The company's calendar day of a moment."""
        return at.astimezone(self.zone).date()


def around(by: Actor, person: Person, reader: Reader, today: date, *, zone: str) -> Around:
    """Events and surroundings as far as this reader may see them (at most 7 queries)."""
    now = Moment(today, ZoneInfo(zone))
    own_plans = list(plans.plans_for(by).filter(person=person).order_by("-id")) if reader.is_close else []
    found = [
        *_updates(by, person, now),
        *_goals(by, person, now),
        *(event for plan in own_plans for event in _plan(plan, now)),
        *(_signals(by, person, now) if reader.is_close else []),
    ]
    recent = sorted(
        (one for one in found if one.on > today - LOOK_BACK), key=lambda one: one.on, reverse=True
    )
    return Around(
        events=recent[:SHOWN],
        surroundings=_surroundings(by, person, reader, today),
        contact=Contact(person.mail, person.mobile) if org.may(by, person, "person.contact") else None,
    )


def _event(kind: str, icon: str, on: date, now: Moment, title: str, **more: str) -> Event:
    return Event(kind=kind, icon=icon, on=on, day=day_text(on, near=now.today), title=title, **more)


def _updates(by: Actor, person: Person, now: Moment) -> list[Event]:
    rows = goals.updates_for(by).filter(person=person).order_by("-week")[:SHOWN]
    return [
        _event(
            "updates",
            "pencil-line",
            now.day(row.at),
            now,
            _("Week's update: %(confidence)s") % {"confidence": row.get_confidence_display()},
            words=row.note,
        )
        for row in rows
    ]


def _goals(by: Actor, person: Person, now: Moment) -> list[Event]:
    rows = goals.goals_for(by).filter(person=person, proposed_at__isnull=False).order_by("-proposed_at")
    return [event for row in rows[:SHOWN] for event in _goal(row, now)]


def _goal(goal: Goal, now: Moment) -> list[Event]:
    name = {"goal": (goal.title_en if get_language() == "en" else "") or goal.title}
    done = {
        goals.State.CLOSED: (goal.ended_at, _("Goal “%(goal)s” was closed")),
        goals.State.WITHDRAWN: (goal.ended_at, _("Goal “%(goal)s” was withdrawn")),
        goals.State.CONFIRMED: (_later(goal), _("Goal “%(goal)s” is confirmed by both")),
        goals.State.PROPOSED: (goal.proposed_at, _("Goal “%(goal)s” was proposed")),
    }
    at, text = done.get(goals.State(goal.state), (None, ""))
    return [_event("goals", "target", now.day(at), now, text % name)] if at else []


def _later(goal: Goal) -> datetime | None:
    signed = [at for at in (goal.employee_confirmed_at, goal.manager_confirmed_at) if at is not None]
    return max(signed, default=None)


def _plan(plan: Plan, now: Moment) -> list[Event]:
    name = {"plan": plan.title}
    steps = (
        (plan.closed_at and now.day(plan.closed_at), _("Improvement plan “%(plan)s” was closed")),
        (plan.started_on, _("Improvement plan “%(plan)s” began")),
        (plan.published_at and now.day(plan.published_at), _("Improvement plan “%(plan)s” was published")),
    )
    return [_event("plans", "route", on, now, text % name) for on, text in steps if on]


def _signals(by: Actor, person: Person, now: Moment) -> list[Event]:
    found = insight.signals_for(by, [person.pk]).get(person.pk)
    if found is None:
        return []
    return [
        _event(
            "data",
            "activity",
            found.opened_on,
            now,
            _("A signal: %(text)s") % {"text": found.text},
            url=found.url,
        )
    ]


def _surroundings(by: Actor, person: Person, reader: Reader, today: date) -> list[Surrounding]:
    if not reader.is_close:
        return [_leave(person, today)]
    found = [_market(person, today), _leave(person, today), _support(by, person, today)]
    return [one for one in found if one is not None]


def _market(person: Person, today: date) -> Surrounding | None:
    """The environment's share of a gap that a run of detection measured."""
    found = insight.market_part(person.pk, today)
    if found is None or not found.environment_share:
        return None
    share = round(found.environment_share)
    return Surrounding(
        _("Market and area"),
        _("%(share)s%% of the gap") % {"share": share},
        _("figures until %(day)s") % {"day": day_text(found.on, near=today)},
    )


def _leave(person: Person, today: date) -> Surrounding:
    since = today - LEAVE_BACK
    days = 0
    for row in org.leaves_of([person.pk]).get(person.pk, []):
        start, end = max(row.period.lower, since), min(row.period.upper or today, today)
        days += max((end - start).days, 0)
    value = (
        ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
        if days
        else pgettext("absence", "none")
    )
    return Surrounding(pgettext("absence", "Leave"), value, _("in the last 8 weeks"))


def _support(by: Actor, person: Person, today: date) -> Surrounding | None:
    """What was promised to the person and is not there yet."""
    rows = plans.support_for(by).filter(plan__person=person, plan__state__in=plans.OPEN, done_on=None)
    waiting = list(rows.order_by("due_on", "id").values_list("text", "due_on"))
    if not waiting:
        return None
    text, due = waiting[0]
    said = {"text": text, "day": day_text(due, near=today) if due else ""}
    count = ngettext("%(count)s item to come", "%(count)s items to come", len(waiting))
    note = _("%(text)s, %(day)s") % said if due else text
    return Surrounding(_("Promised support"), count % {"count": len(waiting)}, note)
