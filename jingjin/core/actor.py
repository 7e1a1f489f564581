"""Who acts. Built once per request, task or command; every action and query takes one as `by=`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from uuid import UUID


class Grant(NamedTuple):
    """A role held over a unit (its uid) and everything below it; `scope=None` is the whole company."""

    role: str
    scope: UUID | None


@dataclass(frozen=True, eq=False)
class Actor:
    """A person signed in, or a named system actor (`system("worker")`), which has no person and no grants.

    `memo` keeps the relations already looked up, so that one request asks the database once.
    """

    name: str
    account_id: int | None = None
    account_uid: UUID | None = None
    person_id: int | None = None
    person_uid: UUID | None = None
    grants: frozenset[Grant] = frozenset()
    is_system: bool = False
    memo: dict[Any, Any] = field(default_factory=dict, repr=False)

    def has_role(self, role: str) -> bool:
        """Whether the actor holds `role` over anything."""
        return any(grant.role == role for grant in self.grants)

    def scopes(self, role: str) -> frozenset[UUID | None]:
        """The units (uids; None = company) over which the actor holds `role`."""
        return frozenset(grant.scope for grant in self.grants if grant.role == role)


def system(name: str) -> Actor:
    """A named system actor, e.g. the nightly rebuild; it passes no person's rule."""
    return Actor(name=f"system:{name}", is_system=True)


NOBODY = Actor(name="nobody")
