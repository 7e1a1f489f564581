"""Each main page of the demo company, as those who open it, in both languages, on a desk and on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.journeys.looking import faults

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.conftest import Door, Product, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EVERYBODY = (
    "/",
    "/goals/",
    "/plans/",
    "/people/",
    "/inbox/",
    "/who-looked/",
    "/sessions/",
    "/insight/about/",
)
LEADING = ("/team/", "/goals/team/", "/insight/signals/", "/goals/map/")
PERSONAS = {
    "employee": ("林知夏", (*EVERYBODY, "/goals/update/", "/goals/new/", "/keys/")),
    "manager": ("赵启航", (*EVERYBODY, *LEADING, "/people/?q=li")),
    "hr": (
        "何静",
        (*EVERYBODY, "/insight/", "/insight/signals/", "/plans/sealed/", "/metrics/", "/settings/"),
    ),
    "executive": ("高远", (*EVERYBODY, "/insight/", "/goals/map/", "/metrics/")),
    "stranger": ("", ("/sign-in/", "/password/forgot/")),
}
ONE = re.compile(r"^/(goals|plans|people|metrics|insight/signals)/[0-9a-f-]{36}/$")
LIGHT = [
    (who, language, width, "light")
    for who in PERSONAS
    for language in ("zh-hans", "en")
    for width in (1440, 390)
]
DARK = [("employee", "zh-hans", 390, "dark"), ("manager", "zh-hans", 1440, "dark")]


@pytest.mark.parametrize(("who", "language", "width", "theme"), [*LIGHT, *DARK])
def test_pages_are_whole(demo: Product, door: Door, who: str, language: str, width: int, theme: str) -> None:
    name, paths = PERSONAS[who]
    visitor = door.visitor(demo, language=language, width=width, theme=theme)
    if name:
        visitor.sign_in_as(name)

    found: dict[str, list[str]] = {}
    inner: dict[str, str] = {}
    for path in paths:
        found[path] = _look(visitor, path, language)
        for kind, address in _first_of_each_kind(visitor.page).items():
            inner.setdefault(kind, address)
    found |= {address: _look(visitor, address, language) for address in inner.values()}

    assert {path: told for path, told in found.items() if told} == {}


def _look(visitor: Visitor, path: str, language: str) -> list[str]:
    visitor.complaints.clear()
    answer = visitor.page.goto(visitor.product.url + path)
    visitor.page.wait_for_load_state("networkidle")
    status = answer.status if answer else 0
    told = [] if status == 200 else [f"status {status}"]
    return told + faults(visitor.page, chinese=language == "zh-hans") + visitor.complaints


def _first_of_each_kind(page: Page) -> dict[str, str]:
    """The first goal, plan, person, indicator and signal that the page leads to."""
    found: dict[str, str] = {}
    for link in page.locator("main a[href]").all():
        address = link.get_attribute("href") or ""
        if (match := ONE.match(address)) is not None:
            found.setdefault(match[1], address)
    return found
