"""Noting that somebody looked at another person's goal, for that person to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.accounts.public import Role
from jingjin.audit.public import log_access

if TYPE_CHECKING:
    from jingjin.core.actor import Actor
    from jingjin.goals.models import Goal


def note_look(*, by: Actor, goal: Goal, reader_name: str) -> None:
    """Note a look at a personal goal; the direct manager's are one line a week, nobody's own are noted."""
    if goal.person is None or goal.person_id == by.person_id:
        return
    direct = goal.person.manager_id == by.person_id
    oversees = by.has_role(Role.HR_PARTNER) or by.has_role(Role.HR_ADMIN)
    why = "manager" if direct else "hr" if oversees else "line"
    log_access(by=by, subject=goal.person.uid, reader_name=reader_name, what="goals", why=why, daily=direct)
