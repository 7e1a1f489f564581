"""Reading accounts and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.accounts.access import grants_on
from jingjin.accounts.models import Account
from jingjin.core.actor import Grant

if TYPE_CHECKING:
    from datetime import date


def active_grants(account_id: int, day: date) -> frozenset[Grant]:
    """The grants of an account that hold on `day`, as the policy engine takes them (1 query)."""
    return frozenset(
        Grant(role, scope) for role, scope in grants_on(account_id, day).values_list("role", "scope")
    )


def demo_cast() -> list[Account]:
    """The accounts that the demo company offers on the sign-in page, in the order of the story (1 query)."""
    return list(Account.objects.filter(is_demo_cast=True, is_active=True).order_by("id"))
