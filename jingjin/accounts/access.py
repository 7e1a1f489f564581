"""The doors to accounts, grants and sessions, and Django's password backend over our three sign-in names."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone

from jingjin.accounts.models import Account, ApiKey, OpenSession, RoleGrant
from jingjin.core.rows import the_one

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from jingjin.core.actor import Actor

MAX_NAMESAKES = 10
FIRST_PAUSE = timedelta(minutes=1)
LONG_PAUSE = timedelta(minutes=15)
LONG_AFTER = 10


def accounts_named(typed: str) -> list[Account]:
    """The active accounts that what somebody typed may mean: a mail, a mobile, or a number (of several entities)."""
    text = typed.strip()
    if not text:
        return []
    rows = Account.objects.filter(Q(number=text) | Q(mobile=text) | Q(mail__iexact=text), is_active=True)
    return list(rows.order_by("id")[:MAX_NAMESAKES])


class PasswordBackend(BaseBackend):
    """Signs in by number, mobile or mail; a number that two entities use is told apart by the password."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_kwargs: Any,
    ) -> Account | None:
        """The one account that the name and password fit, else None; always costs one hash or more."""
        found = accounts_named(username or "")
        if not found:
            make_password(password)  # an unknown name costs the same time as a wrong password
            return None
        fitting = [
            account for account in found if account.check_password(password or "") and _still_valid(account)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session, unless it was closed in the meantime."""
        return the_one(Account.objects.filter(pk=user_id, is_active=True))


def _still_valid(account: Account) -> bool:
    return account.one_time_until is None or account.one_time_until > timezone.now()


def guessed_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The sign-in name that failures are counted for, so that blanks and capitals don't count anew."""
    typed = (credentials or {}).get("username") or (request.POST.get("name", "") if request else "")
    return str(typed).strip().lower()[:254]


def cool_off(request: HttpRequest) -> timedelta:
    """How long sign-in pauses: a minute after 5 failures, 15 minutes from 10 on (slow-down, then lock-out)."""
    from axes.models import AccessAttempt

    row = (
        AccessAttempt.objects.filter(username=guessed_name(request)).order_by("-failures_since_start").first()
    )
    failures = row.failures_since_start if row else 0
    return LONG_PAUSE if failures >= LONG_AFTER else FIRST_PAUSE


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """The page that says that sign-in pauses, and for how long."""
    minutes = int(cool_off(request).total_seconds() // 60)
    return render(request, "accounts/locked.html", {"minutes": minutes}, status=429)


def grants_on(account_id: int, day: date) -> QuerySet[RoleGrant]:
    """The role grants of an account that hold on `day`."""
    rows = RoleGrant.objects.filter(account_id=account_id, withdrawn_at=None, since__lte=day)
    return rows.filter(Q(until=None) | Q(until__gte=day))


def own_sessions(by: Actor) -> QuerySet[OpenSession]:
    """The actor's own open sessions, newest first."""
    return OpenSession.objects.filter(account_id=by.account_id or 0, ended_at=None).order_by("-started_at")


def hash_secret(secret: str) -> str:
    """How a key's secret is stored: it is long and random, so a fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def key_of(sent: str, now: datetime) -> ApiKey | None:
    """The key that `PREFIX.SECRET` names, if it holds now and its account is open (1 query)."""
    prefix, _dot, secret = sent.partition(".")
    key = ApiKey.objects.select_related("account").filter(prefix=prefix, withdrawn_at=None).first()
    if key is None or not hmac.compare_digest(key.secret_hash, hash_secret(secret)):
        return None
    return key if key.expires_at > now and key.account.is_active else None


def own_keys(by: Actor) -> QuerySet[ApiKey]:
    """The actor's own keys that were not withdrawn, newest first."""
    return ApiKey.objects.filter(account_id=by.account_id or 0, withdrawn_at=None).order_by("-created_at")
