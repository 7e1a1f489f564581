"""The support that the reader promised to others: how much of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from jingjin.core.clock import week_start
from jingjin.plans import public as plans

if TYPE_CHECKING:
    from datetime import date

    from jingjin.core.actor import Actor


@dataclass(frozen=True)
class Promises:
    """Items promised in open plans: all, kept, late, and due this week."""

    total: int
    kept: int
    late: int
    due: int


def promises(by: Actor, today: date) -> Promises | None:
    """None where the reader promised nothing (1 query)."""
    sunday = week_start(today) + timedelta(days=6)
    rows = plans.support_for(by).filter(owner_id=by.person_id or 0, plan__state__in=plans.OPEN)
    found = list(rows.values_list("due_on", "done_on"))
    if not found:
        return None
    waiting = [due for due, done in found if done is None and due is not None]
    return Promises(
        total=len(found),
        kept=sum(done is not None for _due, done in found),
        late=sum(due < today for due in waiting),
        due=sum(today <= due <= sunday for due in waiting),
    )
