"""A walk through the pages: from Today along every link, as one persona after the other, each route once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from tests.guards.areas import views
from tests.journeys.looking import faults

if TYPE_CHECKING:
    from tests.journeys.conftest import Visitor

LINKS = '() => [...document.querySelectorAll("a[href^=\'/\']:not([download])")].map((link) => link.getAttribute("href"))'
SETTLED = "() => document.readyState === 'complete' && !document.querySelector('.htmx-request')"
PATIENCE = 10_000  # milliseconds until the parts of a page that come later must be there
# What differs by who opens it is looked at as each persona; everything else once.
EACH = frozenset(
    {"", "settings/", "plans/", "goals/", "metrics/", "people/<uuid:uid>/", "plans/<uuid:uid>/", "insight/"}
)
# Routes that no walk along links opens, each with its reason.
APART = {
    "healthz": "for machines",
    "start/": "the first start; opened in the empty company",
    "goals/<uuid:uid>/why/": "opened in a pop-over; loads when it is opened",
    "import/file/<uuid:uid>/": "needs a file; the thread uploads one",
    "marking/<uuid:uid>/": "only while a plan is assessed; the thread marks there",
    "password/reset/<uuid:uid>/<str:token>/": "needs the mailed token",
    "people/search/": "options of the people picker",
    "plans/people/": "options of the people picker",
    "plans/evidence/<uuid:uid>/": "a file",
    "plans/public-key.pem": "a file",
    "plans/opened/<uuid:uid>/": "once, after a sealed plan was opened with a reason",
}


def route(path: str) -> str | None:
    """The address pattern behind a path, with the step or kind where one view shows several pages."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    parts = [str(match.kwargs[name]) for name in ("step", "kind") if name in match.kwargs]
    return "#".join([match.route, *parts])


def readable_routes() -> set[str]:
    """Every address pattern that answers a GET."""
    return {address for address, view in views() if "GET" in getattr(view, "methods", ("GET",))}


@dataclass
class Walk:
    """What was opened, and what was wrong there, by persona and path."""

    chinese: bool
    routes: set[str] = field(default_factory=set)
    wrong: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def through(self, visitor: Visitor, who: str, paths: tuple[str, ...] = ("/",)) -> None:
        """Open the paths and what they lead to; a route seen before is passed over unless it differs by persona."""
        visitor.page.on("response", lambda answer: self._note(visitor, answer.url, answer.status))
        own: set[str] = set()
        todo = list(paths)
        while todo:
            path = todo.pop(0).split("#")[0]
            name = route(path.split("?")[0])
            if name is None or name in own or name in APART or (name in self.routes and name not in EACH):
                continue
            own.add(name)
            if told := self._look(visitor, path):
                self.wrong[who, path] = told
            todo += [link.split("?")[0] for link in visitor.page.evaluate(LINKS)]

    def open(self, visitor: Visitor, who: str, paths: tuple[str, ...]) -> None:
        """Open just these."""
        for path in paths:
            if told := self._look(visitor, path):
                self.wrong[who, path] = told

    def _look(self, visitor: Visitor, path: str) -> list[str]:
        visitor.complaints.clear()
        answer = visitor.page.goto(visitor.product.url + path)
        status = answer.status if answer else 0
        try:
            visitor.page.wait_for_function(SETTLED, timeout=PATIENCE)
        except Error:
            return ["a part of the page never came"]
        told = [] if status == 200 else [f"status {status}"]
        return told + faults(visitor.page, chinese=self.chinese) + visitor.complaints

    def _note(self, visitor: Visitor, url: str, status: int) -> None:
        path = url.removeprefix(visitor.product.url).split("?")[0]
        if url.startswith(visitor.product.url) and status < 300 and (name := route(path)) is not None:
            self.routes.add(name)
