"""Role grants: dates, twice, and the last HR admin."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from jingjin.accounts import public as accounts
from jingjin.accounts.models import Account, RoleGrant
from jingjin.core.errors import Invalid
from tests.cast import TODAY

if TYPE_CHECKING:
    from tests.cast import Cast


def test_last_hr_admin_stays(cast: Cast) -> None:
    grant = RoleGrant.objects.get(role=accounts.Role.HR_ADMIN)

    with pytest.raises(Invalid):
        accounts.withdraw_role(by=cast.actor(cast.bai), grant=grant)


def test_hr_admin_can_go_when_another_stays(cast: Cast) -> None:
    by = cast.actor(cast.bai)
    accounts.grant_role(
        by=by, account=Account.objects.get(person=cast.he), role=accounts.Role.HR_ADMIN, since=TODAY
    )

    accounts.withdraw_role(by=by, grant=RoleGrant.objects.get(account__person=cast.bai))

    assert cast.actor(cast.bai).has_role("hr_admin") is False
    assert cast.actor(cast.he).has_role("hr_admin") is True


@pytest.mark.parametrize(
    ("since", "until", "holds"), [(0, None, True), (1, None, False), (-9, -1, False), (-9, 0, True)]
)
def test_grant_holds_within_its_days(cast: Cast, since: int, until: int | None, *, holds: bool) -> None:
    accounts.grant_role(
        by=cast.actor(cast.bai),
        account=Account.objects.get(person=cast.lin),
        role=accounts.Role.AUDITOR,
        since=TODAY + timedelta(days=since),
        until=None if until is None else TODAY + timedelta(days=until),
    )

    assert cast.actor(cast.lin).has_role("auditor") is holds


def test_granting_twice_is_one_grant(cast: Cast) -> None:
    account = Account.objects.get(person=cast.lin)
    for _ in range(2):
        accounts.grant_role(by=cast.actor(cast.bai), account=account, role=accounts.Role.AUDITOR, since=TODAY)

    assert account.grants.count() == 1
