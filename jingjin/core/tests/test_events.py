"""Events: stored with the change, handled once, kept and retried when a handler fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from jingjin.core import events
from jingjin.core.actor import system
from jingjin.core.models import Event

if TYPE_CHECKING:
    from collections.abc import Iterator

BY = system("test")


@pytest.fixture
def heard() -> Iterator[list[int]]:
    said: list[int] = []

    def handler(event_id: int, goal_id: int) -> None:
        if goal_id < 0:
            raise ValueError("no such goal")
        said.append(goal_id)

    events.subscribe("test.happened", handler)
    yield said
    events._handlers.pop("test.happened")


def test_event_of_a_change_that_was_undone_never_happened(db: None, heard: list[int]) -> None:
    with transaction.atomic():
        events.emit("test.happened", by=BY, goal_id=1)
        transaction.set_rollback(True)

    events.handle_all()

    assert heard == []


def test_event_is_handled_once(db: None, heard: list[int]) -> None:
    events.emit("test.happened", by=BY, goal_id=7)
    event = Event.objects.get()

    events.handle(event.pk)
    events.handle(event.pk)

    assert heard == [7]


def test_failed_event_is_kept_with_its_reason(db: None, heard: list[int]) -> None:
    events.emit("test.happened", by=BY, goal_id=-1)
    event = Event.objects.get()

    with pytest.raises(ValueError, match="no such goal"):
        events.handle(event.pk)

    event.refresh_from_db()
    assert (event.attempts, event.error, event.handled_at) == (1, "ValueError: no such goal", None)
