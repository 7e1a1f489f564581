"""What other areas may use of accounts."""

from jingjin.accounts.access import key_of
from jingjin.accounts.actions import (
    create_account,
    end_sessions,
    give_one_time_code,
    grant_role,
    offer_in_demo,
    withdraw_role,
)
from jingjin.accounts.models import Account, RoleGrant
from jingjin.accounts.queries import active_grants, grants_of
from jingjin.accounts.words import Role

__all__ = [
    "Account",
    "Role",
    "RoleGrant",
    "active_grants",
    "create_account",
    "end_sessions",
    "give_one_time_code",
    "grant_role",
    "grants_of",
    "key_of",
    "offer_in_demo",
    "withdraw_role",
]
