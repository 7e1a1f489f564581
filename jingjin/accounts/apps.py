"""Accounts as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Sign-in, sessions, role grants, API keys."""

    name = "jingjin.accounts"
    label = "accounts"
