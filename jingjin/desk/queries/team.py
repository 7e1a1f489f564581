"""A team's people against their indicators: one level of the line, or for HR one unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from jingjin.core.errors import NotFound
from jingjin.core.ui_values import Link, Origin
from jingjin.core.ui_words import Status
from jingjin.desk.queries.origins import origin_of
from jingjin.desk.queries.standing import NEEDING, member_of
from jingjin.goals import public as goals
from jingjin.insight import public as insight
from jingjin.org import public as org
from jingjin.plans import public as plans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from jingjin.core.actor import Actor
    from jingjin.core.ui_values import HeatCell, PersonFace
    from jingjin.desk.queries.standing import Member
    from jingjin.insight.public import HeatColumn, HeatMap
    from jingjin.org.public import Person

WEEKS = 12
UNJUDGED = (Status.LEAVE, Status.SETTLING)


@dataclass(frozen=True)
class TeamRow:
    """A person with the cells of the map; under the name, line and what is special just now."""

    member: Member
    face: PersonFace
    cells: Sequence[HeatCell]
    team_url: str


@dataclass(frozen=True)
class UnitChoice:
    """A unit that HR can choose."""

    uid: UUID
    name: str
    chosen: bool


@dataclass(frozen=True)
class TeamPage:
    """A team. `above` leads back up the line, `units` are HR's to choose from; `direct`: the reader's reports."""

    note: str
    columns: Sequence[HeatColumn]
    rows: Sequence[TeamRow]
    origins: Sequence[Origin]
    above: Sequence[Link]
    units: Sequence[UnitChoice]
    more: bool
    direct: bool


def team_page(by: Actor, *, of: UUID | None, unit: UUID | None, today: date, zone: str) -> TeamPage:
    """The direct reports of the actor, or of a manager below (`of`); for HR the people of a unit (at most
    9 queries). NotFound for whoever leads nobody and oversees no unit."""
    if of is not None:
        return _below(by, of, today, zone)
    if unit is not None or not org.is_manager(by):
        return _of_unit(by, unit, today, zone)
    me = org.own_person(by)
    title = org.unit_name(me.unit if me else None)
    return _page(by, org.direct_reports(by.person_id or 0), today, zone, title=title, direct=True)


def _below(by: Actor, of: UUID, today: date, zone: str) -> TeamPage:
    """One level further down: the team of somebody in the actor's line."""
    head = org.get_person(by, of, "person.read")
    above = [Link(label=_("Team"), url=reverse("desk:team"))]
    found = _page(by, org.direct_reports(head.pk), today, zone, title=org.face(head).name, above=above)
    if not found.rows:
        raise NotFound
    return found


def _of_unit(by: Actor, uid: UUID | None, today: date, zone: str) -> TeamPage:
    found = list(org.units_for(by))
    chosen = next((one for one in found if uid is None or one.uid == uid), None)
    if chosen is None:
        raise NotFound
    units = [UnitChoice(one.uid, org.unit_name(one), one == chosen) for one in found]
    people = org.people_in([chosen.pk])
    return _page(by, people, today, zone, title=org.unit_name(chosen), units=units)


def _page(
    by: Actor,
    people: QuerySet[Person],
    today: date,
    zone: str,
    *,
    title: str,
    above: Sequence[Link] = (),
    units: Sequence[UnitChoice] = (),
    direct: bool = False,
) -> TeamPage:
    heat = insight.heat_map(by, people, WEEKS, today=today)
    return TeamPage(
        note=_note(title, len(heat.rows), more=heat.more),
        columns=heat.columns,
        rows=_rows(by, heat, today),
        origins=_origins(heat.columns, today, zone),
        above=above,
        units=units,
        more=heat.more,
        direct=direct,
    )


def _note(title: str, count: int, *, more: bool) -> str:
    said = {"team": title, "count": count, "weeks": WEEKS}
    if more:
        return _("%(team)s · first %(count)s people · last %(weeks)s weeks, percent from what was due") % said
    text = ngettext(
        "%(team)s · %(count)s person · last %(weeks)s weeks, percent from what was due",
        "%(team)s · %(count)s people · last %(weeks)s weeks, percent from what was due",
        count,
    )
    return text % said


def _rows(by: Actor, heat: HeatMap, today: date) -> list[TeamRow]:
    """The people of the map in their order; what the map says of them decides with their goals (2 queries)."""
    ids = [row.person.pk for row in heat.rows]
    standing = goals.team_status(by, ids, today, updates=False)
    weeks = _plan_weeks(by, ids, today)
    found = []
    for row in heat.rows:
        person = row.person
        unjudged = row.status if row.status in UNJUDGED else None
        member = member_of(person, standing[person.pk], row.signal, unjudged)
        url = f"{reverse('desk:team')}?{urlencode({'of': str(person.uid)})}" if _leads(person) else ""
        note = _row_note(person, weeks, member.status, today)
        found.append(TeamRow(member, org.face(person, subtitle=note or " "), row.cells, url))
    return sorted(found, key=lambda row: _group(row.member.status))


def _group(status: Status) -> int:
    """Who needs support stands together, then who is on the way, then who is not judged; inside by name."""
    return 0 if status in NEEDING else 1 if status is Status.OK else 2


def _leads(person: Person) -> bool:
    return bool(getattr(person, "leads", False))


def _plan_weeks(by: Actor, ids: Sequence[int], today: date) -> dict[int, int]:
    """In which week the running plan of each person is, as far as the actor may read it (1 query)."""
    active = Q(state=plans.State.ACTIVE, started_on__lte=today)
    rows = plans.plans_for(by).filter(active, person_id__in=ids).order_by()
    found = rows.values_list("person_id", "started_on")
    return {person_id: (today - started).days // 7 + 1 for person_id, started in found if started}


def _row_note(person: Person, weeks: Mapping[int, int], status: Status, today: date) -> str:
    title = org.title_text(person)
    parts = [title if get_language() == "en" else person.line or title]
    if person.pk in weeks:
        parts.append(_("plan, week %(week)s") % {"week": weeks[person.pk]})
    if status is Status.SETTLING and person.hired_on is not None:
        parts.append(_("week %(week)s here") % {"week": (today - person.hired_on).days // 7 + 1})
    return " · ".join(part for part in parts if part)


def _origins(columns: Sequence[HeatColumn], today: date, zone: str) -> list[Origin]:
    """Each source system of the shown indicators once, with how fresh it is."""
    feeds = {column.metric.feed_id: column.metric for column in columns}
    found = [origin_of(metric, today, ZoneInfo(zone)) for metric in feeds.values()]
    return [origin for origin in found if origin is not None]
