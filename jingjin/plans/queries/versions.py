"""The published versions of a plan, newest first, each with what changed against the one before."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from jingjin.core.ui_values import Change
from jingjin.plans.models import PlanVersion
from jingjin.plans.queries.texts import Reader, instant_text, name_of
from jingjin.plans.words.content import differences

if TYPE_CHECKING:
    from jingjin.plans.models import Plan


@dataclass(frozen=True)
class VersionView:
    """One version."""

    number: int
    at: str
    who: str
    reason: str
    hash: str
    changes: list[Change]


def version_history(plan: Plan, reader: Reader) -> list[VersionView]:
    """All versions, newest first (1 query)."""
    rows = list(PlanVersion.objects.filter(plan=plan).select_related("published_by"))
    changes: dict[int, list[Change]] = {}
    for old, new in pairwise(rows):
        found = differences(old.content, new.content)
        changes[new.number] = [Change(label=line.label, old=line.old, new=line.new) for line in found]
    return [
        VersionView(
            number=row.number,
            at=instant_text(row.published_at, reader.zone),
            who=name_of(row.published_by),
            reason=row.reason,
            hash=row.hash,
            changes=changes.get(row.number, []),
        )
        for row in reversed(rows)
    ]
