"""Changing accounts: opening, passwords, roles, sessions. Each is audited and never writes a secret down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.accounts.models import Account, OpenSession, RoleGrant
from jingjin.accounts.words import Role
from jingjin.audit.public import record
from jingjin.core import clock
from jingjin.core.errors import Invalid

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from jingjin.core.actor import Actor


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
    OpenSession.objects.create(
        account=account, session_key=session_key, device=device[:200], address=address or None
    )


def end_session(*, session_key: str, now: datetime) -> None:
    """End one session: its cookie is worth nothing afterwards. Unknown keys are ignored."""
    OpenSession.objects.filter(session_key=session_key, ended_at=None).update(ended_at=now)
    SessionStore(session_key=session_key).delete()


@transaction.atomic
def set_password(*, by: Actor, password: str) -> Account:
    """Set the actor's own password; other sessions of the account end with it."""
    account: Account = Account.objects.select_for_update().get(pk=by.account_id)
    account.set_password(password)
    account.must_change_password = False
    account.one_time_until = None
    account.store()
    record(account.uid, "account.password", by=by, facts={})
    return account
