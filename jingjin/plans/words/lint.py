"""The text lint: wordings that don't belong into a plan, each with a better one. Knows no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jingjin.plans.words.lexicon import ENTRIES, WHY, Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOCKING = frozenset({Fault.RESIGNATION, Fault.WAIVER, Fault.DISMISSAL, Fault.RANKING})
REFUSED_IN_GOALS = frozenset({Fault.VAGUE})
_DENIALS = ("不以", "不因", "不按", "不看", "没有", "未", "not ", "no ", "never ")


@dataclass(frozen=True, slots=True)
class Finding:
    """A wording that was found at [start, end), why it is a problem (`why`, zh and en), and what to write."""

    fault: Fault
    start: int
    end: int
    found: str
    better: str

    @property
    def blocks(self) -> bool:
        """Whether the plan can't be published with it; otherwise it is a warning."""
        return self.fault in BLOCKING

    def why(self, language: str) -> str:
        """The reason in the reader's language ("zh…" or English)."""
        return WHY[self.fault]["zh" if language.startswith("zh") else "en"].format(found=self.found)


def lint(text: str) -> list[Finding]:
    """What is wrong with a text, in reading order; a denied wording ("不以末位…") is not reported."""
    found = [
        Finding(entry.fault, match.start(), match.end(), match.group(), entry.better)
        for entry in ENTRIES
        for match in entry.pattern.finditer(text)
        if not _denied(text, match.start())
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def _denied(text: str, start: int) -> bool:
    return text[:start].lower().endswith(_DENIALS)


def blockers(texts: Iterable[str]) -> list[Finding]:
    """The findings that forbid publishing any of these texts."""
    return [one for text in texts for one in lint(text) if one.blocks]


def vague(text: str) -> Finding | None:
    """The first wording of a goal that can't be measured."""
    return next((one for one in lint(text) if one.fault in REFUSED_IN_GOALS), None)


def ranking(text: str) -> Finding | None:
    """The first ranking that a text gives as a reason."""
    return next((one for one in lint(text) if one.fault is Fault.RANKING), None)
