"""Figures that come from indicators: filled in while writing, kept as evidence, read at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from jingjin.metrics.public import ReadingKey, readings_for, use_as_evidence
from jingjin.plans.actions.steps import prove
from jingjin.plans.queries.content import concerns_of, number_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from jingjin.core.actor import Actor
    from jingjin.metrics.public import Reading
    from jingjin.plans.actions.parts import ConcernInput
    from jingjin.plans.models import Expectation, Plan


def with_baseline(concern: ConcernInput, person_id: int, today: date) -> ConcernInput:
    """The concern with name, unit and present value of its indicator where the writer left them empty."""
    if concern.metric is None:
        return concern
    filled = replace(
        concern,
        measure=concern.measure or concern.metric.name,
        unit=concern.unit or concern.metric.unit,
    )
    if filled.baseline is not None or filled.measured_from is None:
        return filled
    key = ReadingKey(concern.metric.pk, person_id, None, filled.measured_from, today)
    return replace(filled, baseline=readings_for([key], today)[key].value)


def keep_numbers(plan: Plan, *, by: Actor, now: datetime, until: date) -> None:
    """Mark the versions of the figures that the concerns rest on as evidence, and seal them into the chain."""
    bound = [row for row in concerns_of(plan) if row.metric_id and row.measured_from]
    numbers = [
        number
        for row in bound
        for number in use_as_evidence(
            metric_ids=[row.metric_id or 0],
            person_id=plan.person_id,
            start=row.measured_from or until,
            end=until,
        )
    ]
    if not numbers:
        return
    kept = [
        {
            "metric": one.metric_key,
            "period": one.period_start.isoformat(),
            "value": number_text(one.value),
            "version": one.version,
            "raw_hash": one.raw_hash,
        }
        for one in numbers
    ]
    prove(plan, "numbers_kept", by=by, now=now, facts={"numbers": len(kept)}, content=kept)


def final_reading(plan: Plan, criterion: Expectation, today: date) -> Reading | None:
    """What the bound indicator says over the plan's period; None when it is not bound, of another unit, has no
    value, or speaks of a part of the period only (then a person reads it)."""
    metric = criterion.metric
    if metric is None or plan.starts_on is None or plan.ends_on is None:
        return None
    if criterion.unit not in ("", metric.unit):
        return None
    end = plan.ends_on + timedelta(days=1)
    key = ReadingKey(metric.pk, plan.person_id, None, plan.starts_on, end)
    reading = readings_for([key], today)[key]
    if reading.value is None or not reading.complete:
        return None
    use_as_evidence(metric_ids=[metric.pk], person_id=plan.person_id, start=plan.starts_on, end=end)
    return reading
