"""Reading accounts and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.tokens import default_token_generator

from jingjin.accounts.access import grants_on
from jingjin.accounts.models import Account, RoleGrant
from jingjin.core.actor import Actor, Grant

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID


def active_grants(account_id: int, day: date) -> frozenset[Grant]:
    """The grants of an account that hold on `day`, as the policy engine takes them (1 query)."""
    return frozenset(
        Grant(role, scope) for role, scope in grants_on(account_id, day).values_list("role", "scope")
    )


def demo_cast() -> list[Account]:
    """The accounts that the demo company offers on the sign-in page, in the order of the story (1 query)."""
    return list(Account.objects.filter(is_demo_cast=True, is_active=True).order_by("id"))


def account_of_link(uid: UUID, token: str) -> Account | None:
    """The account of a reset link that still holds (one use, `PASSWORD_RESET_TIMEOUT`); 1 query."""
    account = Account.objects.filter(uid=uid, is_active=True).first()
    return account if account and default_token_generator.check_token(account, token) else None


def acting(account: Account) -> Actor:
    """The account acting for itself before it is signed in."""
    return Actor(name=str(account.uid), account_id=account.pk, account_uid=account.uid)


def grants_of(account_ids: Collection[int] | None = None) -> list[RoleGrant]:
    """Grants that were not withdrawn, newest first (1 query); of all accounts when none are named."""
    rows = RoleGrant.objects.filter(withdrawn_at=None).select_related("account")
    if account_ids is not None:
        rows = rows.filter(account_id__in=account_ids)
    return list(rows.order_by("role", "-since", "id"))


def own_account(by: Actor) -> Account:
    """The actor's own account (1 query)."""
    account: Account = Account.objects.get(pk=by.account_id or 0)
    return account
