"""The content of a plan as one JSON value: what is hashed, locked and compared between versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from jingjin.core.proof.canonical import digest
from jingjin.plans.words.states import Basis, Direction, SupportKind, Yardstick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.utils.functional import Promise

FORMAT = "jingjin-plan/1"


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a content, as 64 hex digits."""
    return digest(FORMAT, {"content": content})


@dataclass(frozen=True, slots=True)
class Line:
    """One difference between two versions: what it is about, before and after ("" when there was none)."""

    label: str
    old: str
    new: str


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Line]:
    """Everything that differs, in the order in which the plan is read; nothing that is hashed is left out."""
    plain = [
        Line(str(label), _value(name, old.get(name)), _value(name, new.get(name)))
        for name, label in PLAIN.items()
        if old.get(name) != new.get(name)
    ]
    parts = [line for part in PARTS for line in _part(part, old.get(part, []), new.get(part, []))]
    return plain + parts


def _part(part: str, old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> Iterator[Line]:
    """The differences of one kind of part: field by field, and whole parts that came or went."""
    before = {row["uid"]: row for row in old}
    after = {row["uid"]: row for row in new}
    for uid, row in before.items():
        if uid not in after:
            yield Line(str(PARTS[part]), part_text(part, row), "")
        else:
            yield from _fields(row, after[uid])
    for uid, row in after.items():
        if uid not in before:
            yield Line(str(PARTS[part]), "", part_text(part, row))


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Line]:
    name = str(new.get("text") or new.get("course") or new.get("name"))
    for field, label in FIELDS.items():
        if old.get(field) != new.get(field):
            title = _("%(part)s: %(field)s") % {"part": name, "field": label}
            yield Line(title, _value(field, old.get(field), old), _value(field, new.get(field), new))


def _value(field: str, value: Any, row: Mapping[str, Any] | None = None) -> str:
    """A field's value as people read it."""
    if field == "examples":
        return _("; ").join(f"{day_words(one['on'])} {one['text']}" for one in value)
    if field == "talks_on":
        return _("; ").join(day_words(day) for day in value)
    if field in DAYS:
        return day_words(value)
    if field in CHOICES:
        return str(CHOICES[field](value).label)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    unit = row.get("unit", "") if row and field in MEASURED and value else ""
    return f"{value if value is not None else ''}{unit}"


def day_words(text: str) -> str:
    """A day of the content, written out; empty when there is none."""
    if not text:
        return ""
    return format_date(date.fromisoformat(text), pgettext("date format, another year", "j M Y"))


DAYS = frozenset({"starts_on", "ends_on", "due_on", "yardstick_on", "measured_from"})
MEASURED = frozenset({"baseline", "target", "peers", "yardstick_value"})
CHOICES: dict[str, Any] = {
    "kind": SupportKind,
    "basis": Basis,
    "direction": Direction,
    "yardstick": Yardstick,
}
PLAIN: dict[str, str | Promise] = {
    "title": gettext_lazy("Title"),
    "environment": gettext_lazy("Environment"),
    "talks_on": pgettext_lazy("stone of a plan's path", "Talk"),
    "starts_on": pgettext_lazy("plan", "First day"),
    "ends_on": pgettext_lazy("plan", "Last day"),
    "check_in_weeks": gettext_lazy("Weeks between check-ins"),
    "if_not_met": gettext_lazy("If the target is not reached"),
    "extension_rule": gettext_lazy("Rule of extension"),
    "extension_max_days": gettext_lazy("At most extended by (days)"),
}
PARTS: dict[str, str | Promise] = {
    "concerns": pgettext_lazy("part of a plan", "Concern"),
    "expectations": pgettext_lazy("part of a plan", "Expectation"),
    "supports": pgettext_lazy("part of a plan", "Support"),
    "trainings": pgettext_lazy("part of a plan", "Training"),
    "assessors": pgettext_lazy("part of a plan", "Assessor"),
}
FIELDS: dict[str, str | Promise] = {
    "text": pgettext_lazy("field of a plan", "wording"),
    "detail": gettext_lazy("Figures"),
    "measure": gettext_lazy("Business measure"),
    "metric_name": pgettext_lazy("field of a plan", "indicator"),
    "unit": pgettext_lazy("of a measure", "Unit"),
    "baseline": gettext_lazy("Baseline"),
    "target": pgettext_lazy("plan", "Target"),
    "direction": gettext_lazy("The target is"),
    "peers": gettext_lazy("Peers' median"),
    "yardstick": gettext_lazy("Yardstick"),
    "yardstick_value": gettext_lazy("Target or competence line"),
    "yardstick_on": gettext_lazy("Target confirmed on"),
    "measured_from": gettext_lazy("Measured since"),
    "duty": gettext_lazy("Line of the job description"),
    "examples": pgettext_lazy("field of a plan", "examples"),
    "due_on": pgettext_lazy("field of a plan", "date"),
    "basis": gettext_lazy("Judged by"),
    "source": pgettext_lazy("plan table", "Source"),
    "weight": gettext_lazy("Weight, %"),
    "marking": gettext_lazy("Marking scheme"),
    "open_question": gettext_lazy("Open question, without a fixed answer"),
    "kind": pgettext_lazy("plan", "Kind"),
    "owner": gettext_lazy("By whom"),
    "rhythm": pgettext_lazy("support", "Rhythm"),
    "gap": gettext_lazy("Which gap"),
    "course": gettext_lazy("Course"),
    "trainer": pgettext_lazy("document", "Trainer"),
    "hours": pgettext_lazy("plan", "Hours"),
    "test": gettext_lazy("Test"),
}


def part_text(part: str, row: Mapping[str, Any]) -> str:
    """A part in one line, in the words of the plan."""
    joined = _(", ")
    if part == "concerns":
        return joined.join(
            _filled(row["text"], row["detail"], _against(row), _value("examples", row["examples"]))
        )
    if part == "expectations":
        return joined.join(_filled(row["text"], _goal(row), day_words(row["due_on"]), row["source"]))
    if part == "supports":
        return joined.join(
            _filled(row["text"], named(row, "owner"), row["rhythm"] or day_words(row["due_on"]))
        )
    if part == "trainings":
        hours = _("%(hours)s h") % {"hours": row["hours"]} if row["hours"] else ""
        return joined.join(_filled(row["course"], named(row, "trainer"), hours, day_words(row["due_on"])))
    return named(row, "name")


def named(row: Mapping[str, Any], key: str) -> str:
    """A person's name in the reader's language, as the content keeps both."""
    return str((row[f"{key}_en"] if get_language() == "en" else "") or row[key])


def _filled(*texts: str) -> list[str]:
    return [text for text in texts if text]


def _against(row: Mapping[str, Any]) -> str:
    return f"{row['baseline']}{row['unit']} → {row['yardstick_value']}{row['unit']}" if row["measure"] else ""


def _goal(row: Mapping[str, Any]) -> str:
    sign = "≥" if row["direction"] == Direction.AT_LEAST else "≤"
    return f"{row['baseline']}{row['unit']} → {sign} {row['target']}{row['unit']}"
