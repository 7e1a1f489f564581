"""A walk through the pages: from Today along every link, as one persona after the other, each route once."""

from __future__ import annotations

from collections import Counter
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
# What differs by who opens it is looked at by each persona, up to so many of its kind; everything else once.
EACH = {
    **dict.fromkeys(("", "settings/", "plans/", "goals/", "metrics/", "insight/"), 1),
    **dict.fromkeys(("goals/<uuid:uid>/", "metrics/<uuid:uid>/"), 1),
    "people/<uuid:uid>/": 2,
    "plans/<uuid:uid>/": 4,
}
# Routes that no walk along links opens, each with its reason.
APART = {
    "healthz": "for machines",
    "start/": "the first start; opened in the empty company",
    "goals/<uuid:uid>/why/": "opened in a pop-over; loads when it is opened",
    "import/file/<uuid:uid>/": "needs a file; the thread uploads one",
    "marking/<uuid:uid>/": "only while a plan is assessed; the thread marks there",
    "password/reset/<uuid:uid>/<str:token>/": "needs the mailed token",
    "today/counts/": "the numbers in the rail, fetched where they are not known yet",
    "goals/<uuid:uid>/send-back/": "only while a goal waits for its manager",
    "goals/people/": "options of the people picker",
    "metrics/<uuid:metric>/from/<uuid:subject>/type/": "only for indicators that people type",
    "plans/<uuid:uid>/checks/": "opened in a pop-over; loads when it is opened",
    "plans/<uuid:uid>/refusal/": "only when somebody refuses to answer",
    "people/search/": "options of the people picker",
    "plans/people/": "options of the people picker",
    "plans/evidence/<uuid:uid>/": "a file",
    "plans/public-key.pem": "a file",
    "plans/opened/<uuid:uid>/": "once, after a sealed plan was opened with a reason",
}

# Opened where the company has such a plan: the thread opens both.
RARE = {"plans/<uuid:uid>/assessment/", "plans/<uuid:uid>/versions/"}


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
    access: bool = True
    routes: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    wrong: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def through(self, visitor: Visitor, who: str, paths: tuple[str, ...] = ("/",)) -> None:
        """Open the paths and what they lead to; a route seen before is passed over unless it differs by persona."""
        self._watch(visitor)
        own: Counter[str] = Counter()
        todo = list(paths)
        while todo:
            path = todo.pop(0).split("#")[0]
            name = route(path.split("?")[0])
            if name is None or name in APART or self._enough(name, path, own):
                continue
            own[name] += 1
            self.paths.add(path)
            if told := self._look(visitor, path):
                self.wrong[who, path] = told
            todo += [link.split("?")[0] for link in visitor.page.evaluate(LINKS)]

    def open(self, visitor: Visitor, who: str, paths: tuple[str, ...]) -> None:
        """Open just these."""
        self._watch(visitor)
        for path in paths:
            if told := self._look(visitor, path):
                self.wrong[who, path] = told

    def _enough(self, name: str, path: str, own: Counter[str]) -> bool:
        """Whether this page need not be opened: another of its kind was, by this persona or by one before."""
        if name in EACH:
            return own[name] >= EACH[name] or (own[name] > 0 and path in self.paths)
        return name in own or name in self.routes

    def _watch(self, visitor: Visitor) -> None:
        visitor.page.on("response", lambda answer: self._note(visitor, answer.url, answer.status))

    def _look(self, visitor: Visitor, path: str) -> list[str]:
        visitor.complaints.clear()
        answer = visitor.page.goto(visitor.product.url + path)
        status = answer.status if answer else 0
        try:
            visitor.page.wait_for_function(SETTLED, timeout=PATIENCE)
        except Error:
            return ["a part of the page never came"]
        told = [] if status == 200 else [f"status {status}"]
        return told + faults(visitor.page, chinese=self.chinese, access=self.access) + visitor.complaints

    def _note(self, visitor: Visitor, url: str, status: int) -> None:
        path = url.removeprefix(visitor.product.url).split("?")[0]
        if url.startswith(visitor.product.url) and status < 300 and (name := route(path)) is not None:
            self.routes.add(name)
