"""Facts about a person's latest judgement that a plan's pre-check asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from jingjin.core.actor import system
from jingjin.insight.detection.verdict import Label
from jingjin.insight.models import Inference
from jingjin.insight.queries.split import split_of
from jingjin.metrics.public import metrics_for

if TYPE_CHECKING:
    from datetime import date

FRESH = timedelta(weeks=5)
"""An older judgement says nothing about today."""


@dataclass(frozen=True)
class MarketPart:
    """What the latest judgement says of a person's gap.

    `environment_share` (percent, 0 to 100): how much of the gap to the target is not the person's; None without a
    gap worth asking. `faulty_metrics`: names of indicators whose figures are broken. `target_points`: points of the
    gap that come from a changed target (negative: raised).
    """

    on: date
    label: Label
    gap: Decimal | None
    environment_share: Decimal | None
    target_points: Decimal
    faulty_metrics: tuple[str, ...]


def market_part(person_id: int, on: date) -> MarketPart | None:
    """The judgement that held on a day, for a use-case that has checked its own rights; None without one (1 query,
    2 with broken figures)."""
    row = (
        Inference.objects.filter(person_id=person_id, run__last__lt=on, run__last__gte=on - FRESH)
        .select_related("run")
        .order_by("-run__last", "-run_id")
        .first()
    )
    if row is None:
        return None
    split = split_of(row.facts)
    share = split.environment_share if split else None
    return MarketPart(
        on=row.run.last,
        label=Label(row.label),
        gap=_points(split.gap) if split else None,
        environment_share=None if share is None else _points(share),
        target_points=_points(split.part("target").points) if split else Decimal(0),
        faulty_metrics=_names({fault["metric"] for fault in row.facts["faults"]}),
    )


def _names(keys: set[str]) -> tuple[str, ...]:
    if not keys:
        return ()
    rows = metrics_for(system("insight")).filter(key__in=keys).order_by("key")
    return tuple(row.label() for row in rows)


def _points(value: float) -> Decimal:
    return Decimal(str(round(value, 1)))
