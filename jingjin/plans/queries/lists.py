"""The lists of plans: mine, those I lead, those of my units, and counts that name nobody."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from jingjin.accounts.public import Role
from jingjin.core.ui_words import Status
from jingjin.org import public as org
from jingjin.plans.access import plans_for, sealed_for
from jingjin.plans.queries.summary import UnitCount, counts
from jingjin.plans.queries.texts import Reader, day_text, name_of
from jingjin.plans.words.states import ENDED, PauseKind, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jingjin.core.ui_values import Face
    from jingjin.plans.models import Plan

LIMIT = 100


@dataclass(frozen=True)
class Line:
    """One plan in a list."""

    title: str
    face: Face | None
    state: str
    status: str
    when: str
    url: str
    missed: int


@dataclass(frozen=True)
class Lists:
    """Everything the page of plans shows to one reader."""

    mine: list[Line] = field(default_factory=list)
    led: list[Line] = field(default_factory=list)
    reviewed: list[Line] = field(default_factory=list)
    ended: list[Line] = field(default_factory=list)
    counted: list[UnitCount] = field(default_factory=list)
    can_open: bool = False
    has_sealed: bool = False


def plan_lists(reader: Reader) -> Lists:
    """The plans this reader may read, in their groups (5 queries; counts add one per unit)."""
    by = reader.by
    found = plans_for(by).select_related("person__unit", "hr_partner").order_by("-id")
    missed = Count("check_ins", filter=Q(check_ins__missed_at__isnull=False))
    rows = list(found.annotate(missed=missed)[:LIMIT])
    leads = org.is_manager(by)
    mine = [row for row in rows if row.person_id == by.person_id]
    others = [row for row in rows if row.person_id != by.person_id and row.state not in ENDED]
    led = [row for row in others if row.person.manager_id == by.person_id]
    ended = [row for row in rows if row.person_id != by.person_id and row.state in ENDED]
    return Lists(
        mine=_lines(mine, reader, own=True),
        led=_lines(led, reader),
        reviewed=_lines([row for row in others if row not in led], reader),
        ended=_lines(ended, reader),
        counted=_counted(reader),
        can_open=leads,
        has_sealed=sealed_for(by).exists(),
    )


def _counted(reader: Reader) -> list[UnitCount]:
    """Counts for those who see no content: managers of managers, and executives."""
    by = reader.by
    if not (org.is_manager(by) or by.has_role(Role.EXECUTIVE)):
        return []
    me = org.own_person(by)
    return counts(by, me.unit) if me is not None and me.unit is not None else []


def _lines(rows: Sequence[Plan], reader: Reader, *, own: bool = False) -> list[Line]:
    return [_line(row, reader, own=own) for row in rows]


def _line(row: Plan, reader: Reader, *, own: bool) -> Line:
    waits = row.state == State.PUBLISHED or row.pause_kind == PauseKind.CHANGED
    return Line(
        title=row.title,
        face=None if own else org.face(row.person),
        state=_("Waiting for your response") if own and waits else str(row.get_state_display()),
        status=Status.WAITING.value if own and waits else "",
        when=_when(row, reader),
        url=reverse("plans:plan", args=[row.uid]),
        missed=getattr(row, "missed", 0),
    )


def _when(row: Plan, reader: Reader) -> str:
    if row.closed_at is not None:
        day = day_text(reader.day(row.closed_at), near=reader.today)
        return _("%(outcome)s, %(day)s") % {"outcome": row.get_outcome_display(), "day": day}
    if row.state == State.PUBLISHED:
        return _("response by %(day)s") % {"day": day_text(row.answer_by, near=reader.today)}
    if row.state == State.HR_REVIEW:
        return _("written by %(name)s") % {"name": name_of(row.manager)}
    return _("until %(day)s") % {"day": day_text(row.ends_on, near=reader.today)} if row.ends_on else ""
