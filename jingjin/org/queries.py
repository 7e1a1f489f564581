"""Reading people, units and the calendar. Each function says how many queries it makes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from jingjin.core.actor import Actor, Grant
from jingjin.org.access import people_for
from jingjin.org.models import CalendarDay, Leave, LineClosure, Person, ProtectedPeriod, Unit, UnitClosure
from jingjin.org.words import DayKind, LineKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from jingjin.accounts.public import Account

SEARCH_LIMIT = 20
SATURDAY = 5


def actor_for(account: Account, grants: frozenset[Grant]) -> Actor:
    """The actor of a signed-in account with the grants that hold today (1 query)."""
    person = Person.objects.filter(account_id=account.pk).values_list("id", "uid", "left_on").first()
    person_id, person_uid = (person[0], person[1]) if person and person[2] is None else (None, None)
    return Actor(
        name=str(account.uid),
        account_id=account.pk,
        account_uid=account.uid,
        person_id=person_id,
        person_uid=person_uid,
        grants=grants,
    )


def search_people(by: Actor, text: str, *, limit: int = SEARCH_LIMIT) -> list[Person]:
    """People whose name, pinyin, initials, number or unit holds every word of `text` (1 query)."""
    rows = people_for(by).select_related("unit")
    for word in text.lower().split():
        rows = rows.filter(search__contains=word)
    return list(rows.order_by("pinyin", "number")[:limit])


def direct_reports(person_id: int) -> QuerySet[Person]:
    """Who reports directly to this person today, by pinyin."""
    ids = LineClosure.objects.filter(manager_id=person_id, depth=1).values("person_id")
    return Person.objects.filter(id__in=ids, left_on=None).order_by("pinyin", "number")


def is_manager(person_id: int | None) -> bool:
    """Whether anybody reports to this person today (1 query)."""
    return person_id is not None and LineClosure.objects.filter(manager_id=person_id).exists()


def unit_path(unit: Unit) -> list[Unit]:
    """The unit's ancestors from the top, the unit last (1 query)."""
    rows = UnitClosure.objects.filter(descendant=unit).select_related("ancestor").order_by("-depth")
    return [row.ancestor for row in rows]


def child_units(parent: Unit | None) -> QuerySet[Unit]:
    """Open units one level below (or the top ones), each with `headcount` of itself (1 query)."""
    rows = Unit.objects.filter(parent=parent, closed_on=None)
    return rows.annotate(headcount=Count("people", filter=Q(people__left_on=None))).order_by("name")


def people_below(unit: Unit) -> QuerySet[Person]:
    """Everybody who works in the unit or below it today."""
    units = UnitClosure.objects.filter(ancestor=unit).values("descendant_id")
    return Person.objects.filter(unit_id__in=units, left_on=None)


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


def _managers_on(person_id: int, day: date) -> QuerySet[Person, int]:
    from jingjin.org.models import Reporting

    rows = Reporting.objects.filter(person_id=person_id, kind=LineKind.DIRECT, period__contains=day)
    return rows.values_list("manager_id", flat=True)  # type: ignore[return-value]
