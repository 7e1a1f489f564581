"""The content of a plan as one JSON value: what is hashed, locked and compared between versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jingjin.core.proof.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    """What differs, in the order in which the plan is read."""
    before, after = dict(_lines(old)), dict(_lines(new))
    keys = [*before, *(key for key in after if key not in before)]
    return [
        Line((after.get(key) or before[key])[0], before.get(key, ("", ""))[1], after.get(key, ("", ""))[1])
        for key in keys
        if before.get(key, ("", ""))[1] != after.get(key, ("", ""))[1]
    ]


def _lines(content: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every comparable line: a key that is stable between versions, its label and its text."""
    for name, label in _plain_labels().items():
        yield name, (label, str(content.get(name, "")))
    for part, label in _part_labels().items():
        for row in content.get(part, []):
            yield f"{part}:{row['uid']}", (label, part_text(part, row))


def _plain_labels() -> dict[str, str]:
    return {
        "title": _("Title"),
        "environment": _("Environment"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
        "check_in_weeks": _("Weeks between check-ins"),
        "if_not_met": _("If the target is not reached"),
        "extension_rule": _("Rule of extension"),
        "extension_max_days": _("At most extended by (days)"),
    }


def _part_labels() -> dict[str, str]:
    return {
        "concerns": pgettext("part of a plan", "Concern"),
        "expectations": pgettext("part of a plan", "Expectation"),
        "supports": pgettext("part of a plan", "Support"),
        "trainings": pgettext("part of a plan", "Training"),
        "assessors": pgettext("part of a plan", "Assessor"),
    }


def part_text(part: str, row: Mapping[str, Any]) -> str:
    """A part in one line, in the words of the plan."""
    joined = _(", ")
    if part == "concerns":
        examples = [f"{one['on']} {one['text']}" for one in row["examples"]]
        return joined.join(_filled(row["text"], row["detail"], _against(row), *examples))
    if part == "expectations":
        return joined.join(_filled(row["text"], _goal(row), row["due_on"], row["source"], row["marking"]))
    if part == "supports":
        return joined.join(_filled(row["text"], row["owner"], row["rhythm"] or row["due_on"]))
    if part == "trainings":
        hours = _("%(hours)s h") % {"hours": row["hours"]} if row["hours"] else ""
        return joined.join(_filled(row["course"], row["trainer"], hours, row["due_on"]))
    return str(row["name"])


def _filled(*texts: str) -> list[str]:
    return [text for text in texts if text]


def _against(row: Mapping[str, Any]) -> str:
    return f"{row['baseline']}{row['unit']} → {row['yardstick_value']}{row['unit']}" if row["measure"] else ""


def _goal(row: Mapping[str, Any]) -> str:
    weight = f" ({row['weight']}%)" if row["weight"] not in ("", "0") else ""
    sign = "≥" if row["direction"] == "at_least" else "≤"
    return f"{row['baseline']}{row['unit']} → {sign} {row['target']}{row['unit']}{weight}"
