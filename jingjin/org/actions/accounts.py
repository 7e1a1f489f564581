"""Opening accounts for people in bulk 批量开通, with one-time codes handed out on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from jingjin.accounts.public import create_account, give_one_time_code
from jingjin.core.errors import Invalid
from jingjin.org.access import people_for
from jingjin.org.rules import demand

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from jingjin.core.actor import Actor
    from jingjin.org.models import Person


@dataclass(frozen=True)
class OpenedAccount:
    """One line of the printable list; the code is nowhere else."""

    person: Person
    code: str


@transaction.atomic
def open_accounts(*, by: Actor, people: Sequence[Person], now: datetime) -> list[OpenedAccount]:
    """Give each person an account (if they have none) and a fresh one-time code; HR's own right is checked before.

    Somebody who has an account already loses the old password and is signed out: that is the reset by HR.
    """
    opened = []
    for person in people:
        if person.account is None:
            person.account = create_account(
                by=by,
                display_name=person.name,
                number=person.number,
                mobile=person.mobile or None,
                mail=person.mail or None,
            )
            person.store()
        opened.append(OpenedAccount(person, give_one_time_code(by=by, account=person.account, now=now)))
    return opened


def open_accounts_of(*, by: Actor, uids: set[UUID], now: datetime) -> list[OpenedAccount]:
    """The same for people named by uid: all of them must be the actor's to open, or nothing happens."""
    demand(by, "accounts.open")
    allowed = people_for(by, "person.edit").select_related("unit", "account")
    people = list(allowed.filter(uid__in=uids, left_on=None).order_by("pinyin", "number"))
    if not uids or len(people) != len(uids):
        raise Invalid(_("Tick people whose accounts you may open. Nothing was changed."))
    return open_accounts(by=by, people=people, now=now)
