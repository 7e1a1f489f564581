"""Who looked at the reader's own data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jingjin.audit.public import access_log
from jingjin.core.errors import NotFound
from jingjin.org.public import people_for, person_name

if TYPE_CHECKING:
    from uuid import UUID

    from jingjin.audit.public import AccessEntry
    from jingjin.core.actor import Actor

SHOWN = 200


@dataclass(frozen=True)
class Look:
    """One look, and the name of who looked in the reader's language."""

    entry: AccessEntry
    who: str


def looks_at(by: Actor) -> list[Look]:
    """The latest looks at the actor's own data, newest first (2 queries). NotFound for who is no person here."""
    if by.person_uid is None:
        raise NotFound
    entries = list(access_log(by.person_uid)[:SHOWN])
    readers = people_for(by).filter(uid__in={entry.reader for entry in entries if entry.reader})
    names: dict[UUID | None, str] = {person.uid: person_name(person) for person in readers}
    return [Look(entry, names.get(entry.reader, entry.reader_name)) for entry in entries]
