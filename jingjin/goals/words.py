"""Words of the goals area: kinds, states, measures, and the sentences that say what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from jingjin.goals.scoring.measures import Measure
from jingjin.goals.scoring.status import Confidence, Status

if TYPE_CHECKING:
    from django.utils.functional import Promise


class Kind(models.TextChoices):
    """An objective is measured by its parts; a key result and a KPI have a value of their own."""

    OBJECTIVE = "objective", _("Objective")
    KEY_RESULT = "key_result", _("Key result")
    KPI = "kpi", _("KPI")


class Level(models.TextChoices):
    """Whose goal it is. The order is from the top down: a goal never hangs under one of a lower level."""

    COMPANY = "company", _("Company")
    UNIT = "unit", _("Unit")
    PERSON = "person", _("Person")


class State(models.TextChoices):
    """Where a goal is in its life. Nothing is deleted: a goal ends closed or withdrawn."""

    DRAFT = "draft", pgettext_lazy("goal", "Draft")
    PROPOSED = "proposed", pgettext_lazy("goal", "To be confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("goal", "Confirmed")
    CLOSED = "closed", pgettext_lazy("goal", "Closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("goal", "Withdrawn")


RUNNING = (State.PROPOSED, State.CONFIRMED)
COUNTED = (State.PROPOSED, State.CONFIRMED, State.CLOSED)
"""The states that count in a parent: a draft is not yet a goal, a withdrawn one no longer."""

MEASURES: dict[Measure, Promise] = {
    Measure.REACH: pgettext_lazy("measure", "Reach a total"),
    Measure.INCREASE: pgettext_lazy("measure", "Increase"),
    Measure.DECREASE: pgettext_lazy("measure", "Decrease"),
    Measure.STAY_ABOVE: pgettext_lazy("measure", "Stay at or above"),
    Measure.STAY_BELOW: pgettext_lazy("measure", "Stay at or below"),
    Measure.MILESTONE: pgettext_lazy("measure", "Milestones"),
    Measure.YES_NO: pgettext_lazy("measure", "Yes or no"),
}
CONFIDENCES: dict[Confidence, Promise] = {
    Confidence.SURE: pgettext_lazy("confidence", "Confident"),
    Confidence.AT_RISK: pgettext_lazy("confidence", "At risk"),
    Confidence.NEEDS_HELP: pgettext_lazy("confidence", "Need help"),
}
STATUSES: dict[Status, Promise] = {
    Status.ON_TRACK: pgettext_lazy("goal status", "On track"),
    Status.WATCH: pgettext_lazy("goal status", "Watch"),
    Status.NEEDS_HELP: pgettext_lazy("goal status", "Needs help"),
    Status.NOT_REPORTED: pgettext_lazy("goal status", "Not reported"),
    Status.LATE: pgettext_lazy("goal status", "Data late"),
    Status.NOT_MEASURED: pgettext_lazy("goal status", "Not measured"),
    Status.REACHED: pgettext_lazy("goal status", "Reached"),
}


def reads_chinese() -> bool:
    """Whether the reader's language is Chinese."""
    return (get_language() or "zh-hans").startswith("zh")


def in_language(text: str, english: str) -> str:
    """A text that the company gave in Chinese and perhaps in English, as this reader reads it."""
    return text if reads_chinese() else english or text
