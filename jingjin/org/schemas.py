"""What the API gives and takes of people, units, accounts and roles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from ninja import Schema

if TYPE_CHECKING:
    from jingjin.accounts.public import RoleGrant
    from jingjin.org.models import Person


class PersonOut(Schema):
    """A colleague as the directory shows one."""

    uid: UUID
    number: str
    name: str
    pinyin: str
    title: str
    unit: UUID | None
    manager: UUID | None
    version: int

    @classmethod
    def of(cls, person: Person) -> PersonOut:
        """From a row with `unit` and `manager` loaded."""
        return cls(
            uid=person.uid,
            number=person.number,
            name=person.name,
            pinyin=person.pinyin,
            title=person.title,
            unit=person.unit.uid if person.unit else None,
            manager=person.manager.uid if person.manager else None,
            version=person.version,
        )


class AccountsIn(Schema):
    """Whose accounts to open."""

    people: list[UUID]


class CodeOut(Schema):
    """A one-time code, given once."""

    person: UUID
    number: str
    code: str


class GrantIn(Schema):
    """A role for a person (employee number) over a unit (None: the whole company)."""

    number: str
    role: str
    unit: UUID | None = None
    since: date
    until: date | None = None


class GrantOut(Schema):
    """A role grant."""

    uid: UUID
    role: str
    scope: UUID | None
    since: date
    until: date | None
    granted_by: str

    @classmethod
    def of(cls, grant: RoleGrant) -> GrantOut:
        """From a row."""
        return cls(
            uid=grant.uid,
            role=grant.role,
            scope=grant.scope,
            since=grant.since,
            until=grant.until,
            granted_by=grant.granted_by,
        )
