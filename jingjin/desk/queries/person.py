"""One person's page as far as its reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jingjin.core.dates import day_text
from jingjin.core.ui_values import Link
from jingjin.desk.queries.relation import Reader, Relation, reader_of
from jingjin.desk.queries.standing import pill_for
from jingjin.desk.queries.tracks import Tile, tile
from jingjin.desk.words import listed, together
from jingjin.goals import public as goals
from jingjin.insight import public as insight
from jingjin.org import public as org
from jingjin.plans import public as plans

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.core.ui_values import PersonFace
    from jingjin.core.ui_words import Status
    from jingjin.goals.public import GoalLine, Track
    from jingjin.insight.public import SignalBrief
    from jingjin.org.public import Person
    from jingjin.plans.public import PlanSummary

TILES = 3
MONTHS = 12
ON_TRACK = (goals.Status.ON_TRACK, goals.Status.REACHED)


@dataclass(frozen=True)
class Card:
    """The head of the page: what the directory says of anybody, and what the reader is to the person."""

    person: Person
    face: PersonFace
    reader: Reader
    manager: PersonFace | None
    unit: str
    unit_url: str
    note: str
    tabs: Sequence[Link]
    log_note: str


def card(by: Actor, uid: UUID, *, tab: str, today: date) -> Card:
    """The person if the reader may find them; NotFound otherwise (1 query, and those of the relation)."""
    person = org.get_person(by, uid)
    reader = reader_of(by, person)
    face = org.face(person)
    parts = [face.subtitle, _tenure(person.hired_on, today) if reader.may_read else "", reader.text]
    return Card(
        person=person,
        face=face,
        reader=reader,
        manager=org.face(person.manager, subtitle=" ") if person.manager else None,
        unit=org.unit_name(person.unit),
        unit_url=reverse("org:unit", args=[person.unit.uid]) if person.unit else "",
        note=" · ".join(part for part in parts if part),
        tabs=_tabs(person, reader, tab),
        log_note=_log_note(reader),
    )


def _tenure(hired: date | None, today: date) -> str:
    if hired is None or hired > today:
        return ""
    months = (today.year - hired.year) * MONTHS + today.month - hired.month - (today.day < hired.day)
    years, rest = divmod(months, MONTHS)
    in_years = ngettext("%(count)s year", "%(count)s years", years) % {"count": years} if years else ""
    in_months = ngettext("%(count)s month", "%(count)s months", rest) % {"count": rest} if rest else ""
    if not months:
        return _("new here")
    both = pgettext("years and months", "%(years)s %(months)s") % {"years": in_years, "months": in_months}
    return _("here for %(time)s") % {"time": both.strip()}


def _tabs(person: Person, reader: Reader, tab: str) -> list[Link]:
    """Only what the reader may see: plans are no matter of managers further up."""
    if not reader.may_read:
        return []
    shown = [("", pgettext("tab", "Overview")), ("goals", pgettext("tab", "Goals"))]
    if reader.is_close:
        shown.append(("plans", pgettext("tab", "Plans")))
    shown.append(("data", pgettext("tab", "Data sources")))
    own = reverse("desk:person", args=[person.uid])
    return [Link(label=name, url=f"{own}{key}/" if key else own, current=key == tab) for key, name in shown]


def _log_note(reader: Reader) -> str:
    """What stands of this look in the person's own access log."""
    if reader.relation is Relation.MANAGER:
        return _("In the person's access log this is one line a week: direct manager, daily work")
    if reader.relation in (Relation.LINE, Relation.HR):
        return _("This look is listed in the person's access log")
    return ""


@dataclass(frozen=True)
class PersonOverview:
    """The first tab: the pill, the plan's state, a sentence put together from data, and the heaviest goals."""

    status: Status
    word: str
    plan: PlanSummary | None
    sentence: str
    sources: int
    tiles: Sequence[Tile]
    rest: Sequence[GoalLine]
    table: Sequence[tuple[str, Sequence[tuple[str, str]]]]


def person_overview(by: Actor, found: Card, today: date, *, zone: str) -> PersonOverview:
    """What stands at once on the first tab (at most 8 queries)."""
    person = found.person
    tracks = goals.tracks_of(by, person, today, zone=zone)
    signal = insight.signals_for(by, [person.pk]).get(person.pk)
    unjudged = insight.unjudged([person], today).get(person.pk)
    lines = [track.line for track in tracks]
    status = pill_for([line.status for line in lines], signal, unjudged)
    return PersonOverview(
        status=status,
        word=signal.word if signal and status is signal.status else "",
        plan=plans.plan_of(by, person) if found.reader.is_close else None,
        sentence=_sentence(lines, signal, unjudged),
        sources=len({line.lineage_url for line in lines if line.lineage_url}),
        tiles=[tile(track, today) for track in tracks[:TILES]],
        rest=lines[TILES:],
        table=_table(tracks[:TILES], today),
    )


def _sentence(lines: Sequence[GoalLine], signal: SignalBrief | None, unjudged: Status | None) -> str:
    """From data only: what is on its way, then what is behind and by how much."""
    if not lines:
        return ""
    said = []
    fine = [line.title for line in lines if line.status in ON_TRACK]
    if fine:
        text = ngettext("%(goals)s is on its way.", "%(goals)s are on their way.", len(fine))
        said.append(text % {"goals": listed(fine)})
    said += [
        _("%(goal)s: %(value)s, %(due)s is due.") % {"goal": line.title, "value": line.value, "due": line.due}
        for line in lines
        if line.status is goals.Status.WATCH
    ]
    if signal is not None and unjudged is None:
        said.append(signal.text)
    return together(said)


def _table(tracks: Sequence[Track], today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same figures as text: a row for each day, value and what was due for each goal."""
    columns = [dict(zip(track.days, track.texts, strict=True)) for track in tracks]
    days = sorted({day for column in columns for day in column})
    return [(day_text(day, near=today), [column.get(day, ("", "")) for column in columns]) for day in days]
