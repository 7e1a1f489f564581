"""Noting for the person concerned who read a signal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.audit.public import log_access

if TYPE_CHECKING:
    from jingjin.core.actor import Actor
    from jingjin.insight.models import Signal


def note_reading(by: Actor, signal: Signal, *, reader_name: str) -> None:
    """The direct manager's work is one line a week, everybody else's reading one line each."""
    manages = signal.person.manager_id == by.person_id
    log_access(
        by=by,
        subject=signal.person.uid,
        reader_name=reader_name,
        what="signal",
        why="manager" if manages else "hr",
        daily=manages,
    )
