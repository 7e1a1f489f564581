"""GET changes nothing: the statements behind every page without arguments, as each persona."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.guards.areas import views

if TYPE_CHECKING:
    from tests.cast import Cast

# Sessions, rate counters, the access log, and the closures of a new day may be written by a GET.
MAY_CHANGE = re.compile(r"django_session|axes_|audit_accessentry|org_\w*closure|org_closureday")
WRITES = re.compile(
    r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|WITH\b.*\b(INSERT|UPDATE|DELETE))", re.IGNORECASE | re.DOTALL
)


def plain_addresses() -> list[str]:
    """Addresses without arguments that answer a GET."""
    return sorted(
        f"/{address}"
        for address, view in views()
        if "<" not in address and "GET" in getattr(view, "methods", ("GET",))
    )


def writes(statements: list[str]) -> list[str]:
    """The statements that change what a GET must leave alone."""
    return [
        statement for statement in statements if WRITES.match(statement) and not MAY_CHANGE.search(statement)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("who", ["lin", "zhao", "he", "gao", "bai", "mo", "tan"])
def test_get_changes_nothing(cast: Cast, who: str) -> None:
    client = cast.client(getattr(cast, who))
    client.get("/")
    found = {}
    for address in plain_addresses():
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code < 500, address
        if changed := writes([query["sql"] for query in captured]):
            found[address] = changed

    assert found == {}


def test_the_guard_sees_a_planted_write() -> None:
    statements = [
        "SELECT 1",
        'UPDATE "org_person" SET name = 1',
        'INSERT INTO "audit_accessentry" VALUES (1)',
    ]

    assert writes(statements) == ['UPDATE "org_person" SET name = 1']
