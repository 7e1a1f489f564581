"""A walk through the pages: from Today along every link, as one persona after the other, each route once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, ViewportSize

from tests.guards.areas import views
from tests.journeys.looking import faults, inaccessible, overflow

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.conftest import Door, Product, Visitor

LINKS = '() => [...document.querySelectorAll("a[href^=\'/\']:not([download])")].map((link) => link.getAttribute("href"))'
SETTLED = "() => document.readyState === 'complete' && !document.querySelector('.htmx-request')"
PATIENCE = 10_000  # milliseconds until the parts of a page that come later must be there
DESK, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
# What differs by who opens it is looked at by each persona, up to so many of its kind; everything else once.
EACH = {
    **dict.fromkeys(("", "settings/", "plans/", "goals/", "metrics/", "insight/"), 1),
    **dict.fromkeys(("goals/<uuid:uid>/", "metrics/<uuid:uid>/"), 1),
    "people/<uuid:uid>/": 2,
    "people/<uuid:uid>/plans/": 2,
    "plans/<uuid:uid>/": 4,
}
# Those whose pages differ, in the order of the walk: what one has opened, the next passes over.
PERSONAS = {
    "林知夏": ("/",),  # an employee with a plan to answer
    "许知远": ("/",),  # an employee whose plan runs
    "赵启航": ("/people/?q=周子昂", "/"),  # a manager; of his people one has no plan yet
    "何静": ("/",),  # an HR partner
    "白露": ("/", "/settings/", "/goals/periods/"),  # HR administration
    "孟川": ("/", "/settings/"),  # IT administration
    "谭清": ("/", "/settings/"),  # audit
    "高远": ("/",),  # an executive
    "周敏": ("/",),  # a trainer
}
SIGNED_OUT = ("/sign-in/", "/password/forgot/")
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


@dataclass
class Walk:
    """What was opened, and what was wrong there, by persona and path."""

    chinese: bool
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
            asked = path in paths and path not in self.paths
            if name is None or name in APART or (self._enough(name, path, own) and not asked):
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
        page = visitor.page
        page.set_viewport_size(DESK)
        answer = page.goto(visitor.product.url + path)
        status = answer.status if answer else 0
        try:
            page.wait_for_function(SETTLED, timeout=PATIENCE)
        except Error:
            return ["a part of the page never came"]
        told = [] if status == 200 else [f"status {status}"]
        return (
            told + faults(page, chinese=self.chinese) + self._in_the_other_shapes(page) + visitor.complaints
        )

    def _in_the_other_shapes(self, page: Page) -> list[str]:
        """On a desk in the dark, on a phone in the dark, on a phone in the light."""
        told = []
        for window, theme in ((DESK, "dark"), (PHONE, "dark"), (PHONE, "light")):
            page.set_viewport_size(window)
            page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
            told += [f"{window['width']}, {theme}: {fault}" for fault in overflow(page)]
            if (window, theme) == (PHONE, "dark"):
                told += [f"on a phone in the dark: {fault}" for fault in inaccessible(page)]
        return told

    def _note(self, visitor: Visitor, url: str, status: int) -> None:
        path = url.removeprefix(visitor.product.url).split("?")[0]
        if url.startswith(visitor.product.url) and status < 300 and (name := route(path)) is not None:
            self.routes.add(name)


def walk_as_everybody(demo: Product, door: Door, language: str) -> Walk:
    """All pages of the demo company, as each persona, in one language."""
    walk = Walk(chinese=language == "zh-hans")
    walk.open(door.visitor(demo, language=language), "signed out", SIGNED_OUT)
    for who, paths in PERSONAS.items():
        visitor = door.visitor(demo, language=language)
        visitor.sign_in_as(who)
        walk.through(visitor, who, paths)
    return walk


def unseen(walk: Walk) -> set[str]:
    """Address patterns that answer a GET, were not opened and have no reason not to be."""
    readable = {address for address, view in views() if "GET" in getattr(view, "methods", ("GET",))}
    return readable - {name.split("#")[0] for name in walk.routes} - APART.keys() - RARE
