"""What happened to a goal: every step from its chain, and every check-in, newest first, each with its own author."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jingjin.audit.public import contents, events_of
from jingjin.goals.access import may_read_words
from jingjin.goals.models import CheckIn
from jingjin.goals.queries.figures import figure_of
from jingjin.goals.queries.lines import name_of
from jingjin.goals.scoring.measures import Measure
from jingjin.goals.scoring.shown import number
from jingjin.goals.scoring.status import Confidence
from jingjin.goals.words import CONFIDENCES, MEASURES
from jingjin.org.public import people_for

if TYPE_CHECKING:
    from datetime import datetime

    from jingjin.audit.public import ChainEvent
    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal

LIMIT = 50
KINDS = {
    "goal.created": gettext_lazy("wrote the draft"),
    "goal.edited": gettext_lazy("changed the goal"),
    "goal.weighed": gettext_lazy("changed the weight"),
    "goal.proposed": gettext_lazy("proposed the goal"),
    "goal.accepted": gettext_lazy("confirmed it for themselves"),
    "goal.confirmed": gettext_lazy("confirmed it as manager"),
    "goal.declined": gettext_lazy("sent it back"),
    "goal.closed": gettext_lazy("closed it"),
    "goal.withdrawn": gettext_lazy("withdrew it"),
}
FIELD_WORDS = {
    "title": pgettext_lazy("goal field", "Title"),
    "title_en": pgettext_lazy("goal field", "English title"),
    "description": pgettext_lazy("goal field", "Description"),
    "measure": pgettext_lazy("goal field", "Measure"),
    "measured_in": pgettext_lazy("goal field", "Unit"),
    "measured_in_en": pgettext_lazy("goal field", "English unit"),
    "currency": pgettext_lazy("goal field", "Currency"),
    "baseline": pgettext_lazy("goal field", "Start value"),
    "target": pgettext_lazy("goal field", "Target"),
    "start": pgettext_lazy("goal field", "Start"),
    "end": pgettext_lazy("goal field", "End"),
    "weight": pgettext_lazy("goal field", "Weight"),
    "parent": pgettext_lazy("goal field", "Goal above"),
    "metric": pgettext_lazy("goal field", "Indicator"),
    "responsible": pgettext_lazy("goal field", "Person responsible"),
}
WORDLESS = ("parent", "metric", "responsible")


@dataclass(frozen=True)
class FieldChange:
    """An old and a new text of one field; both empty where only the fact of the change is told."""

    label: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that somebody did. `words` are shown word for word; empty where the reader must not see them."""

    at: datetime
    who: str
    what: str
    words: str = ""
    value: str = ""
    confidence: str = ""
    backwards: bool = False
    changes: tuple[FieldChange, ...] = ()
    hash: str = ""


def history(by: Actor, goal: Goal) -> list[Step]:
    """The latest 50 steps of a goal the reader has loaded through `access` (4 queries)."""
    events = [event for event in events_of(goal.uid) if event.kind in KINDS][-LIMIT:]
    said = contents(events)
    rows = list(CheckIn.objects.filter(goal=goal).select_related("by", "goal").order_by("-at", "-id")[:LIMIT])
    names = _names(by, events)
    steps = [_check_in_step(by, goal, row) for row in rows]
    steps += [_event_step(goal, event, said.get(event.pk) or {}, names) for event in reversed(events)]
    return sorted(steps, key=lambda step: step.at, reverse=True)[:LIMIT]


def last_change(by: Actor, goal: Goal) -> Step | None:
    """The latest step that changed what the goal says: shown to somebody whose version is no longer the stored one."""
    events = [event for event in events_of(goal.uid) if event.kind in KINDS][-1:]
    if not events:
        return None
    return _event_step(goal, events[0], contents(events).get(events[0].pk) or {}, _names(by, events))


def _names(by: Actor, events: list[ChainEvent]) -> dict[str, str]:
    uids = {event.actor for event in events if ":" not in event.actor}
    return {str(person.uid): name_of(person) for person in people_for(by).filter(uid__in=uids)}


def _event_step(goal: Goal, event: ChainEvent, said: dict[str, Any], names: dict[str, str]) -> Step:
    system = ":" in event.actor
    who = _("System") if system else names.get(event.actor, _("A former colleague"))
    words = said.get("statement") or said.get("reason") or ""
    changed = {
        **event.facts.get("changes", {}),
        **{name: pair for name, pair in said.items() if name in FIELD_WORDS},
    }
    changes = [_change(goal, name, pair) for name, pair in changed.items() if isinstance(pair, list)]
    if event.facts.get("milestones_changed"):
        changes.append(FieldChange(_("milestones")))
    return Step(
        at=event.at,
        who=who,
        what=str(KINDS[event.kind]),
        words=words,
        changes=tuple(changes),
        hash=event.hash,
    )


def _change(goal: Goal, name: str, pair: list[str | None]) -> FieldChange:
    label = str(FIELD_WORDS[name])
    if name in WORDLESS:
        return FieldChange(label)
    old, new = (_shown(goal, name, text) for text in pair)
    return FieldChange(label, old, new)


def _shown(goal: Goal, name: str, text: str | None) -> str:
    if text is None or text == "":
        return "—"
    if name in ("baseline", "target"):
        return figure_of(goal, Decimal(text))
    if name == "weight":
        return f"{number(Decimal(text) * 100, most=2)}%"
    return str(MEASURES[Measure(text)]) if name == "measure" else text


def _check_in_step(by: Actor, goal: Goal, row: CheckIn) -> Step:
    return Step(
        at=row.at,
        who=name_of(row.by) if row.by else _("System"),
        what=_("updated the goal"),
        words=row.note if may_read_words(by, row) else "",
        value=figure_of(goal, row.value),
        confidence=str(CONFIDENCES[Confidence(row.confidence)]) if row.confidence else "",
        backwards=row.backwards,
    )
