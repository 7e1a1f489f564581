"""Giving and ending roles over units; the grant itself is kept by accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.accounts.public import Role, RoleGrant, grant_role, grants_of, withdraw_role
from jingjin.core.errors import Denied, Invalid, NotFound
from jingjin.org.models import Unit
from jingjin.org.queries import person_with_account
from jingjin.org.rules import demand

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from jingjin.core.actor import Actor

# Who reads people's content is for HR admins to decide; IT admins run the system.
OVER_PEOPLE = frozenset({Role.HR_ADMIN, Role.HR_PARTNER, Role.EXECUTIVE})


@transaction.atomic
def give_role(
    *, by: Actor, number: str, role: str, unit: UUID | None, since: date, until: date | None
) -> RoleGrant:
    """Give a role to the person with this employee number over a unit (None: the company)."""
    demand(by, "roles.manage")
    if role not in Role.values:
        raise Invalid(fields={"role": _("There is no such role.")})
    _demand_hr_admin(by, role)
    person = person_with_account(number)
    if person is None or person.account is None:
        raise Invalid(fields={"number": _("Nobody with this number has an account. Open one first.")})
    scope = Unit.objects.filter(uid=unit).first() if unit else None
    if unit and scope is None:
        raise Invalid(fields={"unit": _("There is no such unit.")})
    return grant_role(
        by=by,
        account=person.account,
        role=Role(role),
        since=since,
        until=until,
        scope=scope.uid if scope else None,
        scope_text=scope.name if scope else "",
    )


@transaction.atomic
def end_grant(*, by: Actor, uid: UUID) -> None:
    """End a grant now; NotFound when there is none with this uid."""
    demand(by, "roles.manage")
    grant = next((row for row in grants_of() if row.uid == uid), None)
    if grant is None:
        raise NotFound
    _demand_hr_admin(by, grant.role)
    withdraw_role(by=by, grant=grant)


def _demand_hr_admin(by: Actor, role: str) -> None:
    if role in OVER_PEOPLE and not by.has_role(Role.HR_ADMIN):
        raise Denied(_("Only an HR admin gives or ends this role."))
