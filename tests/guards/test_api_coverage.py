"""Everything a page writes, the API writes too: what is missing is listed, and the list only shrinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.core.web import PUBLIC, SIGNED_IN
from tests.guards.areas import views
from tests.guards.test_actions import operations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

# Actions that a page writes and no operation does yet. Write the operation, then take the line out.
WITHOUT_OPERATION: frozenset[str] = frozenset()


def page_writes(found: Iterable[tuple[str, Callable[..., Any]]]) -> set[str]:
    """The actions of pages that answer a POST."""
    return {
        view.action  # type: ignore[attr-defined]  # declared by `page`, see test_actions
        for _address, view in found
        if "POST" in getattr(view, "methods", ())
        and getattr(view, "action", PUBLIC) not in {PUBLIC, SIGNED_IN}
    }


def operated() -> set[str]:
    return {action for method, _path, _id, action in operations() if method != "get" and action}


def test_what_pages_write_the_api_writes_too() -> None:
    assert page_writes(views()) - operated() == WITHOUT_OPERATION


def test_the_guard_sees_a_planted_page() -> None:
    def planted() -> None: ...

    planted.action, planted.methods = "salary.raise", ("GET", "POST")  # type: ignore[attr-defined]

    assert page_writes([("x/", planted)]) == {"salary.raise"}
