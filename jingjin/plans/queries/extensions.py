"""What the printed rule gives: working days by cause, less what was used already."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from jingjin.org import public as org
from jingjin.plans.models import CheckIn, Extension, Support
from jingjin.plans.words.states import ExtensionCause

if TYPE_CHECKING:
    from datetime import date

    from jingjin.plans.models import Plan


def late_days(row: Support, *, today: date, working: set[date]) -> int:
    """Working days by which promised support is, or was, late."""
    if row.due_on is None:
        return 0
    until = row.done_on or today
    return sum(1 for day in working if row.due_on < day <= until)


def entitled(plan: Plan, *, today: date) -> dict[ExtensionCause, int]:
    """Working days that the rule gives for each cause and that weren't used yet (4 queries)."""
    supports = list(Support.objects.filter(plan=plan, dropped_in=None, due_on__lt=today))
    first = min((row.due_on for row in supports if row.due_on), default=today)
    working = org.workdays(first, today + timedelta(days=1))
    used: Counter[str] = Counter()
    for cause, days in Extension.objects.filter(plan=plan).values_list("cause", "days"):
        used[cause] += days
    earned = {
        ExtensionCause.LATE_SUPPORT: max(
            (late_days(row, today=today, working=working) for row in supports), default=0
        ),
        ExtensionCause.MISSED_CHECK_IN: CheckIn.objects.filter(plan=plan, missed_at__isnull=False).count(),
        ExtensionCause.PAUSE: plan.paused_days,
    }
    return {cause: earned[cause] - used[cause] for cause in earned if earned[cause] > used[cause]}
