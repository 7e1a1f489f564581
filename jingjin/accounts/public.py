"""What other areas may use of accounts."""

from jingjin.accounts.actions import create_account, grant_role, withdraw_role
from jingjin.accounts.models import Account
from jingjin.accounts.queries import active_grants
from jingjin.accounts.words import Role

__all__ = ["Account", "Role", "active_grants", "create_account", "grant_role", "withdraw_role"]
