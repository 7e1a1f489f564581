"""Who may do what with a plan, its support items and its assessment: made from the transition table.

Managers further up, mentors, helpers and strangers see no plan; a former manager loses it with the reporting
line of the day; a sealed plan is the person's alone (HR opens it with a reason that is logged and told).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jingjin.accounts.public import Role
from jingjin.core.policy import Predicate, Rules, field_in
from jingjin.org.public import holds_role, is_direct_manager, is_hr_of, is_line_manager, is_self
from jingjin.plans.words.machine import TRANSITIONS
from jingjin.plans.words.states import ENDED, OPEN, Act, State, Who

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_NOW = _("This isn't possible in the plan's present state.")
UNSEALED = tuple(state for state in State if state is not State.SEALED)


def _who(prefix: str, own_item: str) -> Mapping[Who, Predicate]:
    path = f"{prefix}person_id"
    everyone = {
        Who.PERSON: is_self(path),
        Who.MANAGER: is_direct_manager(path),
        Who.HR: is_hr_of(path),
    }
    return everyone | ({Who.HELPER: is_self(own_item), Who.ASSESSOR: is_self(own_item)} if own_item else {})


def doing(act: Act, prefix: str = "", *, own_item: str = "") -> Predicate:
    """Those whom the table lets do `act`, in the states in which it exists.

    `prefix` leads from the record to its plan ("plan__"); `own_item` to the person whose own item it is.
    """
    relations = _who(prefix, own_item)
    states: dict[Who, list[State]] = {}
    for one in TRANSITIONS:
        if one.act is act and one.before is not None:
            for who in one.who & relations.keys():
                states.setdefault(who, []).append(one.before)
    parts = [
        relations[who] & field_in(f"{prefix}state", *states[who], because=NOT_NOW)
        for who in Who
        if who in states
    ]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole | part
    return whole


def _readers(prefix: str) -> Predicate:
    person = f"{prefix}person_id"
    published = ~field_in(f"{prefix}published_at", None)
    unsealed = field_in(f"{prefix}state", *UNSEALED)
    return (is_self(person) & published) | ((is_direct_manager(person) | is_hr_of(person)) & unsealed)


RULES = Rules(
    read="plan.read",
    table={
        "plan.read": _readers(""),
        "plan.edit": doing(Act.EDIT),
        "plan.precheck": doing(Act.CHECK),
        "plan.submit": doing(Act.SUBMIT),
        "plan.return": doing(Act.RETURN),
        "plan.publish": doing(Act.PUBLISH),
        "plan.ask_time": doing(Act.ASK_TIME),
        "plan.decline": doing(Act.DECLINE),
        "plan.answer": doing(Act.ANSWER),
        "plan.record_refusal": doing(Act.RECORD_REFUSAL),
        "plan.reply": doing(Act.REPLY),
        "plan.start": doing(Act.START),
        "plan.change": doing(Act.CHANGE),
        "plan.pause": doing(Act.PAUSE),
        "plan.resume": doing(Act.RESUME),
        "plan.extend": doing(Act.EXTEND),
        "plan.check_in": doing(Act.CHECK_IN),
        "plan.begin_assessment": doing(Act.BEGIN_ASSESSMENT),
        "plan.record_reading": is_hr_of("person_id") & field_in("state", State.ASSESSMENT, because=NOT_NOW),
        "plan.close": doing(Act.CLOSE),
        "plan.withdraw": doing(Act.WITHDRAW),
        "plan.evidence": _readers("") & field_in("state", *OPEN, *ENDED, because=NOT_NOW),
    },
)

SEALED_RULES = Rules(
    read="plan.find_sealed",
    table={
        "plan.find_sealed": is_hr_of("person_id") & field_in("state", State.SEALED),
        "plan.open_sealed": doing(Act.OPEN_SEALED),
    },
)

SUPPORT_RULES = Rules(
    read="support.read",
    table={
        "support.read": _readers("plan__") | (is_self("owner_id") & field_in("plan__state", *OPEN)),
        "support.finish": doing(Act.FINISH_SUPPORT, "plan__", own_item="owner_id"),
    },
)

TRAINING_RULES = Rules(
    read="training.read",
    table={
        "training.read": _readers("plan__") | (is_self("trainer_id") & field_in("plan__state", *OPEN)),
        "training.record": doing(Act.RECORD_TRAINING, "plan__", own_item="trainer_id"),
    },
)

MARKING_RULES = Rules(
    read="marking.read",
    table={
        "marking.read": is_self("person_id") & field_in("plan__state", State.ASSESSMENT),
        "marking.mark": is_self("person_id") & field_in("plan__state", State.ASSESSMENT, because=NOT_NOW),
    },
)

PEOPLE_RULES = Rules(
    read="plan.find_person",
    table={
        "plan.find_person": is_self("id") | is_line_manager("id") | is_hr_of("id"),
        "plan.open": is_direct_manager("id") | is_hr_of("id"),
        "plan.count": is_line_manager("id") | is_hr_of("id") | holds_role(Role.EXECUTIVE),
    },
)
