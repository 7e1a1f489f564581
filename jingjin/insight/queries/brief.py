"""Signals in short: the pill on a team page, the card, the count for managers further up, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jingjin.core.addresses import address
from jingjin.core.rows import the_one
from jingjin.core.ui_values import Part, PersonFace
from jingjin.core.ui_words import Status
from jingjin.core.waiting import Waiting
from jingjin.insight.access import contests_of, live_signals, notices_of
from jingjin.insight.models import Signal
from jingjin.insight.queries import speech
from jingjin.insight.queries.split import split_of
from jingjin.insight.rules import NOTICE_RULES, SIGNAL_RULES
from jingjin.insight.words import (
    ANSWER_DAYS,
    FAULTS,
    LIVE,
    MINIMUM_GROUP,
    NoticeKind,
    NoticeState,
    SignalState,
)
from jingjin.org.public import face, people_for, unit_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.insight.models import Contest, Notice
    from jingjin.org.public import Person

FORTNIGHT = 14
PILLS = {
    SignalState.OPEN: Status.WATCH,
    SignalState.ANSWERED: Status.WATCH,
    SignalState.CONTESTED: Status.WAITING,
    SignalState.RESOLVED: Status.OK,
}


@dataclass(frozen=True)
class SignalBrief:
    """A live signal in one line. `text` is its headline; `word` replaces the pill's word, empty for the usual."""

    uid: UUID
    person_id: int
    state: SignalState
    status: Status
    word: str
    text: str
    url: str
    opened_on: date


@dataclass(frozen=True)
class SignalCard:
    """The signal card of the design kit: person, pill, age, headline, split bar, certainty, address."""

    face: PersonFace
    brief: SignalBrief
    age: str
    parts: tuple[Part, ...]
    certainty: str


def pill_word(state: SignalState) -> str:
    """What the pill says where the status' own word would not do."""
    return {
        SignalState.CONTESTED: pgettext("signal", "Contested"),
        SignalState.ANSWERED: pgettext("signal", "Answered"),
        SignalState.RESOLVED: pgettext("signal", "Ended"),
    }.get(state, "")


def brief_of(signal: Signal, *, by: Actor) -> SignalBrief:
    """A signal in one line, for this reader."""
    state = SignalState(signal.state)
    return SignalBrief(
        uid=signal.uid,
        person_id=signal.person_id,
        state=state,
        status=PILLS[state],
        word=pill_word(state),
        text=speech.headline(signal.explanation, signal.label, own=by.person_id == signal.person_id),
        url=address("insight:signal", signal.uid),
        opened_on=signal.opened_on,
    )


def signals_for(by: Actor, person_ids: Collection[int]) -> dict[int, SignalBrief]:
    """The live signals of these people that the actor may read, by person (1 query)."""
    rows = SIGNAL_RULES.rows(Signal.objects.filter(state__in=LIVE, person_id__in=person_ids), by=by)
    return {row.person_id: brief_of(row, by=by) for row in rows}


def signal_of(by: Actor, person: Person) -> Signal | None:
    """The person's live signal, if there is one and the actor may read it (1 query)."""
    return the_one(live_signals(by).filter(person=person).order_by())


def signal_card(by: Actor, signal: Signal, *, today: date) -> SignalCard:
    """A loaded signal as a card, without queries when `person` and its unit are loaded."""
    return SignalCard(
        face=face(signal.person),
        brief=brief_of(signal, by=by),
        age=age_text(signal.opened_on, today),
        parts=bar_parts(signal),
        certainty=speech.certainty(signal.confidence),
    )


def age_text(opened_on: date, today: date) -> str:
    """How long ago in days, after a fortnight since when."""
    days = (today - opened_on).days
    if days <= 0:
        return pgettext("signal", "today")
    if days <= FORTNIGHT:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    return _("since %(day)s") % {"day": speech.short_day(opened_on)}


def bar_parts(signal: Signal) -> tuple[Part, ...]:
    """The parts that pull down, for the split bar; empty when nothing does."""
    split = split_of(signal.explanation)
    names = speech.part_names()
    roles = {"own": "person", "market": "env", "area": "env-2", "target": "env-2", "usual": "peer"}
    whole = split.whole() if split else {}
    return tuple(
        Part(label=f"{names[name]} {-points}%", size=-points, role=roles[name])
        for name, points in sorted(whole.items(), key=lambda one: one[0] != "own")
        if points < 0
    )


@dataclass(frozen=True)
class SignalCount:
    """How many live signals there are among how many people; `signals` None where the group is too small."""

    people: int
    signals: int | None


def count_below(by: Actor) -> SignalCount:
    """For managers further up and executives: the number among everybody below, never who (2 queries)."""
    people = people_for(by, "person.read").filter(left_on=None).exclude(pk=by.person_id or 0).count()
    if people < MINIMUM_GROUP:
        return SignalCount(people, None)
    rows = SIGNAL_RULES.rows(Signal.objects.filter(state__in=LIVE), by=by, action="signal.count")
    return SignalCount(people, rows.count())


def waiting_for(by: Actor, today: date) -> list[Waiting]:
    """New signals for the direct manager and the person, objections for HR, notices for their owner (3 queries)."""
    near = Q(person_id=by.person_id) | Q(person__manager_id=by.person_id)
    signals = live_signals(by).filter(near).order_by() if by.person_id else ()
    out = [one for signal in signals if (one := _signal_waits(signal, by, today))]
    out += [_contest_waits(contest) for contest in contests_of(by, "contest.reply").filter(replied_at=None)]
    out += [_notice_waits(notice) for notice in notices_of(by, "notice.see")]
    return sorted(out, key=Waiting.sort_key)


def _signal_waits(signal: Signal, by: Actor, today: date) -> Waiting | None:
    key, url = f"insight.signal.{signal.uid}", address("insight:signal", signal.uid)
    text = speech.headline(signal.explanation, signal.label, own=by.person_id == signal.person_id)
    if by.person_id == signal.person_id:
        if signal.seen_at is not None:
            return None
        return Waiting(
            key=key,
            icon="activity",
            title=_("A signal about you"),
            text=text,
            url=url,
            action=_("See why"),
            minutes=5,
        )
    put_off = signal.remind_on is not None and signal.remind_on > today
    if signal.state != SignalState.OPEN or put_off or signal.person.manager_id != by.person_id:
        return None
    return Waiting(
        key=key,
        icon="activity",
        title=_("%(name)s: a new signal") % {"name": face(signal.person).name},
        text=speech.together([text, speech.advice(signal).title]),
        url=url,
        action=_("See why"),
        due=signal.remind_on or signal.opened_on + timedelta(days=ANSWER_DAYS),
        person=face(signal.person).name,
        minutes=5,
        place="team",
    )


def _contest_waits(contest: Contest) -> Waiting:
    name = face(contest.signal.person).name
    return Waiting(
        key=f"insight.contest.{contest.uid}",
        icon="message-circle-question-mark",
        title=_("%(name)s objects to a signal") % {"name": name},
        text=contest.statement,
        url=reverse("insight:signal", args=[contest.signal.uid]),
        action=_("Answer"),
        due=contest.due,
        person=name,
    )


def _notice_waits(notice: Notice) -> Waiting:
    return Waiting(
        key=f"insight.notice.{notice.uid}",
        icon="unplug" if notice.kind == NoticeKind.FEED_FAULT else "map",
        title=notice_title(notice),
        text=notice_text(notice),
        url=reverse("insight:notices"),
        action=_("See details"),
    )


def notice_title(notice: Notice) -> str:
    """What it is about: the source, or the group."""
    if notice.kind == NoticeKind.FEED_FAULT:
        return notice.feed.label() if notice.feed else _("Figures typed by people")
    return unit_name(notice.unit) or notice.facts["line"]


def notice_text(notice: Notice) -> str:
    """What happened, in one or two sentences."""
    facts = notice.facts
    if notice.kind == NoticeKind.FEED_FAULT:
        return ngettext(
            "%(metric)s: %(fault)s for %(periods)s periods, %(n)s person is touched. It does not count against them.",
            "%(metric)s: %(fault)s for %(periods)s periods, %(n)s people are touched. It does not count against them.",
            notice.people,
        ) % {
            "metric": notice.metric.label() if notice.metric else "",
            "fault": FAULTS[facts["fault"]],
            "periods": facts["periods"],
            "n": notice.people,
        }
    return _(
        "%(n)s people fell together, by about %(percent)s%%. Look at the environment first; it is not about "
        "single people."
    ) % {"n": notice.people, "percent": abs(facts["percent"])}


def shown_notices(by: Actor) -> list[dict[str, object]]:
    """The notices of this reader with their texts, new ones first (1 query)."""
    rows = sorted(notices_of(by), key=lambda row: row.state != NoticeState.OPEN)
    return [
        {
            "notice": row,
            "title": notice_title(row),
            "text": notice_text(row),
            "may_see": NOTICE_RULES.allows(row, by=by, action="notice.see"),
        }
        for row in rows
    ]
