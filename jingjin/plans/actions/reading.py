"""Noting who read a plan: the person sees each reading in their access log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.audit.public import log_access

if TYPE_CHECKING:
    from jingjin.core.actor import Actor
    from jingjin.plans.models import Plan


def note_reading(*, by: Actor, plan: Plan, reader_name: str, what: str = "plan") -> None:
    """Note one reading of a plan by somebody else than its person; a plan is a sensitive part, each one counts."""
    if by.person_id == plan.person_id:
        return
    is_manager = plan.person.manager_id == by.person_id
    why = "direct" if is_manager else "hr"
    log_access(by=by, subject=plan.person.uid, reader_name=reader_name, what=what, why=why)
