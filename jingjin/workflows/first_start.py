"""The first start: one's own company with its first admin, and leaving the demo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from jingjin.accounts.public import Account, Role, create_account, grant_role
from jingjin.audit.public import forget_anchors
from jingjin.core.actor import system
from jingjin.core.errors import Denied, Invalid
from jingjin.core.models import Company
from jingjin.org.public import Position, create_entity, create_person, create_unit, rebuild_closures

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class FirstAdmin:
    """Who builds the company: HR admin and IT admin until somebody else takes a part."""

    name: str
    number: str
    mail: str
    mobile: str
    password: str


@transaction.atomic
def found_company(*, name: str, entity: str, admin: FirstAdmin, today: date, zone: str) -> Account:
    """Make the company, its contracting entity, its top unit and the first admin. Only where there is none yet."""
    if Company.objects.select_for_update().exists():
        raise Denied(_("This installation has a company already."))
    if not name.strip():
        raise Invalid(fields={"name": _("Enter the company's name.")})
    by = system("first_start")
    Company.objects.create(name=name.strip(), zone=zone)
    employer = create_entity(by=by, name=entity)
    top = create_unit(by=by, name=name.strip(), parent=None)
    account = create_account(
        by=by,
        display_name=admin.name,
        number=admin.number,
        mail=admin.mail or None,
        mobile=admin.mobile or None,
    )
    account.set_password(admin.password)
    account.must_change_password = False
    account.save()
    create_person(
        by=by,
        entity=employer,
        number=admin.number,
        name=admin.name,
        position=Position(unit=top),
        account=account,
        mail=admin.mail,
        mobile=admin.mobile,
    )
    for role in (Role.HR_ADMIN, Role.IT_ADMIN):
        grant_role(by=by, account=account, role=role, since=today)
    rebuild_closures(day=today)
    return account


def leave_demo() -> None:
    """Empty the database of the demo company. Refused when there is none, or once real people exist.

    The work is done by a function of the owner (`site.upgrade`), the only way for the web role to do it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT core_leave_demo()")
        (refusal,) = cursor.fetchone() or ("",)
        if refusal:
            raise Denied(REFUSALS[refusal]())
        forget_anchors()


REFUSALS = {
    "no_demo": lambda: _("This is not the demo company."),
    "real_people": lambda: _(
        "Real people were added to this company, so it can't be dropped. Export or remove them first."
    ),
}
