"""Events: a row in the action's own transaction, handled after commit, retried, visible when it fails.

`emit` is called by actions. Who reacts is listed on one page, `workflows/subscriptions.py`, through
`subscribe`. Handlers take `event_id` (which names the occasion) and the event's ids as keyword arguments,
must be idempotent and tolerate a missing row.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import transaction

from jingjin.core import clock, jobs
from jingjin.core.models import Event

if TYPE_CHECKING:
    from collections.abc import Callable

    from jingjin.core.actor import Actor

log = logging.getLogger(__name__)
MAX_ATTEMPTS = 5

_handlers: defaultdict[str, list[Callable[..., object]]] = defaultdict(list)


def subscribe(name: str, handler: Callable[..., object]) -> None:
    """Call `handler(**ids)` for each event called `name`. Subscribing twice changes nothing."""
    if handler not in _handlers[name]:
        _handlers[name].append(handler)


def subscriptions() -> dict[str, list[Callable[..., object]]]:
    """Who reacts to which event, for the guard that compares it with the events emitted."""
    return dict(_handlers)


def emit(name: str, *, by: Actor, **ids: int | str) -> None:
    """Store that `name` happened to the records `ids`; must run inside the action's transaction."""
    event = Event.objects.create(name=name, ids=ids, actor=by.name)
    if _handlers.get(name):
        jobs.defer("core.handle_event", event_id=event.pk)


def handle(event_id: int) -> None:
    """Run the handlers of one event in one transaction; a second call of a handled event does nothing."""
    with transaction.atomic():
        event = Event.objects.select_for_update(skip_locked=True).filter(pk=event_id, handled_at=None).first()
        if event is None:
            return
        try:
            with transaction.atomic():
                _run(event)
        except Exception as error:  # noqa: BLE001 - any fault is kept for the admin and retried
            event.attempts += 1
            event.error = f"{type(error).__name__}: {error}"[:2000]
            event.save(update_fields=["attempts", "error"])
            failed: Exception | None = error
        else:
            event.handled_at = clock.now()
            event.error = ""
            event.save(update_fields=["handled_at", "error"])
            failed = None
    if failed is not None:
        log.error("event failed", extra={"event": event.name, "event_id": event_id})
        raise failed


def _run(event: Event) -> None:
    for handler in _handlers.get(event.name, []):
        handler(event_id=event.pk, **event.ids)


def handle_all() -> int:
    """Handle everything that is open and has a handler, oldest first; for commands and tests. Returns the count."""
    done = 0
    while open_ids := list(
        Event.objects.filter(handled_at=None, name__in=list(_handlers), attempts__lt=MAX_ATTEMPTS)
        .order_by("id")
        .values_list("id", flat=True)[:500]
    ):
        for event_id in open_ids:
            handle(event_id)
        done += len(open_ids)
    return done


def failed_events(limit: int) -> list[Event]:
    """Events that a handler refused, newest first (1 query)."""
    return list(Event.objects.filter(handled_at=None, attempts__gt=0).order_by("-id")[:limit])


def try_again(event_id: int) -> bool:
    """Defer a failed event once more; False when there is no such event."""
    found = Event.objects.filter(pk=event_id, handled_at=None, attempts__gt=0).update(attempts=0)
    if found:
        jobs.defer("core.handle_event", event_id=event_id)
    return bool(found)
