"""Accounts: how somebody signs in, which roles they hold, which sessions and keys are open."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from jingjin.accounts.words import Role, device_name
from jingjin.core.models import Record


class AccountManager(BaseUserManager["Account"]):
    """Finds an account by what a person types to sign in."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with this public id (Django's sessions use it)."""
        return self.get(uid=username or "")


class Account(AbstractBaseUser, Record):
    """Somebody who may sign in by employee number, mobile or mail. It holds nothing else about the person."""

    number = models.CharField(max_length=40, blank=True, db_index=True)
    mobile = models.CharField(max_length=32, null=True, unique=True)
    mail = models.EmailField(null=True, unique=True)
    display_name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    theme = models.CharField(max_length=8, default="auto")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    one_time_until = models.DateTimeField(null=True)
    is_demo_cast = models.BooleanField(default=False)

    demo_part = models.CharField(max_length=80, blank=True)
    demo_part_en = models.CharField(max_length=80, blank=True)

    USERNAME_FIELD = "uid"
    EMAIL_FIELD = "mail"
    objects: models.Manager[Any] = AccountManager()


class RoleGrant(Record):
    """A role held from a day until a day, over one unit (an opaque reference) or the whole company."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    scope = models.UUIDField(null=True)
    scope_text = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    granted_by = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="accounts_grant_period",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "scope"],
                condition=models.Q(withdrawn_at=None),
                nulls_distinct=False,
                name="accounts_grant_once",
            ),
        ]


class OpenSession(models.Model):
    """A signed-in browser, so that its owner or an admin can see and end it."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    @property
    def device_name(self) -> str:
        """The device in a person's words."""
        return device_name(self.device)


class ApiKey(Record):
    """A hashed, scoped, expiring key. The secret is shown once, when it is made."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="keys")
    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=12, unique=True)
    secret_hash = models.CharField(max_length=64)
    can_write = models.BooleanField(default=False)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
