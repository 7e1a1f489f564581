"""The plan's path: seven stones, from the talk to the seal, each with its date and who."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jingjin.core.ui_values import Stone
from jingjin.core.ui_words import StoneState
from jingjin.plans.queries.document import weeks_of
from jingjin.plans.queries.texts import day_text, days_text, name_of
from jingjin.plans.words.states import PauseKind, State

if TYPE_CHECKING:
    from jingjin.plans.models import Answer, Plan
    from jingjin.plans.queries.texts import Reader

TO_CLOSE = timedelta(days=7)
PLACE = {
    State.DRAFT: 0,
    State.HR_REVIEW: 1,
    State.PUBLISHED: 3,
    State.ANSWERED: 4,
    State.ACTIVE: 4,
    State.PAUSED: 4,
    State.ASSESSMENT: 5,
}
LAST = 7


def stones(
    plan: Plan, *, answer: Answer | None, assessors: list[str], own: bool, reader: Reader
) -> list[Stone]:
    """The seven stones. `own`: the reader is the person, to whom the fourth is "your response". No query."""
    near = plan.starts_on or reader.today
    place = place_of(plan)
    named = [
        (pgettext("stone of a plan's path", "Talk"), days_text(plan.talks_on, near=near)),
        (_("HR review"), _review(plan, near, reader)),
        (pgettext("stone of a plan's path", "Published"), _published(plan, near, reader)),
        (_("Your response") if own else _("Response"), _response(plan, answer, near, reader)),
        (_action_name(plan), _period(plan, near)),
        (pgettext("stone of a plan's path", "Assessment"), pgettext("between names", ", ").join(assessors)),
        (_("Close and seal"), _end(plan, near, reader)),
    ]
    return [
        Stone(name=name, when=when, state=_state(number, place)) for number, (name, when) in enumerate(named)
    ]


def place_of(plan: Plan) -> int:
    """The number of the current stone, from 0; 7 when all are done."""
    if plan.state == State.PAUSED and plan.pause_kind == PauseKind.CHANGED:
        return PLACE[State.PUBLISHED]
    return PLACE.get(State(plan.state), LAST)


def _state(number: int, place: int) -> StoneState:
    if number == place:
        return StoneState.NOW
    return StoneState.DONE if number < place else StoneState.TODO


def _review(plan: Plan, near: date, reader: Reader) -> str:
    if plan.approved_at is None:
        return name_of(plan.hr_partner)
    parts = {"name": name_of(plan.hr_partner), "day": day_text(reader.day(plan.approved_at), near=near)}
    return _("%(name)s, %(day)s") % parts


def _published(plan: Plan, near: date, reader: Reader) -> str:
    return day_text(reader.day(plan.published_at), near=near) if plan.published_at else ""


def _response(plan: Plan, answer: Answer | None, near: date, reader: Reader) -> str:
    if answer is not None:
        return day_text(reader.day(answer.answered_at), near=near)
    return _("by %(day)s") % {"day": day_text(plan.answer_by, near=near)} if plan.answer_by else ""


def _action_name(plan: Plan) -> str:
    weeks = weeks_of(plan)
    if not weeks:
        return pgettext("stone of a plan's path", "Action")
    return ngettext("Action, %(weeks)s week", "Action, %(weeks)s weeks", weeks) % {"weeks": weeks}


def _period(plan: Plan, near: date) -> str:
    if not (plan.starts_on and plan.ends_on):
        return ""
    days = {"first": day_text(plan.starts_on, near=near), "last": short_end(plan)}
    return _("%(first)s to %(last)s") % days


def short_end(plan: Plan) -> str:
    """The last day without its year: the line below the path has little room."""
    return day_text(plan.ends_on, near=plan.ends_on)


def _end(plan: Plan, near: date, reader: Reader) -> str:
    if plan.closed_at is not None:
        return day_text(reader.day(plan.closed_at), near=near)
    if plan.ends_on is None:
        return ""
    day = plan.ends_on + TO_CLOSE
    return _("by %(day)s") % {"day": day_text(day, near=day)}
