"""Reading people, units and the calendar. Each function says how many queries it makes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language

from jingjin.accounts.public import grants_of
from jingjin.core.actor import Actor, Grant
from jingjin.core.addresses import address
from jingjin.core.rows import the_one
from jingjin.core.ui_values import PersonFace, initial_of, tint_of
from jingjin.org.access import people_for
from jingjin.org.models import (
    Assignment,
    CalendarDay,
    Leave,
    LineClosure,
    Person,
    ProtectedPeriod,
    Unit,
    UnitClosure,
)
from jingjin.org.rules import LEADS
from jingjin.org.words import DayKind, LineKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from typing import Any

    from django.db.models import QuerySet

    from jingjin.accounts.public import Account, RoleGrant

SEARCH_LIMIT = 20
UNIT_LIMIT = 100
SATURDAY = 5
OWN = "org.own"  # what the actor remembers of itself: the own record


def actor_for(account: Account, grants: frozenset[Grant]) -> Actor:
    """The actor of a signed-in account with the grants that hold today (1 query).

    The same query tells what every page needs of the actor: the own record and whether anybody reports to it.
    """
    rows = Person.objects.filter(account_id=account.pk, left_on=None).select_related("unit")
    person = the_one(rows.annotate(leads=Exists(_reports_to(OuterRef("pk")))))
    return Actor(
        name=str(account.uid),
        account_id=account.pk,
        account_uid=account.uid,
        person_id=person.pk if person else None,
        person_uid=person.uid if person else None,
        grants=grants,
        memo={OWN: person, LEADS: bool(getattr(person, "leads", False))},
    )


def search_people(by: Actor, text: str, *, limit: int = SEARCH_LIMIT) -> list[Person]:
    """People whose name, pinyin, initials, number or unit holds every word of `text` (1 query)."""
    rows = people_for(by).select_related("unit")
    for word in text.lower().split():
        rows = rows.filter(search__contains=word)
    return list(rows.order_by("pinyin", "number")[:limit])


def direct_reports(person_id: int) -> QuerySet[Person]:
    """Who reports directly to this person today, by pinyin; `leads` says whether somebody reports to them."""
    ids = LineClosure.objects.filter(manager_id=person_id, depth=1).values("person_id")
    rows = Person.objects.filter(id__in=ids, left_on=None).annotate(leads=Exists(_reports_to(OuterRef("pk"))))
    return rows.order_by("pinyin", "number")


def _reports_to(manager: OuterRef) -> QuerySet[LineClosure]:
    return LineClosure.objects.filter(manager_id=manager, depth=1)


def is_manager(by: Actor) -> bool:
    """Whether anybody reports to the actor today (1 query, remembered by the actor)."""
    if LEADS not in by.memo:
        rows = LineClosure.objects.filter(manager_id=by.person_id or 0, depth=1)
        by.memo[LEADS] = rows.exists()
    return bool(by.memo[LEADS])


def person_name(person: Person) -> str:
    """A person's name in the reader's language: 林知夏, Lin Zhixia."""
    return (person.pinyin if get_language() == "en" else "") or person.name


def face(person: Person, *, subtitle: str = "") -> PersonFace:
    """A person as components draw one; leavers are grey. Needs `unit` loaded for the usual subtitle."""
    return PersonFace(
        key=str(person.uid),
        name=person_name(person),
        initial=initial_of(person.family or person.name),
        tint=0 if person.left_on else tint_of(person.pk),
        subtitle=subtitle or position_text(person),
        url=address("desk:person", person.uid),
    )


def position_text(person: Person) -> str:
    """Position and unit in the reader's language: 客户经理 · 华东一部."""
    unit = unit_name(person.unit) if person.unit_id and person.unit else ""
    between = " · " if get_language() == "en" else "·"
    return between.join(part for part in (title_text(person), unit) if part)


def title_text(person: Person) -> str:
    """The position alone, in the reader's language."""
    return (person.title_en if get_language() == "en" else "") or person.title


def unit_name(unit: Unit | None) -> str:
    """A unit's name in the reader's language, falling back to Chinese."""
    if unit is None:
        return ""
    return (unit.name_en if get_language() == "en" else "") or unit.name


def own_face(by: Actor) -> PersonFace | None:
    """The actor's own face (as `own_person`)."""
    person = own_person(by)
    return face(person) if person else None


def own_person(by: Actor) -> Person | None:
    """The actor's own record with its unit; none for an account without a person, or a leaver's (at most 1 query,
    remembered by the actor)."""
    if OWN not in by.memo:
        rows = Person.objects.select_related("unit").filter(pk=by.person_id or 0)
        by.memo[OWN] = the_one(rows)
    person: Person | None = by.memo[OWN]
    return person


def unit_path(unit: Unit) -> list[Unit]:
    """The unit's ancestors from the top, the unit last (1 query)."""
    rows = UnitClosure.objects.filter(descendant=unit).select_related("ancestor").order_by("-depth")
    return [row.ancestor for row in rows]


def child_units(parent: Unit | None) -> QuerySet[Unit]:
    """Open units one level below (or the top ones), each with `headcount` of itself (1 query)."""
    rows = Unit.objects.filter(parent=parent, closed_on=None)
    return rows.annotate(headcount=Count("people", filter=Q(people__left_on=None))).order_by("name")


def people_in(unit_ids: Collection[int]) -> QuerySet[Person]:
    """Everybody who works in one of these units today, by pinyin."""
    return Person.objects.filter(unit_id__in=unit_ids, left_on=None).order_by("pinyin", "number")


def workdays(start: date, end: date) -> set[date]:
    """The working days of [start, end): weekdays, corrected by the company calendar (1 query)."""
    from datetime import timedelta

    special = {row.day: row.kind for row in CalendarDay.objects.filter(day__gte=start, day__lt=end)}
    days = (start + timedelta(days=n) for n in range((end - start).days))
    return {
        day
        for day in days
        if special.get(day) == DayKind.WORKDAY
        or (day.weekday() < SATURDAY and special.get(day) != DayKind.HOLIDAY)
    }


def on_leave(person_ids: Collection[int], day: date) -> dict[int, Leave]:
    """Who of them is on leave that day, with the leave (1 query)."""
    rows = Leave.objects.filter(person_id__in=person_ids, period__contains=day)
    return {row.person_id: row for row in rows}


def leaves_of(person_ids: Collection[int]) -> dict[int, list[Leave]]:
    """All leaves of these people, oldest first (1 query)."""
    out: defaultdict[int, list[Leave]] = defaultdict(list)
    for row in Leave.objects.filter(person_id__in=person_ids).order_by("period"):
        out[row.person_id].append(row)
    return dict(out)


def is_protected(person_id: int, day: date) -> bool:
    """Whether a statutory protection holds that day (1 query). Tell a manager only "talk to HR first"."""
    return ProtectedPeriod.objects.filter(person_id=person_id, period__contains=day).exists()


def direct_manager_on(person_id: int, day: date) -> Person | None:
    """Who managed the person on a day (1 query)."""
    return Person.objects.filter(
        pk__in=_managers_on(person_id, day),
    ).first()


def manager_since(person: Person) -> date | None:
    """Since when today's direct manager has been it without a break; none without a manager (1 query)."""
    from jingjin.org.models import Reporting

    rows = Reporting.objects.filter(
        person=person, kind=LineKind.DIRECT, manager_id=person.manager_id, period__isempty=False
    )
    since: date | None = None
    for period in rows.order_by("-period").values_list("period", flat=True):
        if since is not None and period.upper != since:
            break
        since = period.lower
    return since


def _managers_on(person_id: int, day: date) -> QuerySet[Person, int]:
    from jingjin.org.models import Reporting

    rows = Reporting.objects.filter(person_id=person_id, kind=LineKind.DIRECT, period__contains=day)
    return rows.values_list("manager_id", flat=True)  # type: ignore[return-value]


@dataclass(frozen=True)
class UnitRow:
    """A line of the unit tree."""

    name: str
    url: str
    headcount: int


def unit_rows(parent: Unit | None) -> list[UnitRow]:
    """The open units one level below, with the people directly in them (1 query)."""
    return [_unit_row(unit) for unit in child_units(parent)]


def top_rows() -> list[UnitRow]:
    """The top of the tree; a single top unit with those below it, else there would be little to see (2 queries)."""
    top = list(child_units(None))
    return [_unit_row(unit) for unit in [*top, *(child_units(top[0]) if len(top) == 1 else ())]]


def _unit_row(unit: Unit) -> UnitRow:
    return UnitRow(unit_name(unit), reverse("org:unit", args=[unit.uid]), unit.headcount)  # type: ignore[attr-defined]


def unit_page(by: Actor, unit: Unit) -> dict[str, Any]:
    """What the page of one unit shows (3 queries)."""
    people = people_for(by).filter(unit=unit).select_related("unit").order_by("pinyin", "number")
    return {
        "unit": unit,
        "name": unit_name(unit),
        "path": [(unit_name(above), reverse("org:unit", args=[above.uid])) for above in unit_path(unit)[:-1]],
        "units": unit_rows(unit),
        "faces": [face(person) for person in people[:UNIT_LIMIT]],
        "limit": UNIT_LIMIT,
    }


def account_list(allowed: QuerySet[Person], text: str) -> dict[str, Any]:
    """People whose accounts may be opened, those without one first (1 query)."""
    rows = allowed.filter(left_on=None)
    for word in text.lower().split():
        rows = rows.filter(search__contains=word)
    people = list(rows.order_by(F("account_id").asc(nulls_first=True), "pinyin", "number")[: UNIT_LIMIT + 1])
    return {
        "text": text,
        "people": [(person, face(person)) for person in people[:UNIT_LIMIT]],
        "more": len(people) > UNIT_LIMIT,
        "limit": UNIT_LIMIT,
    }


def open_units() -> QuerySet[Unit]:
    """Units that were not closed, by name."""
    return Unit.objects.filter(closed_on=None).order_by("name")


def person_with_account(number: str) -> Person | None:
    """The employed person with this number who may sign in (1 query)."""
    return (
        Person.objects.filter(number=number.strip(), left_on=None, account__isnull=False)
        .select_related("account")
        .first()
    )


def all_grants() -> list[RoleGrant]:
    """Every role grant that was not withdrawn (1 query)."""
    return grants_of()


def grant_rows(grants: list[RoleGrant]) -> list[dict[str, Any]]:
    """Role grants with holder, unit and granter in the reader's language (2 queries)."""
    uids = {grant.granted_by for grant in grants if not grant.granted_by.startswith("system:")}
    uids |= {str(grant.account.uid) for grant in grants}
    people = Person.objects.filter(account__uid__in=uids).select_related("account")
    names = {str(person.account.uid): person_name(person) for person in people if person.account}
    units = {unit.uid: unit_name(unit) for unit in Unit.objects.filter(uid__in=[one.scope for one in grants])}
    return [
        {
            "grant": grant,
            "holder": names.get(str(grant.account.uid), grant.account.display_name),
            "unit": (units.get(grant.scope) if grant.scope else None) or grant.scope_text,
            "granted_by": names.get(grant.granted_by, "—"),
        }
        for grant in grants
    ]


def numbered_people() -> QuerySet[Person, Any]:
    """(id, number, name, left_on) of everybody ever, for matching the rows of an import in one statement."""
    return Person.objects.values_list("id", "number", "name", "left_on")


def named_units() -> QuerySet[Unit, Any]:
    """(id, code, name) of all open units, for matching the rows of an import in one statement."""
    return Unit.objects.filter(closed_on=None).values_list("id", "code", "name")


def unit_stays() -> QuerySet[Assignment, Any]:
    """(person_id, unit_id, period) of who worked where and when, for totals of units in one statement."""
    return Assignment.objects.filter(unit__isnull=False).values_list("person_id", "unit_id", "period")


def unit_pairs() -> QuerySet[UnitClosure, Any]:
    """(ancestor_id, descendant_id) of the unit tree today, each unit with itself too."""
    return UnitClosure.objects.values_list("ancestor_id", "descendant_id")
