"""How a manager's people stand: one pill per person, the same on Today, on the team's page and on the person's.

What a signal, an absence or a goal means is said by their areas; here only which of them speaks for a person.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingjin.core.templatetags.ui_geometry import Segment, segments
from jingjin.core.ui_values import Bar, PersonFace
from jingjin.core.ui_words import STATUS_LOOKS, Status
from jingjin.desk.words import listed, together
from jingjin.goals import public as goals
from jingjin.insight import public as insight
from jingjin.org import public as org

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from decimal import Decimal

    from jingjin.core.actor import Actor
    from jingjin.goals.public import TeamStatus
    from jingjin.insight.public import SignalBrief
    from jingjin.org.public import Person

GOAL_PILLS = {
    goals.Status.NEEDS_HELP: Status.HELP,
    goals.Status.WATCH: Status.WATCH,
    goals.Status.ON_TRACK: Status.OK,
    goals.Status.REACHED: Status.OK,
    goals.Status.LATE: Status.LATE,
    goals.Status.NOT_REPORTED: Status.NO_DATA,
    goals.Status.NOT_MEASURED: Status.THIN,
}
# In this order people are shown to who looks for those that need support.
URGENCY = (Status.HELP, Status.WAITING, Status.WATCH, Status.SETTLING, Status.LATE)
NEEDING = frozenset({Status.HELP, Status.WAITING, Status.WATCH})


@dataclass(frozen=True)
class Member:
    """A person with the pill, what it rests on in one line, and the weighted progress of the goals."""

    person: Person
    status: Status
    word: str
    reason: str
    bar: Bar | None
    signal: SignalBrief | None

    @property
    def face(self) -> PersonFace:
        """The person as components draw one, with the position; most of a team is not drawn."""
        return org.face(self.person)

    @property
    def needs_support(self) -> bool:
        """Whether the pill asks the manager for something."""
        return self.status in NEEDING


def members(by: Actor, people: Sequence[Person], today: date) -> list[Member]:
    """How these people stand, in the given order, as far as the actor may read it (5 queries)."""
    ids = [person.pk for person in people]
    standing = goals.team_status(by, ids, today, updates=False)
    signals = insight.signals_for(by, ids)
    unjudged = insight.unjudged(people, today)
    return [
        member_of(person, standing[person.pk], signals.get(person.pk), unjudged.get(person.pk))
        for person in people
    ]


def member_of(
    person: Person, standing: TeamStatus, signal: SignalBrief | None, unjudged: Status | None
) -> Member:
    """One person from what the areas said (no query)."""
    status = pill_of(standing.status, signal, unjudged)
    return Member(
        person=person,
        status=status,
        word=signal.word if signal is not None and status is signal.status else "",
        reason=_reason(standing, signal, status),
        bar=_bar(standing) if unjudged is None else None,
        signal=signal,
    )


def pill_for(
    statuses: Collection[goals.Status], signal: SignalBrief | None, unjudged: Status | None
) -> Status:
    """The same for a person whose goals are at hand."""
    return pill_of(goals.worst(statuses), signal, unjudged)


def pill_of(worst: goals.Status | None, signal: SignalBrief | None, unjudged: Status | None) -> Status:
    """Who asks for help is heard first; who is away or settling in is not judged; then signal and goals."""
    if worst is goals.Status.NEEDS_HELP:
        return Status.HELP
    if unjudged is not None:
        return unjudged
    if signal is not None:
        return signal.status
    return GOAL_PILLS[worst] if worst is not None else Status.THIN


def _reason(standing: TeamStatus, signal: SignalBrief | None, status: Status) -> str:
    if status is Status.HELP:
        return _("Asked for help in the week's update.")
    if status in (Status.LEAVE, Status.SETTLING):
        return _("Not judged for now.")
    if signal is not None:
        return signal.text
    behind = standing.counts.get(goals.Status.WATCH, 0)
    if behind:
        said = {"count": behind, "goals": standing.goals}
        text = ngettext(
            "%(count)s of %(goals)s goals is behind what is due.",
            "%(count)s of %(goals)s goals are behind what is due.",
            behind,
        )
        return text % said
    if not standing.goals:
        return _("No goals in this period yet.")
    return _("On the expected path.") if status is Status.OK else ""


def _bar(standing: TeamStatus) -> Bar | None:
    if standing.progress is None or not standing.expected:
        return None
    share = round(100 * standing.progress / standing.expected)
    return Bar(
        value=_("%(percent)s%% of the path") % {"percent": share},
        fill=_percent(standing.progress),
        mark=_percent(standing.expected),
        on_track=standing.progress >= standing.expected,
    )


def _percent(ratio: Decimal) -> float:
    return float(ratio) * 100


@dataclass(frozen=True)
class Overview:
    """How many people stand how."""

    ok: int
    watch: int
    asking: int
    unjudged: int
    note: str

    @property
    def parts(self) -> list[Segment]:
        """The same as a drawn bar."""
        sizes = {"help": self.asking, "ok": self.ok, "env": self.watch, "rest": self.unjudged}
        known = {role: size for role, size in sizes.items() if size}
        return segments(list(known.values()), list(known))


def overview(found: Collection[Member]) -> Overview:
    """The whole team in four numbers and a sentence about who is not judged, and why."""
    counts = Counter(member.status for member in found)
    watch = counts[Status.WATCH] + counts[Status.WAITING]
    ok, in_need = counts[Status.OK], counts[Status.HELP]
    rest = {status: number for status, number in counts.items() if status not in {*NEEDING, Status.OK}}
    return Overview(ok, watch, in_need, sum(rest.values()), _note(in_need, rest))


def _note(in_need: int, rest: dict[Status, int]) -> str:
    asked = (
        ngettext("%(count)s person asks for help.", "%(count)s people ask for help.", in_need)
        % {"count": in_need}
        if in_need
        else _("Nobody asks for help.")
    )
    if not rest:
        return asked
    reasons = [
        _("%(status)s %(count)s") % {"status": STATUS_LOOKS[status].word, "count": number}
        for status, number in rest.items()
    ]
    return together([asked, _("Not judged: %(reasons)s.") % {"reasons": listed(reasons)}])


def in_need(found: Collection[Member], most: int) -> list[Member]:
    """Those to look at first: by the pill, then the furthest from what is due."""
    shown = [member for member in found if member.status in URGENCY]
    return sorted(shown, key=_urgency)[:most]


def _urgency(member: Member) -> tuple[int, bool, float]:
    gap = (member.bar.fill or 0) - (member.bar.mark or 0) if member.bar else 0.0
    return (URGENCY.index(member.status), member.signal is None, gap)
