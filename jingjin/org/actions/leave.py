"""Absences and statutory protections of a person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core.errors import Invalid
from jingjin.org.models import Leave, ProtectedPeriod

if TYPE_CHECKING:
    from datetime import date

    from jingjin.core.actor import Actor
    from jingjin.org.models import Person


@transaction.atomic
def record_leave(*, by: Actor, person: Person, kind: str, first_day: date, last_day: date) -> Leave:
    """Somebody is absent from `first_day` to `last_day`; `kind` is a `words.LeaveKind`.

    Raises Invalid when the days are the wrong way round or overlap another leave of this person.
    """
    period = _period(first_day, last_day)
    if Leave.objects.filter(person=person, period__overlap=period).exists():
        raise Invalid(
            fields={"first_day": _("%(name)s is on leave already within these days.") % {"name": person.name}}
        )
    leave = Leave.objects.create(person=person, kind=kind, period=period)
    # The kind may say something about health: it stays out of the facts.
    facts = {"first_day": first_day.isoformat(), "last_day": last_day.isoformat()}
    record(person.uid, "person.leave", by=by, facts=facts)
    return leave


@transaction.atomic
def record_protection(
    *, by: Actor, person: Person, kind: str, first_day: date, last_day: date
) -> ProtectedPeriod:
    """Note a statutory protection (`words.Protection`); only HR reads it, the chain learns only that there is one."""
    protection = ProtectedPeriod.objects.create(person=person, kind=kind, period=_period(first_day, last_day))
    record(person.uid, "person.protected", by=by, facts={})
    return protection


def _period(first_day: date, last_day: date) -> DateRange:
    if last_day < first_day:
        raise Invalid(fields={"last_day": _("The last day is before the first.")})
    return DateRange(first_day, last_day + timedelta(days=1))
