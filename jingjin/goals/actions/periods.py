"""The company's cycles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core.errors import Denied, Invalid
from jingjin.goals.actions.signing import as_text
from jingjin.goals.models import Period
from jingjin.goals.rules import PERIOD_RULES

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor


@dataclass(frozen=True, kw_only=True)
class PeriodData:
    """A cycle [start, end): goals are to be confirmed by `confirm_by` and locked from `lock_on` on."""

    name: str
    start: date
    end: date
    name_en: str = ""
    confirm_by: date | None = None
    lock_on: date | None = None


FIELDS = ("name", "name_en", "start", "end", "confirm_by", "lock_on")


@transaction.atomic
def create_period(*, by: Actor, data: PeriodData, now: datetime) -> Period:
    """Add a cycle; HR admin. Raises Invalid when its dates or its name don't work."""
    period = _filled(Period(), data, by=by)
    period.save()
    _note(period, "period.created", by=by, now=now)
    return period


@transaction.atomic
def edit_period(
    *, by: Actor, uid: UUID, data: PeriodData, now: datetime, version: int | None = None
) -> Period:
    """Change a cycle, for instance its lock date; HR admin. Dates may not leave goals outside."""
    period = Period.lock(uid, version=version)
    outside = period.goals.exclude(start__gte=data.start, end__lte=data.end)
    if outside.exists():
        raise Invalid(fields={"start": _("Goals of this period would lie outside its dates.")})
    _filled(period, data, by=by).store()
    _note(period, "period.edited", by=by, now=now)
    return period


def _filled(period: Period, data: PeriodData, *, by: Actor) -> Period:
    if not by.is_system and not PERIOD_RULES.allows(period, by=by, action="period.manage"):
        raise Denied(PERIOD_RULES.table["period.manage"].reason(by, period))
    _check(period, data)
    for name in FIELDS:
        setattr(period, name, getattr(data, name))
    return period


def _note(period: Period, kind: str, *, by: Actor, now: datetime) -> None:
    facts = {name: as_text(getattr(period, name)) for name in FIELDS}
    record(period.uid, kind, by=by, facts=facts, now=now)


def _check(period: Period, data: PeriodData) -> None:
    problems = {}
    if not data.name.strip():
        problems["name"] = _("Give the period a name, for instance “Q4 2026”.")
    elif Period.objects.filter(name=data.name).exclude(pk=period.pk).exists():
        problems["name"] = _("A period of this name exists already.")
    if data.start >= data.end:
        problems["end"] = _("The end lies before the start.")
    if problems:
        raise Invalid(fields=problems)
