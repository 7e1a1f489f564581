"""Directory, units, accounts in bulk, roles: through the pages, as the fixed cast."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from jingjin.accounts.models import Account, RoleGrant
from tests.cast import TODAY

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.mark.parametrize(
    "words", ["林知夏", "知夏", "lin zhixia", "linzhixia", "lzx", "00201", "华东一部 林", "East lzx"]
)
def test_people_are_found_by(cast: Cast, words: str) -> None:
    page = cast.client(cast.qian).get("/people/", {"q": words}).content.decode()

    assert re.findall(r"/people/([0-9a-f-]{36})/", page).count(str(cast.lin.uid)) >= 1
    assert str(cast.gao.uid) not in page


def test_english_shows_the_latin_name_and_unit(cast: Cast) -> None:
    page = cast.client(cast.qian, "en").get("/people/", {"q": "lzx"}).content.decode()

    assert "Lin Zhixia" in page
    assert "Account Manager · East Team 1" in page


def test_tree_opens_one_level_at_a_time_below_a_single_top(cast: Cast) -> None:
    client = cast.client(cast.qian)
    units = [str(cast.units[key].uid) for key in ("top", "east", "east_one")]
    top = client.get("/people/").content.decode()
    company = client.get(f"/units/{units[0]}/").content.decode()
    east = client.get(f"/units/{units[1]}/").content.decode()

    assert [uid in top for uid in units] == [True, True, False]
    assert [uid in company for uid in units[1:]] == [True, False]
    assert units[2] in east


def test_strangers_are_led_to_sign_in(cast: Cast) -> None:
    answer = Client().get("/people/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in/?next=%2Fpeople%2F")


def test_hr_opens_accounts_and_prints_codes(cast: Cast) -> None:
    for person in (cast.lin, cast.zhao):
        person.refresh_from_db()
    page = (
        cast.client(cast.he)
        .post("/settings/accounts/", {"person": [str(cast.lin.uid), str(cast.zhao.uid)]})
        .content.decode()
    )
    codes = re.findall(r"(?:[A-Z2-9]{4}-){2}[A-Z2-9]{4}", page)

    assert len(set(codes)) == 2
    assert Account.objects.get(person=cast.lin).must_change_password is True


def test_one_person_outside_the_units_refuses_all(cast: Cast) -> None:
    answer = cast.client(cast.he).post(
        "/settings/accounts/", {"person": [str(cast.lin.uid), str(cast.qian.uid)]}
    )

    assert answer.status_code == 422
    assert Account.objects.get(person=cast.lin).must_change_password is False


@pytest.mark.parametrize("who", ["lin", "zhao", "gao", "mo", "tan"])
def test_accounts_page_is_for_hr(cast: Cast, who: str) -> None:
    assert cast.client(getattr(cast, who)).get("/settings/accounts/").status_code == 404


def test_role_is_given_over_a_unit_until_a_day(cast: Cast) -> None:
    form = {
        "number": "00201",
        "role": "hr_partner",
        "unit": str(cast.units["south"].uid),
        "since": "2026-11-01",
        "until": "2026-12-31",
    }

    cast.client(cast.bai).post("/settings/roles/", form)

    assert cast.actor(cast.lin).scopes("hr_partner") == frozenset({cast.units["south"].uid})


def test_it_admin_gives_no_role_over_people(cast: Cast) -> None:
    form = {"number": "00201", "role": "hr_admin", "since": TODAY.isoformat()}

    assert cast.client(cast.mo).post("/settings/roles/", form).status_code == 403
    assert cast.actor(cast.lin).grants == frozenset()


def test_last_hr_admin_is_kept_with_a_reason(cast: Cast) -> None:
    grant = RoleGrant.objects.get(role="hr_admin")

    answer = cast.client(cast.bai, "en").post(f"/settings/roles/{grant.uid}/withdraw/")

    assert answer.status_code == 422
    assert "This is the last HR admin" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/", "/people/", "/settings/", "/who-looked/", "/sessions/", "/password/"]
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_open_in_both_languages(cast: Cast, address: str, language: str) -> None:
    answer = cast.client(cast.bai, language).get(address)

    assert (answer.status_code, answer.headers["Content-Language"]) == (200, language)
