"""Who may do what with goals, check-ins and periods.

A personal goal is between the person and the direct manager (HR stands in where there is none); goals of units
and of the company are for every employee to read and for those who steer them to change.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from jingjin.accounts.public import Role
from jingjin.core.policy import Rules, field_in
from jingjin.goals.words import RUNNING, Level, State
from jingjin.org.public import (
    holds_role,
    is_direct_manager,
    is_hr_of,
    is_line_manager,
    is_person,
    is_self,
    is_unit_lead,
)

own = is_self("person_id")
managing = is_direct_manager("person_id") | (field_in("person__manager_id", None) & is_hr_of("person_id"))
above = is_line_manager("person_id") | is_hr_of("person_id")

configures = holds_role(Role.EXECUTIVE, Role.HR_ADMIN)
steering = (field_in("level", Level.COMPANY) & (is_self("responsible_id") | configures)) | (
    field_in("level", Level.UNIT) & (is_self("responsible_id") | is_unit_lead("unit_id") | configures)
)
shared = field_in("level", Level.COMPANY, Level.UNIT)

is_draft = field_in("state", State.DRAFT, because=_("Only a draft can be proposed."))
is_proposed = field_in("state", State.PROPOSED, because=_("This goal doesn't wait for a confirmation."))
is_running = field_in("state", *RUNNING, because=_("This goal is not running."))
is_confirmed = field_in("state", State.CONFIRMED, because=_("Only a confirmed goal can be closed."))
is_open = field_in("state", State.DRAFT, *RUNNING, because=_("This goal has ended."))

RULES = Rules(
    read="goal.read",
    table={
        "goal.read": own | above | steering | (shared & ~is_draft & (is_person | configures)),
        "goal.create": own | managing | steering,
        "goal.edit": is_open & (own | managing | steering),
        "goal.weigh": is_open & (own | managing | steering),
        "goal.propose": is_draft & (own | managing | steering),
        "goal.accept": is_proposed & own,
        "goal.confirm": is_proposed & (managing | steering),
        "goal.decline": is_proposed & (own | managing | steering),
        "goal.check_in": is_running & (own | managing | steering),
        "goal.close": is_confirmed & (managing | steering),
        "goal.withdraw": (is_draft & own) | (is_open & (managing | steering)),
    },
)

CHECK_IN_RULES = Rules(
    read="check_in.read",
    table={
        "check_in.read": is_self("by_id")
        | is_self("goal__person_id")
        | is_direct_manager("goal__person_id")
        | (field_in("goal__level", Level.COMPANY, Level.UNIT) & is_person),
        "check_in.cite": is_self("by_id"),
    },
)

UPDATE_RULES = Rules(
    read="update.read",
    table={
        "update.read": is_self("person_id") | is_direct_manager("person_id"),
        "update.cite": is_self("person_id"),
    },
)

PERIOD_RULES = Rules(
    read="period.read",
    table={
        "period.read": is_person | configures,
        "period.manage": holds_role(Role.HR_ADMIN),
    },
)
