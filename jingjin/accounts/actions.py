"""Changing accounts: opening, passwords, roles, sessions. Each is audited and never writes a secret down."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from jingjin.accounts.access import accounts_named, hash_secret
from jingjin.accounts.models import Account, ApiKey, OpenSession, RoleGrant
from jingjin.accounts.words import Role
from jingjin.audit.public import record
from jingjin.core import clock, mail
from jingjin.core.actor import system
from jingjin.core.errors import Invalid

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor

CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without signs that are read wrong on paper
MAX_KEY_DAYS = 366
ONE_TIME_LIFE = timedelta(days=7)


@transaction.atomic
def create_account(
    *,
    by: Actor,
    display_name: str,
    number: str = "",
    mobile: str | None = None,
    mail: str | None = None,
    language: str = "zh-hans",
) -> Account:
    """Open an account without a usable password; `accounts` hands out a one-time code or a reset for it."""
    account = Account(
        display_name=display_name, number=number, mobile=mobile or None, mail=mail or None, language=language
    )
    account.set_unusable_password()
    account.must_change_password = True
    account.save()
    record(account.uid, "account.opened", by=by, facts={})
    return account


@transaction.atomic
def offer_in_demo(*, by: Actor, account: Account, part: str, part_en: str) -> None:
    """Offer an account of the demo company on the sign-in page, with the part it plays in the story."""
    account.is_demo_cast, account.demo_part, account.demo_part_en = True, part, part_en
    account.must_change_password = False
    account.store()
    record(account.uid, "account.demo", by=by, facts={})


@transaction.atomic
def grant_role(
    *,
    by: Actor,
    account: Account,
    role: Role,
    since: date,
    until: date | None = None,
    scope: UUID | None = None,
    scope_text: str = "",
) -> RoleGrant:
    """Give a role over a unit (None: the whole company) from a day on; granting it twice changes nothing."""
    if until is not None and until < since:
        raise Invalid(fields={"until": _("The last day is before the first.")})
    grant, new = RoleGrant.objects.get_or_create(
        account=account,
        role=role,
        scope=scope,
        withdrawn_at=None,
        defaults={"since": since, "until": until, "scope_text": scope_text, "granted_by": by.name},
    )
    if new:
        record(
            account.uid, "role.granted", by=by, facts={"role": role, "scope": str(scope) if scope else None}
        )
    return grant


@transaction.atomic
def withdraw_role(*, by: Actor, grant: RoleGrant) -> None:
    """End a grant now. Raises Invalid when nobody would be HR admin of the company any more."""
    Account.objects.select_for_update().filter(grants__role=Role.HR_ADMIN).order_by("id").first()
    if grant.role == Role.HR_ADMIN and not _other_hr_admins(grant):
        raise Invalid(_("This is the last HR admin. Give the role to somebody else first."))
    grant.withdrawn_at = clock.now()
    grant.withdrawn_by = by.name
    grant.store()
    record(grant.account.uid, "role.withdrawn", by=by, facts={"role": grant.role})


def _other_hr_admins(grant: RoleGrant) -> bool:
    rows = RoleGrant.objects.filter(role=Role.HR_ADMIN, scope=None, withdrawn_at=None, until=None)
    return rows.filter(account__is_active=True).exclude(pk=grant.pk).exists()


def note_session(*, account: Account, session_key: str, device: str, address: str | None) -> None:
    """Remember a signed-in browser so that it can be seen and ended."""
    OpenSession.objects.update_or_create(
        session_key=session_key,
        defaults={"account": account, "device": device[:200], "address": address or None, "ended_at": None},
    )


def end_session(*, session_key: str, now: datetime) -> None:
    """End one session: its cookie is worth nothing afterwards. Unknown keys are ignored."""
    OpenSession.objects.filter(session_key=session_key, ended_at=None).update(ended_at=now)
    SessionStore(session_key=session_key).delete()


@transaction.atomic
def set_password(*, account: Account, by: Actor, password: str) -> Account:
    """Set an account's own password; every session of the account ends (the view renews the current one)."""
    account = Account.lock(account.uid)
    account.set_password(password)
    account.must_change_password = False
    account.one_time_until = None
    account.store()
    end_sessions(account=account, now=clock.now())
    record(account.uid, "account.password", by=by, facts={})
    return account


def end_sessions(*, account: Account, now: datetime) -> None:
    """Sign an account out everywhere."""
    for key in account.sessions.filter(ended_at=None).values_list("session_key", flat=True):
        end_session(session_key=key, now=now)


@transaction.atomic
def give_one_time_code(*, by: Actor, account: Account, now: datetime) -> str:
    """A code for the first sign-in (or after a loss), valid for 7 days and replaced by an own password at once.

    It is random, never derived from personal data, and shown only in this answer.
    """
    code = "-".join("".join(secrets.choice(CODE_SIGNS) for _ in range(4)) for _ in range(3))
    account = Account.lock(account.uid)
    account.set_password(code)
    account.must_change_password = True
    account.one_time_until = now + ONE_TIME_LIFE
    account.store()
    end_sessions(account=account, now=now)
    record(account.uid, "account.code", by=by, facts={})
    return code


def send_reset(*, typed: str, base_url: str) -> None:
    """Mail a reset link to each account that the typed name means and that has an address; silent otherwise."""
    for account in accounts_named(typed):
        if not account.mail:
            continue
        token = default_token_generator.make_token(account)
        link = base_url.rstrip("/") + reverse("accounts:reset", args=[account.uid, token])
        with translation.override(account.language):
            text = render_to_string("accounts/reset_mail.txt", {"account": account, "link": link})
            mail.send(to=account.mail, subject=gettext("A new password for Jingjin"), text=text)
        record(account.uid, "account.reset_mailed", by=system("reset"), facts={})


@transaction.atomic
def make_key(*, by: Actor, account: Account, name: str, can_write: bool, days: int, now: datetime) -> str:
    """A hashed, expiring API key with the account's own rights; the secret is shown only in this answer."""
    if not 1 <= days <= MAX_KEY_DAYS:
        raise Invalid(fields={"days": _("A key holds for 1 to 366 days.")})
    prefix, secret = f"jj{secrets.token_hex(4)}", secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        account=account,
        name=name[:120],
        prefix=prefix,
        secret_hash=hash_secret(secret),
        can_write=can_write,
        expires_at=now + timedelta(days=days),
    )
    record(account.uid, "key.made", by=by, facts={"key": str(key.uid), "can_write": can_write, "days": days})
    return f"{prefix}.{secret}"


@transaction.atomic
def withdraw_key(*, by: Actor, key: ApiKey, now: datetime) -> None:
    """End a key at once; withdrawing twice changes nothing."""
    if key.withdrawn_at is None:
        key.withdrawn_at = now
        key.store()
        record(key.account.uid, "key.withdrawn", by=by, facts={"key": str(key.uid)})
