"""What the actor knows of itself, how many queries each page costs at least, and since when somebody manages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingjin.org import public as org
from tests.cast import SETUP, SINCE

if TYPE_CHECKING:
    from tests.cast import Cast


def test_the_actor_knows_its_person_and_reports_from_one_query(cast: Cast) -> None:
    assert cast.zhao.account is not None
    with CaptureQueriesContext(connection) as asked:
        by = org.actor_for(cast.zhao.account, frozenset())
        face = org.own_face(by)
        leads = org.is_manager(by)

    assert (len(asked), leads, face and face.name) == (1, True, "赵启航")


def test_an_account_without_a_person_has_no_face(cast: Cast) -> None:
    assert cast.qian.account is not None
    cast.qian.left_on = date(2026, 11, 1)
    cast.qian.save(update_fields=["left_on"])
    by = org.actor_for(cast.qian.account, frozenset())

    assert (by.person_id, org.own_face(by), org.is_manager(by)) == (None, None, False)


def test_a_warm_page_costs_five_queries_around_it(cast: Cast) -> None:
    client = cast.client(cast.lin)
    client.get("/settings/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/settings/")

    assert len(asked) == 5  # session, account, company, grants, person


def test_the_manager_since_the_last_change(cast: Cast) -> None:
    org.set_manager(by=SETUP, person=cast.qian, manager=cast.zhao, since=date(2025, 3, 1))
    org.rebuild_closures(day=date(2026, 11, 24))
    for person in (cast.lin, cast.qian, cast.gao):
        person.refresh_from_db()

    found = [org.manager_since(person) for person in (cast.lin, cast.qian, cast.gao)]

    assert found == [SINCE, date(2025, 3, 1), None]


def test_who_may_do_what_with_a_person(cast: Cast) -> None:
    asked = {name: cast.actor(getattr(cast, name)) for name in ("lin", "zhao", "gao", "he", "qian", "sun")}

    contact = {name for name, by in asked.items() if org.may(by, cast.lin, "person.contact")}
    read = {name for name, by in asked.items() if org.may(by, cast.lin, "person.read")}

    assert (contact, read) == ({"lin", "he"}, {"lin", "zhao", "gao", "he"})
