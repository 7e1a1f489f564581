"""A chain and heads to break."""

from datetime import UTC, datetime, timedelta

from jingjin.core.proof.chain import FIRST_PREV, Event, Head, head_of, instant, seal, seal_content

PLAN = "6b0b6a0e-98a5-4d8f-9d43-6f9d1c3c2f10"
SALT = bytes(range(16))
START = datetime(2026, 11, 20, 6, 3, 22, tzinfo=UTC)
KINDS = ("plan.drafted", "plan.approved", "plan.published", "plan.answered", "plan.checked_in")


def chain(count: int = 5, stream: str = PLAN) -> list[Event]:
    """Give a whole chain; every third event seals a statement."""
    events: list[Event] = []
    prev = FIRST_PREV
    for seq in range(1, count + 1):
        content = seal_content({"statement": f"本人的第{seq}条说明"}, SALT) if seq % 3 == 0 else None
        at = instant(START + timedelta(hours=seq))
        kind = KINDS[(seq - 1) % len(KINDS)]
        event = seal(Event(stream, seq, kind, f"person-{seq}", at, {"version": seq}, content, prev))
        events.append(event)
        prev = event.hash
    return events


def heads(count: int) -> list[Head]:
    """Give the heads of `count` chains."""
    return [head_of(chain(1 + number % 3, f"stream-{number:04}")) for number in range(count)]
