"""Goals with what their lines need, in one query: standing milestones and who typed the latest value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery, TextField
from django.db.models.functions import Cast, JSONArray, JSONObject

from jingjin.goals.models import CheckIn, Milestone
from jingjin.goals.words import in_language, reads_chinese

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from jingjin.goals.models import Goal


@dataclass(frozen=True)
class MilestonePart:
    """A milestone that stands."""

    uid: str
    title: str
    weight: Decimal
    due: date
    done_on: date | None


@dataclass(frozen=True)
class Typed:
    """Who typed the latest value, and when. "Latest" is by its day, not by when it was written."""

    name: str
    at: datetime


_PARTS = Milestone.objects.filter(goal=OuterRef("pk"), dropped=False).order_by("due", "id")
_PART = JSONArray("uid", "title", "title_en", Cast("weight", TextField()), "due", "done_on")
_SAID = CheckIn.objects.filter(goal=OuterRef("pk"), value__isnull=False).order_by("-day", "-at", "-id")
_AUTHOR = JSONObject(at="at", name="by__name", pinyin="by__pinyin")
# Written once: the database's language is composed anew for every list otherwise.
PARTS = ArraySubquery(_PARTS.values(json=_PART))
AUTHOR = Subquery(_SAID.values(json=_AUTHOR)[:1])


def with_parts(rows: QuerySet[Goal]) -> QuerySet[Goal]:
    """The rows with their milestones: what judging them needs."""
    return rows.annotate(drawn_parts=PARTS)


def drawn(rows: QuerySet[Goal]) -> QuerySet[Goal]:
    """The rows with their milestones, the author of the latest typed value and whose part each is: what showing
    them needs."""
    return rows.annotate(drawn_parts=PARTS, drawn_author=AUTHOR, drawn_parent=F("parent__uid"))


def parts_of(goal: Goal) -> list[MilestonePart]:
    """The milestones that stand, by due day (1 query for a row that was not `drawn`)."""
    found: list[list[Any]] | None = getattr(goal, "drawn_parts", None)
    if found is None:
        rows = goal.milestones.filter(dropped=False).order_by("due", "id")
        return [
            MilestonePart(
                str(row.uid), in_language(row.title, row.title_en), row.weight, row.due, row.done_on
            )
            for row in rows
        ]
    return [
        MilestonePart(
            uid=uid,
            title=in_language(title, title_en),
            weight=Decimal(weight),
            due=date.fromisoformat(due),
            done_on=date.fromisoformat(done_on) if done_on else None,
        )
        for uid, title, title_en, weight, due, done_on in found
    ]


def author_of(goal: Goal) -> Typed | None:
    """Who typed the value of a `drawn` row; None where nobody did. An empty name: taken over by the system."""
    said: dict[str, Any] | None = getattr(goal, "drawn_author", None)
    if said is None:
        return None
    name = (said["name"] if reads_chinese() else said["pinyin"] or said["name"]) or ""
    return Typed(name, datetime.fromisoformat(said["at"]))


def parent_of(goal: Goal) -> UUID | None:
    """The goal that a `drawn` row is a part of; KeyError for a row that was not `drawn`."""
    found: UUID | None = vars(goal)["drawn_parent"]
    return found
