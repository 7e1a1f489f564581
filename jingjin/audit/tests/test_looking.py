"""Notes of who looked: singly, one line a week for the direct manager, never about oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from jingjin.audit.public import access_log, log_access, log_access_to_all
from jingjin.core.actor import system

if TYPE_CHECKING:
    from tests.cast import Cast

HR: dict[str, Any] = {"reader_name": "何静", "what": "numbers", "why": "hr"}
MANAGER: dict[str, Any] = {"reader_name": "赵启航", "what": "person", "why": "manager"}


def lines(cast: Cast, name: str) -> list[tuple[str, str, bool]]:
    """Reader, what and whether it is the week's line, for this person."""
    rows = access_log(getattr(cast, name).uid)
    return [(row.reader_name, row.what, row.daily) for row in rows]


def test_each_look_of_hr_is_a_line(cast: Cast) -> None:
    by = cast.actor(cast.he)
    for _look in range(2):
        log_access(by=by, subject=cast.lin.uid, **HR)

    assert lines(cast, "lin") == [("何静", "numbers", False)] * 2


def test_the_managers_week_is_one_line(cast: Cast) -> None:
    by = cast.actor(cast.zhao)
    for _look in range(3):
        log_access(by=by, subject=cast.lin.uid, daily=True, **MANAGER)

    assert lines(cast, "lin") == [("赵启航", "person", True)]


def test_several_people_cost_one_statement(cast: Cast) -> None:
    by, people = cast.actor(cast.he), [cast.lin, cast.qian, cast.he]
    with CaptureQueriesContext(connection) as asked:
        log_access_to_all(by=by, subjects=[person.uid for person in people], **HR)

    found = {name: lines(cast, name) for name in ("lin", "qian", "he")}
    one = [("何静", "numbers", False)]
    assert (len(asked), found) == (1, {"lin": one, "qian": one, "he": []})


def test_neither_system_nor_an_empty_page_is_noted(cast: Cast) -> None:
    log_access_to_all(by=system("test"), subjects=[cast.lin.uid], **HR)
    log_access_to_all(by=cast.actor(cast.he), subjects=[], **HR)

    assert lines(cast, "lin") == []
