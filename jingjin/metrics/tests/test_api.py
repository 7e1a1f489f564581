"""The API of metrics has the powers of the pages, and the same permissions."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from jingjin.audit.public import access_log
from jingjin.metrics.models import Feed, Metric, PersonPeriod, QuarantinedRow
from jingjin.metrics.tests.build import MONDAY, metric, row, take

if TYPE_CHECKING:
    from django.test import Client

    from jingjin.org.public import Person
    from tests.cast import Cast

SALES = {"key": "sales", "name": "销售额", "kind": "amount", "aggregation": "sum", "period": "week"}


class Api:
    """A client of the API as one person."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Status and body of one call."""
        response = self.client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers={"Idempotency-Key": uuid4().hex, **{k.replace("_", "-"): v for k, v in headers.items()}},
        )
        return response.status_code, response.json() if response.content else None


@pytest.fixture
def mo(cast: Cast) -> Api:
    """The IT admin's API."""
    return Api(cast.client(cast.mo))


def api(cast: Cast, person: Person) -> Api:
    return Api(cast.client(person))


def test_an_indicator_is_defined_read_and_changed(cast: Cast, mo: Api) -> None:
    status, made = mo.send("POST", "/metrics", {**SALES, "owner": "00101"})
    assert (status, made["key"], made["version"]) == (201, "sales", 1)

    changed = mo.send("PUT", f"/metrics/{made['uid']}", {**SALES, "formula": "含税"}, If_Match="1")
    stale = mo.send("PUT", f"/metrics/{made['uid']}", SALES, If_Match="1")
    wrong = mo.send("POST", "/metrics", {**SALES, "key": "x", "owner": "99999"})

    assert (changed[0], changed[1]["formula"], stale[0]) == (200, "含税", 409)
    assert (wrong[0], list(wrong[1]["fields"])) == (422, ["owner"])
    listed = api(cast, cast.lin).send("GET", "/metrics")[1]
    assert [item["key"] for item in listed["items"]] == ["sales"]
    assert api(cast, cast.lin).send("GET", f"/metrics/{made['uid']}")[0] == 200


def test_a_source_is_registered_and_told_of(cast: Cast, mo: Api) -> None:
    status, made = mo.send("POST", "/feeds", {"name": "纷享销客", "key": "crm"})

    renamed = mo.send("PUT", f"/feeds/{made['uid']}", {"name": "CRM", "key": "crm"})
    down = mo.send("POST", f"/feeds/{made['uid']}/state", {"state": "down", "note": "401"})
    bad = mo.send("POST", f"/feeds/{made['uid']}/state", {"state": "asleep"})

    assert (status, renamed[1]["name"], down[1]["state"], bad[0]) == (201, "CRM", "down", 422)
    assert [feed["key"] for feed in mo.send("GET", "/feeds")[1]] == ["crm"]
    assert Feed.objects.get().note == "401"


def test_a_delivery_its_rows_and_their_repair(cast: Cast, mo: Api) -> None:
    metric()
    good = {"metric": "sales", "period": MONDAY.isoformat(), "value": "600", "person": "00201"}
    bad = {**good, "person": "002O2"}

    status, batch = mo.send("POST", "/batches", {"rows": [good, bad], "source": "ERP"})
    (waiting,) = mo.send("GET", f"/batches/{batch['uid']}/rows")[1]
    repaired = mo.send(
        "POST", f"/rows/{waiting['uid']}/replay", {"fields": {"person": "00202"}}, If_Match="1"
    )

    assert (status, batch["received"], batch["stored"], batch["quarantined"]) == (201, 2, 1, 1)
    assert (waiting["code"], waiting["row_no"], waiting["problem"]) == (
        "person_unknown",
        2,
        "找不到工号002O2。",
    )
    assert (repaired[0], repaired[1]["quarantined"]) == (200, 0)
    assert mo.send("GET", f"/batches/{batch['uid']}")[1]["stored"] == 2
    assert mo.send("POST", f"/batches/{batch['uid']}/replay")[0] == 200
    assert [one["uid"] for one in mo.send("GET", "/batches")[1]["items"]] == [batch["uid"]]


def test_a_row_is_dropped(cast: Cast, mo: Api) -> None:
    metric()
    take(row(1, person="x"))
    waiting = QuarantinedRow.objects.get()

    assert mo.send("POST", f"/rows/{waiting.uid}/drop")[0] == 200
    waiting.refresh_from_db()
    assert waiting.state == "dropped"


def test_a_number_and_where_it_comes_from(cast: Cast) -> None:
    quality = metric("quality", kind="score", aggregation="mean")
    address = f"/metrics/{quality.uid}/from/{cast.lin.uid}"
    value = {"period_start": MONDAY.isoformat(), "value": "4.6", "reason": "客户回访"}

    typed = api(cast, cast.zhao).send("POST", address, value)
    status, found = api(cast, cast.zhao).send("GET", f"{address}?start=2026-11-01&end=2026-12-01")

    assert typed[0] == 201
    assert (status, Decimal(found["value"]), len(found["periods"][0]["versions"])) == (200, Decimal("4.6"), 1)
    assert found["periods"][0]["versions"][0]["reason"] == "客户回访"
    assert len(access_log(cast.lin.uid)) == 1
    assert api(cast, cast.qian).send("GET", f"{address}?start=2026-11-01&end=2026-12-01")[0] == 404
    assert api(cast, cast.lin).send("POST", address, value)[0] == 403
    assert PersonPeriod.objects.count() == 1


@pytest.mark.parametrize("name", ["lin", "zhao", "he", "gao", "qian", "tan"])
def test_others_configure_nothing(cast: Cast, name: str) -> None:
    sales = metric()
    batch = take(row(1, person="x"))
    waiting = QuarantinedRow.objects.get()
    one = api(cast, getattr(cast, name))

    calls: list[tuple[str, str, Any]] = [
        ("POST", "/metrics", {**SALES, "key": "x"}),
        ("PUT", f"/metrics/{sales.uid}", SALES),
        ("GET", "/feeds", None),
        ("POST", "/feeds", {"name": "x"}),
        ("GET", "/batches", None),
        ("POST", "/batches", {"rows": []}),
        ("GET", f"/batches/{batch.uid}", None),
        ("GET", f"/batches/{batch.uid}/rows", None),
        ("POST", f"/batches/{batch.uid}/replay", {}),
        ("POST", f"/rows/{waiting.uid}/replay", {}),
        ("POST", f"/rows/{waiting.uid}/drop", {}),
    ]

    assert {one.send(*call)[0] for call in calls} <= {403, 404}
    assert Metric.objects.count() == 1
