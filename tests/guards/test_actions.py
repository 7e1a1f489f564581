"""Every address and every API operation declares its action; every action of a rule table is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from jingjin.core.web import PUBLIC, SIGNED_IN
from jingjin.site.api import api
from tests.guards.areas import reading_actions, rule_actions, sources, views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

# Pages anybody may open. Each needs its reason; one that is no page any more fails here.
OPEN_PAGES = {
    "sign-in/": "how else to come in",
    "sign-in/as/<uuid:uid>/": "demo mode only; the view refuses otherwise",
    "password/forgot/": "who forgot it is signed out",
    "password/reset/<uuid:uid>/<str:token>/": "the token is the permission",
    "start/": "before there is a company nobody can sign in",
    "start/demo/": "before there is a company nobody can sign in",
    "language/": "a choice of this browser",
    "theme/": "a choice of this browser",
    "components/": "demo and debug only; the view refuses otherwise",
    "healthz": "says only that web and database answer",
}


def undeclared(found: Iterable[tuple[str, Callable[..., Any]]], known: set[str]) -> list[str]:
    """Addresses whose view declares no action, or one that no rule table knows."""
    wrong = []
    for address, view in found:
        action = getattr(view, "action", None)
        if action is None or (action == PUBLIC and address not in OPEN_PAGES):
            wrong.append(address)
        elif action not in {PUBLIC, SIGNED_IN} and action not in known:
            wrong.append(f"{address}: {action}")
    return wrong


def known_actions() -> set[str]:
    return set().union(*rule_actions().values())


def test_every_address_declares_a_known_action() -> None:
    assert undeclared(views(), known_actions()) == []


def test_the_guard_sees_a_planted_address() -> None:
    def planted(request: object) -> HttpResponse:
        return HttpResponse()

    def made_up(request: object) -> HttpResponse:
        return HttpResponse()

    made_up.action = "salary.read"  # type: ignore[attr-defined]

    assert undeclared([("salaries/", planted), ("pay/", made_up)], known_actions()) == [
        "salaries/",
        "pay/: salary.read",
    ]


def test_open_pages_are_not_stale() -> None:
    public = {address for address, view in views() if getattr(view, "action", "") == PUBLIC}

    assert sorted(set(OPEN_PAGES) - public) == []


def operations() -> list[tuple[str, str, str | None, str | None]]:
    """Method, path, id and action of every operation."""
    return [
        (method, path, entry.get("operationId"), entry.get("x-action"))
        for path, methods in api.get_openapi_schema()["paths"].items()
        for method, entry in methods.items()
    ]


def test_every_operation_has_an_id_and_a_known_action() -> None:
    known = known_actions() | {SIGNED_IN}

    assert [row for row in operations() if not row[2] or row[3] not in known] == []


def unused(tables: dict[str, set[str]], text: str) -> list[str]:
    """Actions that stand in a rule table and nowhere else."""
    return sorted(action for actions in tables.values() for action in actions if f'"{action}"' not in text)


def code_beside_rules() -> str:
    return "\n".join(
        path.read_text() for path in sources() if path.name != "rules.py" and path.parent.name != "rules"
    )


def test_every_action_of_a_table_is_used() -> None:
    reading = reading_actions()

    assert [action for action in unused(rule_actions(), code_beside_rules()) if action not in reading] == []


def test_the_guard_sees_a_planted_unused_action() -> None:
    assert unused({"org": {"person.fire"}}, code_beside_rules()) == ["person.fire"]
