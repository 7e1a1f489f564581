"""Short ways to set up periods and goals for the tests of this area."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jingjin.core.actor import system
from jingjin.goals.actions.checking_in import check_in
from jingjin.goals.actions.confirming import confirm, propose
from jingjin.goals.actions.data import GoalData, Owner
from jingjin.goals.actions.periods import PeriodData, create_period
from jingjin.goals.actions.rollup import roll_up
from jingjin.goals.actions.writing import create_goal
from jingjin.goals.models import Goal, Period
from jingjin.goals.words import Kind, Level, State
from tests.cast import TODAY

if TYPE_CHECKING:
    from jingjin.core.actor import Actor
    from jingjin.goals.models import CheckIn
    from jingjin.org.public import Person, Unit
    from tests.cast import Cast

TEST = system("test")
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # Tuesday 10:00 in Shanghai
WHEN: dict[str, Any] = {"now": NOW, "today": TODAY}


def quarter(**changes: Any) -> Period:
    """The fourth quarter of 2026; made once."""
    found = Period.objects.filter(name="2026年第四季度").first()
    if found and not changes:
        return found
    data = {
        "name": "2026年第四季度",
        "name_en": "Q4 2026",
        "start": date(2026, 10, 1),
        "end": date(2027, 1, 1),
    }
    return create_period(by=TEST, data=PeriodData(**{**data, **changes}), now=NOW)


def data(title: str = "新签订单", **changes: Any) -> GoalData:
    """A total of 100 to reach, unless told otherwise; plain numbers become Decimals."""
    said: dict[str, Any] = {"title": title, "measure": "reach", "target": 100, **changes}
    for name in ("baseline", "target", "weight"):
        if said.get(name) is not None:
            said[name] = Decimal(str(said[name]))
    return GoalData(**said)


def owner(of: Person | Unit | None, responsible: Person | None = None) -> Owner:
    """Whose goal: a person's, a unit's, or (None) the company's."""
    from jingjin.org.public import Unit

    if of is None:
        return Owner(level=Level.COMPANY, responsible=responsible)
    if isinstance(of, Unit):
        return Owner(level=Level.UNIT, unit=of, responsible=responsible)
    return Owner(level=Level.PERSON, person=of)


def draft(
    of: Person | Unit | None,
    title: str = "新签订单",
    *,
    by: Actor = TEST,
    kind: Kind = Kind.KPI,
    parent: Goal | None = None,
    responsible: Person | None = None,
    **changes: Any,
) -> Goal:
    """A draft made by the system."""
    period = changes.pop("period", None) or quarter()
    said = data(title, **changes)
    made = create_goal(
        by=by, owner=owner(of, responsible), kind=kind, period=period, data=said, parent=parent, **WHEN
    )
    return fresh(made)


def objective(of: Person | Unit | None, title: str = "成为首选", **changes: Any) -> Goal:
    """A draft objective."""
    return draft(of, title, kind=Kind.OBJECTIVE, measure="", target=None, **changes)


def running(of: Person | Unit | None, title: str = "新签订单", **changes: Any) -> Goal:
    """A goal with its whole weight that has been proposed by the system."""
    goal = draft(of, title, **{"weight": 1, **changes})
    propose(by=TEST, uid=goal.uid, **WHEN)
    return fresh(goal)


def placed(of: Person | Unit | None, title: str = "新签订单", **changes: Any) -> Goal:
    """A goal that counts with the weight 1, whatever its siblings weigh: for trees whose weights are set later."""
    goal = draft(of, title, **{"weight": 1, **changes})
    Goal.objects.filter(pk=goal.pk).update(state=State.PROPOSED, proposed_at=NOW)
    roll_up([goal])
    return fresh(goal)


def confirmed(cast: Cast, of: Person, title: str = "新签订单", **changes: Any) -> Goal:
    """A personal goal that the person and the manager have confirmed."""
    goal = running(of, title, **changes)
    assert of.manager is not None
    confirm(by=cast.actor(of), uids=[goal.uid], **WHEN)
    confirm(by=cast.actor(of.manager), uids=[goal.uid], **WHEN)
    return fresh(goal)


def say(goal: Goal, value: float | str | None, *, by: Actor = TEST, **more: Any) -> CheckIn:
    """Check in a value today."""
    number = None if value is None else Decimal(str(value))
    return check_in(by=by, uid=goal.uid, value=number, **{**WHEN, **more})


def fresh(goal: Goal) -> Goal:
    """The goal as stored now."""
    return Goal.objects.select_related("parent", "period", "person", "unit", "responsible").get(pk=goal.pk)


def progress(goal: Goal) -> Decimal | None:
    """The stored progress, without trailing zeros."""
    value = fresh(goal).progress
    return None if value is None else value.normalize()
