"""What all API operations share: keys, scopes, errors, doing once, paging."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jingjin.accounts.actions import make_key, withdraw_key
from jingjin.accounts.models import Account, ApiKey, RoleGrant
from jingjin.core import clock
from jingjin.org.models import Person
from tests.cast import TODAY

if TYPE_CHECKING:
    from tests.cast import Cast

GRANT = {"number": "00201", "role": "auditor", "since": TODAY.isoformat()}


def key_for(cast: Cast, person: Person, *, can_write: bool = False, days: int = 30, age: int = 0) -> str:
    account = Account.objects.get(person=person)
    now = clock.now() - timedelta(days=age)
    return make_key(by=cast.actor(person), account=account, name="t", can_write=can_write, days=days, now=now)


def call(method: str, path: str, key: str = "", body: object = None, **headers: str) -> tuple[int, Any]:
    """One call as a script would make it: no cookies, no CSRF token."""
    sent = {"Authorization": f"Bearer {key}"} if key else {}
    answer = Client(enforce_csrf_checks=True).generic(
        method,
        f"/api/v1{path}",
        json.dumps(body),
        content_type="application/json",
        headers={**sent, **headers},
    )
    return answer.status_code, json.loads(answer.content) if answer.content else None


def test_key_has_its_accounts_rights(cast: Cast) -> None:
    status, page = call("GET", f"/people/{cast.lin.uid}", key_for(cast, cast.qian))

    assert (status, page["name"]) == (200, "林知夏")
    assert call("GET", "/roles", key_for(cast, cast.qian))[0] == 404


def test_unsigned_and_wrong_keys_get_401(cast: Cast) -> None:
    right = key_for(cast, cast.lin)

    assert [call("GET", "/people", key)[0] for key in ("", "nonsense", right[:-1] + "x")] == [401, 401, 401]


def test_expired_and_withdrawn_keys_get_401(cast: Cast) -> None:
    expired = key_for(cast, cast.lin, days=2, age=3)
    withdrawn = key_for(cast, cast.lin)
    withdraw_key(
        by=cast.actor(cast.lin), key=ApiKey.objects.get(prefix=withdrawn.split(".")[0]), now=clock.now()
    )

    assert [call("GET", "/people", key)[0] for key in (expired, withdrawn)] == [401, 401]


def test_reading_key_can_not_write(cast: Cast) -> None:
    status, problem = call("POST", "/roles", key_for(cast, cast.bai), GRANT)

    assert (status, problem["type"]) == (403, "urn:jingjin:denied")
    assert RoleGrant.objects.filter(role="auditor", account__person=cast.lin).exists() is False


def test_same_idempotency_key_writes_once(cast: Cast) -> None:
    key = key_for(cast, cast.bai, can_write=True)

    first = call("POST", "/roles", key, GRANT, **{"Idempotency-Key": "a1"})
    again = call("POST", "/roles", key, GRANT | {"role": "executive"}, **{"Idempotency-Key": "a1"})

    assert first[0] == 200
    assert again == first
    assert [grant.role for grant in RoleGrant.objects.filter(account__person=cast.lin)] == ["auditor"]


def test_refused_write_keeps_nothing_and_may_be_repeated(cast: Cast) -> None:
    key = key_for(cast, cast.bai, can_write=True)
    wrong = call("POST", "/roles", key, GRANT | {"until": "2020-01-01"}, **{"Idempotency-Key": "a2"})

    assert (wrong[0], list(wrong[1]["fields"])) == (422, ["until"])
    assert call("POST", "/roles", key, GRANT, **{"Idempotency-Key": "a2"})[0] == 200


def test_body_of_the_wrong_shape_names_the_field(cast: Cast) -> None:
    status, problem = call("POST", "/roles", key_for(cast, cast.bai, can_write=True), {"number": "00201"})

    assert status == 422
    assert sorted(problem["fields"]) == ["body.body.role", "body.body.since"]


def test_session_needs_the_csrf_token(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    account = Account.objects.get(person=cast.bai)
    client.force_login(account, backend="jingjin.accounts.access.PasswordBackend")

    answer = client.post("/api/v1/roles", json.dumps(GRANT), content_type="application/json")

    assert answer.status_code == 403


def test_pages_follow_their_cursor_to_the_end(cast: Cast) -> None:
    key = key_for(cast, cast.lin)
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        _status, page = call("GET", f"/people?limit=4&cursor={cursor}", key)
        seen += [item["number"] for item in page["items"]]
        cursor = page["next"]

    assert sorted(seen) == ["00001", "00101", "00102", "00201", "00202", "00301", "00302", "00303", "00304"]


def test_made_up_cursor_is_refused(cast: Cast) -> None:
    assert call("GET", "/people?cursor=%00zzz", key_for(cast, cast.lin))[0] == 422


def test_roster_is_imported_through_the_api(cast: Cast) -> None:
    key = key_for(cast, cast.bai, can_write=True)
    sent = {"file": SimpleUploadedFile("花名册.csv", "工号,姓名,部门\n00401,单雪梅,华东一部\n".encode())}
    head = {"Authorization": f"Bearer {key}"}

    seen = Client().post("/api/v1/import/people", sent, headers=head).json()
    done = Client().post(f"/api/v1/import/files/{seen['upload']}/apply", headers=head).json()

    assert (seen["added"], seen["ready"], done["state"]) == (["单雪梅 · 00401"], True, "applied")
    assert Person.objects.filter(number="00401").exists()


def test_stranger_imports_nothing(cast: Cast) -> None:
    head = {"Authorization": f"Bearer {key_for(cast, cast.qian, can_write=True)}"}
    sent = {"file": SimpleUploadedFile("花名册.csv", "工号,姓名\n00401,单雪梅\n".encode())}

    assert Client().post("/api/v1/import/people", sent, headers=head).status_code == 404
