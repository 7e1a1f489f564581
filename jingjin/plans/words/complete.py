"""What a plan still lacks before it can go to HR: the rules of the field, judged on the content alone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jingjin.plans.words.lint import ranking, vague
from jingjin.plans.words.states import Basis, SupportKind, Yardstick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MIN_CONCERNS, MAX_CONCERNS = 2, 3
MIN_ASSESSORS = 2
MAX_OPEN_SHARE = Decimal(30)
WHOLE = Decimal(100)


def lacks(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(step of the wizard, sentence) for everything that is missing or not allowed; empty when complete."""
    return [
        *_diagnosis(content),
        *_concerns(content["concerns"]),
        *_expectations(content),
        *_help(content),
        *_otherwise(content),
    ]


def _diagnosis(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not content["environment"].strip():
        yield (
            "diagnosis",
            _("Describe the environment: market, territory, equipment, workload, leave."),
        )
    if not (content["starts_on"] and content["ends_on"]):
        yield "diagnosis", _("Give the first and the last day.")


def _concerns(rows: list[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    if not MIN_CONCERNS <= len(rows) <= MAX_CONCERNS:
        yield "concerns", _("A plan has two or three concerns.")
    for row in rows:
        name = {"text": row["text"]}
        if not row["examples"]:
            yield "concerns", _("“%(text)s” needs a dated example.") % name
        if not (row["measure"] and row["baseline"] and row["yardstick_value"]):
            yield "concerns", _("“%(text)s” needs a business measure with its baseline and target.") % name
        if not (row["yardstick_on"] and row["measured_from"]):
            yield (
                "concerns",
                _("“%(text)s”: say when the target was confirmed and when the measured period began.") % name,
            )
        elif row["yardstick_on"] > row["measured_from"]:
            yield "concerns", _late_yardstick(row)
        if found := ranking(f"{row['text']} {row['detail']}"):
            yield (
                "concerns",
                _("“%(found)s”: a ranking can't be the reason for a plan.") % {"found": found.found},
            )


def _late_yardstick(row: Mapping[str, Any]) -> str:
    if row["yardstick"] == Yardstick.COMPETENCE_LINE:
        return _("The scale named its competence line after the period had begun; it can't be used.")
    return _("The target was confirmed after the period had begun; it can't be used.")


def _expectations(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    rows = content["expectations"]
    if not rows:
        yield "expectations", _("Say what is to be reached.")
    for row in rows:
        name = {"text": row["text"]}
        if not (row["text"] and row["baseline"] and row["target"] and row["due_on"]):
            yield "expectations", _("“%(text)s” needs a measure, a baseline, a target and a date.") % name
        elif content["ends_on"] and row["due_on"] > content["ends_on"]:
            yield "expectations", _("“%(text)s” is due after the plan's last day.") % name
        if found := vague(row["text"]):
            yield "expectations", _vague_goal(found.found, found.better)
    if rows and sum(Decimal(row["weight"] or 0) for row in rows) != WHOLE:
        yield "expectations", _("The weights must add up to 100 %.")
    if open_share(rows) > MAX_OPEN_SHARE:
        yield "expectations", _("Open questions may count for at most 30 %.")
    yield from _assessors(content)


def open_share(rows: list[Mapping[str, Any]]) -> Decimal:
    """The weight, in percent, of the criteria that are judged without a fixed answer."""
    return sum((Decimal(row["weight"] or 0) for row in rows if row["open_question"]), Decimal(0))


def _assessors(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    judged = [row for row in content["expectations"] if row["basis"] == Basis.ASSESSORS]
    assessors = {row["person"] for row in content["assessors"]}
    if judged and len(assessors) < MIN_ASSESSORS:
        yield "expectations", _("Name at least two assessors, or measure by data of a system.")
    for row in judged:
        if not row["marking"].strip():
            yield "expectations", _("“%(text)s” needs a marking scheme.") % {"text": row["text"]}
    for row in content["expectations"]:
        if row["basis"] == Basis.SYSTEM and not row["source"].strip():
            yield "expectations", _("“%(text)s”: name the system it is read from.") % {"text": row["text"]}
    if assessors & mentors(content):
        yield "expectations", _("A mentor in this plan can't assess it.")


def mentors(content: Mapping[str, Any]) -> set[str]:
    """The people (uids) who are mentors in the plan."""
    return {row["owner_uid"] for row in content["supports"] if row["kind"] == SupportKind.MENTOR}


def _help(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not content["supports"]:
        yield "support", _("Say what support the company promises, by whom and until when.")
    missing = [row for row in content["supports"] if not row["due_on"]]
    if missing:
        yield (
            "support",
            ngettext(
                "%(count)s support item has no date.", "%(count)s support items have no date.", len(missing)
            )
            % {"count": len(missing)},
        )
    if not content["trainings"]:
        yield "support", _("A plan needs at least one training with a test.")
    for row in content["trainings"]:
        if not (row["trainer"] and row["hours"] and row["due_on"]):
            yield "support", _("“%(text)s” needs a trainer, hours and a date.") % {"text": row["course"]}


def _otherwise(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not content["if_not_met"].strip():
        yield "otherwise", _("Say what happens if the target is not reached, in one neutral sentence.")
    if not content["extension_rule"].strip():
        yield "otherwise", _("Print the rule by which the plan is extended, and its maximum.")


def _vague_goal(found: str, better: str) -> str:
    return _("“%(found)s” can't be measured. Try: %(better)s") % {"found": found, "better": better}
