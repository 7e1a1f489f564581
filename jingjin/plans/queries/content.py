"""The content of a plan as it stands in its rows: what publishing locks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from jingjin.plans.access import live
from jingjin.plans.models import Assessor, Concern, ConcernExample, Expectation, Support, Training

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from jingjin.metrics.public import Metric
    from jingjin.plans.models import Plan


def concerns_of(plan: Plan) -> list[Concern]:
    """The concerns with `live_examples` (2 queries)."""
    examples = ConcernExample.objects.filter(dropped_in=None)
    found = live(Concern.objects.filter(plan=plan).select_related("metric"))
    return list(found.prefetch_related(Prefetch("examples", queryset=examples, to_attr="live_examples")))


def expectations_of(plan: Plan) -> list[Expectation]:
    """The expectations, in their order (1 query)."""
    return list(live(Expectation.objects.filter(plan=plan).select_related("metric")))


def supports_of(plan: Plan) -> list[Support]:
    """The promised support with its owners (1 query)."""
    return list(live(Support.objects.filter(plan=plan).select_related("owner", "owner__unit", "done_by")))


def days_of_help(plan: Plan) -> list[tuple[date | None, date | None]]:
    """When each support and training is due, and when it was given (1 query)."""
    supports = live(Support.objects.filter(plan=plan)).order_by().values_list("due_on", "done_on")
    trainings = live(Training.objects.filter(plan=plan)).order_by().values_list("due_on", "held_on")
    return list(supports.union(trainings, all=True))


def trainings_of(plan: Plan) -> list[Training]:
    """The trainings with their trainers (1 query)."""
    return list(
        live(Training.objects.filter(plan=plan).select_related("trainer", "trainer__unit", "marked_by"))
    )


def assessors_of(plan: Plan) -> list[Assessor]:
    """Who assesses at the end (1 query)."""
    return list(live(Assessor.objects.filter(plan=plan).select_related("person")))


def content_of(plan: Plan) -> dict[str, Any]:
    """Everything that is locked, as JSON without floats; numbers are text in their shortest form (6 queries)."""
    return {
        "title": plan.title,
        "environment": plan.environment,
        "talks_on": [day.isoformat() for day in plan.talks_on],
        "starts_on": _day(plan.starts_on),
        "ends_on": _day(plan.first_ends_on or plan.ends_on),
        "check_in_weeks": plan.check_in_weeks,
        "if_not_met": plan.if_not_met,
        "extension_rule": plan.extension_rule,
        "extension_max_days": plan.extension_max_days,
        "concerns": [_concern(row) for row in concerns_of(plan)],
        "expectations": [expectation_content(row) for row in expectations_of(plan)],
        "supports": [_support(row) for row in supports_of(plan)],
        "trainings": [_training(row) for row in trainings_of(plan)],
        "assessors": [
            {
                "uid": str(row.uid),
                "person": str(row.person.uid),
                "name": row.person.name,
                "name_en": row.person.pinyin,
            }
            for row in assessors_of(plan)
        ],
    }


def number_text(value: Decimal | None) -> str:
    """A number in its shortest exact form; empty when there is none."""
    return "" if value is None else f"{value.normalize():f}"


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _concern(row: Concern) -> dict[str, Any]:
    examples: list[ConcernExample] = row.live_examples  # type: ignore[attr-defined]  # set by the prefetch
    return {
        "uid": str(row.uid),
        "text": row.text,
        "detail": row.detail,
        "measure": row.measure,
        **_metric(row.metric),
        "unit": row.unit,
        "baseline": number_text(row.baseline),
        "peers": number_text(row.peers),
        "yardstick": row.yardstick,
        "yardstick_value": number_text(row.yardstick_value),
        "yardstick_on": _day(row.yardstick_on),
        "measured_from": _day(row.measured_from),
        "duty": row.duty,
        "examples": [{"on": one.on.isoformat(), "text": one.text} for one in examples],
    }


def _metric(metric: Metric | None) -> dict[str, str]:
    """The indicator that a figure comes from; empty texts when there is none."""
    if metric is None:
        return {"metric": "", "metric_name": "", "metric_name_en": ""}
    return {"metric": str(metric.uid), "metric_name": metric.name, "metric_name_en": metric.name_en}


def expectation_content(row: Expectation) -> dict[str, Any]:
    """An expectation as it is locked; also a criterion of the assessment."""
    return {
        "uid": str(row.uid),
        "text": row.text,
        **_metric(row.metric),
        "unit": row.unit,
        "baseline": number_text(row.baseline),
        "target": number_text(row.target),
        "direction": row.direction,
        "peers": number_text(row.peers),
        "due_on": _day(row.due_on),
        "basis": row.basis,
        "source": row.source,
        "weight": number_text(row.weight),
        "marking": row.marking,
        "open_question": row.open_question,
    }


def _support(row: Support) -> dict[str, Any]:
    return {
        "uid": str(row.uid),
        "kind": row.kind,
        "text": row.text,
        "owner": row.owner.name,
        "owner_en": row.owner.pinyin,
        "owner_uid": str(row.owner.uid),
        "due_on": _day(row.due_on),
        "rhythm": row.rhythm,
    }


def _training(row: Training) -> dict[str, Any]:
    return {
        "uid": str(row.uid),
        "gap": row.gap,
        "course": row.course,
        "trainer": row.trainer.name if row.trainer else row.trainer_name,
        "trainer_en": row.trainer.pinyin if row.trainer else "",
        "hours": number_text(row.hours),
        "due_on": _day(row.due_on),
        "test": row.test,
    }


def texts_of(content: Mapping[str, Any]) -> list[str]:
    """Every text that somebody wrote, for the lint."""
    texts = [content["title"], content["environment"], content["if_not_met"], content["extension_rule"]]
    for row in content["concerns"]:
        texts += [row["text"], row["detail"], *(one["text"] for one in row["examples"])]
    for row in content["expectations"]:
        texts += [row["text"], row["marking"]]
    texts += [row["text"] for row in content["supports"]]
    return texts + [text for row in content["trainings"] for text in (row["gap"], row["course"])]
