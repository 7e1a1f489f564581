"""What every action on a plan shares: lock, permission, the step of the machine, and the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jingjin.audit.public import record
from jingjin.core import company
from jingjin.core.errors import Denied, Invalid
from jingjin.plans.models import Plan
from jingjin.plans.queries.conditions import Situation
from jingjin.plans.rules import RULES
from jingjin.plans.words.machine import NotAllowedError, step, transitions
from jingjin.plans.words.states import Act, Condition, State, Who

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor


def day_of(now: datetime) -> date:
    """The company's calendar day at an instant; deadlines and business dates use it (1 query)."""
    return company.current().today(now)


def person_key(by: Actor) -> int:
    """The person who acts; Denied for an account without one."""
    if by.person_id is None:
        raise Denied(_("Only somebody who works here can do this."))
    return by.person_id


def take(by: Actor, uid: UUID, act: Act, *, version: int | None = None) -> Plan:
    """The plan, locked, if the actor may do `act`; the system may do what the table gives it.

    Raises NotFound, Denied (with the reason) or Conflict.
    """
    plan = Plan.lock(uid, version=version)
    allowed = {who for one in transitions(act, State(plan.state)) for who in one.who}
    if not (by.is_system and Who.SYSTEM in allowed):
        RULES.demand(plan, by=by, action=f"plan.{act.value}")
    return plan


def move(plan: Plan, act: Act, *, today: date, given: Iterable[Condition] = ()) -> None:
    """Set the plan's next state; raises Invalid with what is missing. `given`: conditions that the caller checked."""
    now = Situation(plan, today, frozenset(given))
    try:
        plan.state = step(State(plan.state), act, now.conditions(act))
    except NotAllowedError as error:
        raise Invalid(_why_not(now, error.missing)) from error


def _why_not(now: Situation, missing: Condition | None) -> str:
    if missing is None:
        return _("This isn't possible in the plan's present state.")
    if missing is Condition.COMPLETE:
        return now.lacking[0][1]
    if missing is Condition.WORDED:
        return now.wrong_words[0].why(get_language() or "zh")
    return str(missing.label)


def reason_given(text: str, field: str = "reason") -> str:
    """The text without blanks around it; raises Invalid when nothing is left."""
    if not text.strip():
        raise Invalid(fields={field: str(Condition.REASON.label)})
    return text.strip()


def prove(
    plan: Plan,
    kind: str,
    *,
    by: Actor,
    now: datetime,
    facts: dict[str, Any] | None = None,
    content: Any = None,
) -> None:
    """Append the step to the plan's chain: state and facts without personal content, content salted."""
    known = {"state": str(plan.state), "version": plan.content_version}
    record(plan.uid, f"plan.{kind}", by=by, facts=known | (facts or {}), content=content, now=now)
