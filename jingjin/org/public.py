"""What other areas may use of org."""

from jingjin.org.access import get_person, get_unit, people_for
from jingjin.org.actions.accounts import OpenedAccount, open_accounts
from jingjin.org.actions.closures import ensure_closures, rebuild_closures
from jingjin.org.actions.naming import name_parts
from jingjin.org.actions.people import (
    Position,
    create_entity,
    create_person,
    create_unit,
    set_manager,
)
from jingjin.org.models import Entity, Leave, Person, Unit
from jingjin.org.queries import (
    actor_for,
    child_units,
    direct_manager_on,
    direct_reports,
    face,
    is_manager,
    is_protected,
    leaves_of,
    on_leave,
    own_face,
    people_below,
    position_text,
    search_people,
    unit_name,
    unit_path,
    workdays,
)
from jingjin.org.rules import (
    holds_role,
    is_direct_manager,
    is_hr_of,
    is_line_manager,
    is_person,
    is_self,
    people_in_scope,
)
from jingjin.org.words import Employment, LineKind

__all__ = [
    "Employment",
    "Entity",
    "Leave",
    "LineKind",
    "OpenedAccount",
    "Person",
    "Position",
    "Unit",
    "actor_for",
    "child_units",
    "create_entity",
    "create_person",
    "create_unit",
    "direct_manager_on",
    "direct_reports",
    "ensure_closures",
    "face",
    "get_person",
    "get_unit",
    "holds_role",
    "is_direct_manager",
    "is_hr_of",
    "is_line_manager",
    "is_manager",
    "is_person",
    "is_protected",
    "is_self",
    "leaves_of",
    "name_parts",
    "on_leave",
    "open_accounts",
    "own_face",
    "people_below",
    "people_for",
    "people_in_scope",
    "position_text",
    "rebuild_closures",
    "search_people",
    "set_manager",
    "unit_name",
    "unit_path",
    "workdays",
]
