"""The API of org: people, accounts in bulk, roles."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router

from jingjin.core import clock
from jingjin.core.api import PAGE_SIZE, Page, actor_of, operation, paged
from jingjin.core.web import SIGNED_IN
from jingjin.org.access import get_person, people_for
from jingjin.org.actions.accounts import open_accounts_of
from jingjin.org.actions.roles import end_grant, give_role
from jingjin.org.queries import all_grants, search_people
from jingjin.org.rules import demand
from jingjin.org.schemas import AccountsIn, CodeOut, GrantIn, GrantOut, PersonOut

router = Router(tags=["org"])


@router.get("/people", response=Page, **operation("people_list", SIGNED_IN))
def people_list(
    request: HttpRequest, cursor: str | None = None, limit: int = PAGE_SIZE, q: str = ""
) -> dict[str, Any]:
    """Colleagues, by key; with `q` the best matches by name, pinyin, initials, number or unit."""
    by = actor_of(request)
    if q:
        return {"items": [PersonOut.of(person) for person in search_people(by, q)], "next": None}
    rows = people_for(by).select_related("unit", "manager")
    return paged(rows, cursor=cursor, limit=limit, item=PersonOut.of)


@router.get("/people/{uid}", response=PersonOut, **operation("people_read", "person.find"))
def people_read(request: HttpRequest, uid: UUID) -> PersonOut:
    """One colleague."""
    return PersonOut.of(get_person(actor_of(request), uid))


@router.post("/accounts", response=list[CodeOut], **operation("accounts_open", "accounts.open"))
def accounts_open(request: HttpRequest, body: AccountsIn) -> list[CodeOut]:
    """Open accounts in bulk; one person outside the caller's units refuses all."""
    opened = open_accounts_of(by=actor_of(request), uids=set(body.people), now=clock.now())
    return [CodeOut(person=row.person.uid, number=row.person.number, code=row.code) for row in opened]


@router.get("/roles", response=list[GrantOut], **operation("roles_list", "roles.manage"))
def roles_list(request: HttpRequest) -> list[GrantOut]:
    """Every grant that was not withdrawn."""
    demand(actor_of(request), "roles.manage")
    return [GrantOut.of(grant) for grant in all_grants()]


@router.post("/roles", response=GrantOut, **operation("roles_give", "roles.manage"))
def roles_give(request: HttpRequest, body: GrantIn) -> GrantOut:
    """Give a role."""
    return GrantOut.of(give_role(by=actor_of(request), **body.dict()))


@router.post("/roles/{uid}/withdraw", response={204: None}, **operation("roles_withdraw", "roles.manage"))
def roles_withdraw(request: HttpRequest, uid: UUID) -> tuple[int, None]:
    """End a grant; the last HR admin stays."""
    end_grant(by=actor_of(request), uid=uid)
    return 204, None
