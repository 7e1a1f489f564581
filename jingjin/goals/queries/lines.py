"""Goals as lines of a page: value, target, what is due, freshness, status, weight, and where "why?" leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from jingjin.core import company
from jingjin.core.addresses import address
from jingjin.core.ui_values import Origin
from jingjin.core.ui_words import Source
from jingjin.goals.access import goals_for, heaviest_first
from jingjin.goals.queries.drawn import author_of, drawn, parent_of
from jingjin.goals.queries.figures import (
    day_text,
    figure_of,
    now_text,
    percent_text,
    period_note,
    pill_of,
    standing,
    weight_text,
)
from jingjin.goals.queries.sources import readings_of
from jingjin.goals.scoring.status import Confidence, judged_on
from jingjin.goals.words import CONFIDENCES, COUNTED, Kind, State, reads_chinese
from jingjin.metrics.public import ReadingState
from jingjin.org.public import unit_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal
    from uuid import UUID

    from django.db.models import QuerySet

    from jingjin.core.actor import Actor
    from jingjin.core.ui_values import Bar, Steps
    from jingjin.goals.models import Goal
    from jingjin.goals.scoring.status import Status
    from jingjin.metrics.public import Reading
    from jingjin.org.public import Person

SOURCES = {
    ReadingState.FRESH: Source.FRESH,
    ReadingState.LATE: Source.OLD,
    ReadingState.DOWN: Source.DOWN,
    ReadingState.NONE: Source.OLD,
}


@dataclass(frozen=True, kw_only=True)
class GoalLine:
    """One goal as other pages show it. Texts are finished in the reader's language; ratios are fractions.

    `{% progress line.bar %}`, `{% freshness line.origin %}`, `{% pill line.pill line.pill_text %}`,
    `{% why line.key url=line.why_url %}`.
    """

    uid: UUID
    key: str
    title: str
    kind: str
    level: str
    state: str
    state_text: str
    owner: str
    period: str
    value: str
    target: str
    due: str
    bar: Bar | Steps
    origin: Origin | None
    lineage_url: str
    status: Status
    pill: str
    pill_text: str
    weight: str
    progress: Decimal | None
    progress_raw: Decimal | None
    percent: str
    incomplete: bool
    confidence: str
    waits_for_employee: bool
    waits_for_manager: bool
    parent_uid: UUID | None
    confirmed_on: date | None
    is_yardstick: bool
    url: str
    why_url: str


def goals_of(by: Actor, person: Person, on: date, *, zone: str = "") -> list[GoalLine]:
    """The goals a person has on a day, heaviest first, as far as the actor may read them (at most 4 queries)."""
    return lines(tops_of(by, person, on), on, zone=zone)


def tops_of(by: Actor, person: Person, on: date) -> QuerySet[Goal]:
    """The goals of `goals_of`, in no order: parts of the person's own objectives do not stand beside them, drafts and
    withdrawn goals neither."""
    rows = goals_for(by).filter(person=person, start__lte=on, end__gt=on, state__in=COUNTED)
    return rows.filter(Q(parent=None) | ~Q(parent__person=person))


def lines(goals: QuerySet[Goal], today: date, *, zone: str = "") -> list[GoalLine]:
    """These goals (rows for their reader, with the relations of `access.NAMED`) as lines, heaviest first (at most
    4 queries).

    `zone`: the company's, where the caller knows it already.
    """
    return lines_of(heaviest_first(drawn(goals)), today, zone=zone)


def lines_of(goals: Sequence[Goal], today: date, *, zone: str = "") -> list[GoalLine]:
    """The same for loaded goals that are `drawn` (at most 3 queries)."""
    if not goals:
        return []
    readings = readings_of(goals, today)
    here = ZoneInfo(zone or company.current().zone)
    return [_line(goal, today, _origin(goal, readings.get(goal.pk), today, here), readings) for goal in goals]


def _origin(goal: Goal, reading: Reading | None, today: date, zone: ZoneInfo) -> Origin | None:
    """Where the value comes from and how fresh it is; None for what has no value of its own."""
    if goal.kind == Kind.OBJECTIVE or goal.value is None:
        return None
    if reading is not None:
        return _feed_origin(reading, today, zone)
    typed = author_of(goal)
    if typed is None:
        return None
    name = typed.name or _("taken over")
    return Origin(kind=Source.TYPED, text=joined(name, moment_text(typed.at, today, zone)))


def _feed_origin(reading: Reading, today: date, zone: ZoneInfo) -> Origin:
    name = reading.feed_name or _("typed in")
    old = reading.through is not None and judged_on(reading.through, today) < today
    if reading.through is None or (reading.state == ReadingState.FRESH and not old):
        when = moment_text(reading.at, today, zone) if reading.at else ""
    elif reading.state == ReadingState.DOWN:
        when = _("interrupted, as of %(day)s") % {"day": day_text(reading.through)}
    else:
        when = _("as of %(day)s") % {"day": day_text(reading.through)}
    return Origin(kind=SOURCES[ReadingState(reading.state)], text=joined(name, when))


def listed(texts: Sequence[str]) -> str:
    """A short list in a sentence: 新签、回款; orders, cash."""
    return ("、" if reads_chinese() else ", ").join(texts)


def joined(*parts: str) -> str:
    """Parts of one quiet line: CRM，今天06:10."""
    return ("，" if reads_chinese() else ", ").join(part for part in parts if part)


def moment_text(at: datetime, today: date, zone: ZoneInfo) -> str:
    """A moment as people say it: today 06:10, yesterday, 20 Nov."""
    local = at.astimezone(zone)
    if local.date() == today:
        return _("today %(time)s") % {"time": f"{local:%H:%M}"}
    if local.date() == today - timedelta(days=1):
        return _("yesterday")
    return day_text(local.date())


def name_of(person: Person) -> str:
    """A person's name as this reader writes it."""
    return person.name if reads_chinese() else person.pinyin or person.name


def owner_text(goal: Goal) -> str:
    """Whose goal it is, in the reader's language."""
    if goal.person is not None:
        return name_of(goal.person)
    return unit_name(goal.unit) if goal.unit is not None else _("Company")


def _line(goal: Goal, today: date, origin: Origin | None, readings: Mapping[int, Reading]) -> GoalLine:
    judgement, bar = standing(goal, today)
    pill, pill_text = pill_of(judgement.status)
    reading = readings.get(goal.pk)
    proposed = goal.state == State.PROPOSED
    return GoalLine(
        uid=goal.uid,
        key=f"goal-{goal.uid}",
        title=goal.shown_title,
        kind=goal.kind,
        level=goal.level,
        state=goal.state,
        state_text="" if goal.state == State.CONFIRMED else str(State(goal.state).label),
        owner=owner_text(goal),
        period=period_note(goal.period, today),
        value=now_text(goal),
        target=figure_of(goal, goal.target),
        due=figure_of(goal, judgement.due) if judgement.due is not None else percent_text(judgement.expected),
        bar=bar,
        origin=origin,
        lineage_url=reading.url if reading else "",
        status=judgement.status,
        pill=pill,
        pill_text=pill_text,
        weight=weight_text(goal),
        progress=judgement.progress,
        progress_raw=judgement.raw,
        percent=percent_text(judgement.progress),
        incomplete=goal.incomplete,
        confidence=str(CONFIDENCES[Confidence(goal.confidence)]) if goal.confidence else "",
        waits_for_employee=proposed and goal.person_id is not None and goal.employee_confirmed_at is None,
        waits_for_manager=proposed and goal.manager_confirmed_at is None,
        parent_uid=parent_of(goal),
        confirmed_on=confirmed_on(goal),
        is_yardstick=is_yardstick(goal),
        url=address("goals:goal", goal.uid),
        why_url=address("goals:why", goal.uid),
    )


def confirmed_on(goal: Goal) -> date | None:
    """The day on which the last needed confirmation was given; None while one is missing."""
    if goal.snapshot is None or goal.state not in (State.CONFIRMED, State.CLOSED):
        return None
    return date.fromisoformat(goal.snapshot["confirmed_on"])


def is_yardstick(goal: Goal) -> bool:
    """Whether a plan may measure by this goal: confirmed by both before its period, or by the period's own date
    for it ("A target that was not confirmed before its period cannot be a plan's yardstick")."""
    day = confirmed_on(goal)
    return day is not None and day <= (goal.period.confirm_by or goal.start)
