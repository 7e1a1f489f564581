"""Who may do what with signals, objections, notices and the settings of detection.

A signal is read by the person, the direct manager and HR of the unit. Managers further up see counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jingjin.accounts.public import Role
from jingjin.core.errors import NotFound
from jingjin.core.policy import Rules, field_in
from jingjin.insight.models import SignalPolicy
from jingjin.insight.words import LIVE, NoticeKind, NoticeState, SignalState
from jingjin.org.public import (
    holds_role,
    is_direct_manager,
    is_hr_of,
    is_hr_of_unit,
    is_line_manager,
    is_person,
    is_self,
)

if TYPE_CHECKING:
    from jingjin.core.actor import Actor

ENDED = _("This signal has ended.")
NOT_NOW = _("This isn't possible in the signal's present state.")

answers_for = is_direct_manager("person_id") | is_hr_of("person_id")
SIGNAL_RULES = Rules(
    read="signal.read",
    table={
        "signal.read": is_self("person_id") | answers_for,
        "signal.count": is_line_manager("person_id") | is_hr_of("person_id") | holds_role(Role.EXECUTIVE),
        "signal.see": is_self("person_id"),
        "signal.answer": answers_for
        & field_in("state", SignalState.OPEN, SignalState.ANSWERED, because=NOT_NOW),
        "signal.talk": is_direct_manager("person_id") & field_in("state", *LIVE, because=ENDED),
        "signal.remind": is_direct_manager("person_id")
        & field_in("state", SignalState.OPEN, because=NOT_NOW),
        "signal.contest": is_self("person_id")
        & field_in("state", SignalState.OPEN, SignalState.ANSWERED, because=NOT_NOW),
    },
)

# The one who answers an objection is never the one whose view is contested.
CONTEST_RULES = Rules(
    read="contest.read",
    table={
        "contest.read": is_self("signal__person_id")
        | is_direct_manager("signal__person_id")
        | is_hr_of("signal__person_id"),
        "contest.reply": is_hr_of("signal__person_id")
        & ~is_direct_manager("signal__person_id")
        & field_in("replied_at", None, because=_("This objection has been answered.")),
    },
)

_readers = (
    is_self("owner_id")
    | (holds_role(Role.IT_ADMIN, Role.HR_ADMIN) & field_in("kind", NoticeKind.FEED_FAULT))
    | ((is_hr_of_unit("unit_id") | holds_role(Role.EXECUTIVE)) & field_in("kind", NoticeKind.MARKET_FALL))
)
NOTICE_RULES = Rules(
    read="notice.read",
    table={
        "notice.read": _readers,
        "notice.see": (is_self("owner_id") | holds_role(Role.IT_ADMIN))
        & _readers
        & field_in("state", NoticeState.OPEN, because=_("Somebody has seen to this already.")),
    },
)

# Rights that concern no single record: the role alone decides.
ROLE_RIGHTS = {
    "signals.about": is_person,
    "signals.configure": holds_role(Role.HR_ADMIN),
    "signals.overview": holds_role(Role.HR_ADMIN, Role.HR_PARTNER, Role.EXECUTIVE),
}


def may(by: Actor, right: str) -> bool:
    """Whether the actor's role includes `right`."""
    return ROLE_RIGHTS[right].holds(by, SignalPolicy())


def demand(by: Actor, right: str) -> None:
    """Raise NotFound unless the actor's role includes `right`; a system actor may do what needs no reader."""
    if not by.is_system and not may(by, right):
        raise NotFound
