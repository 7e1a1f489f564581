"""Every page of the demo company, as those who open it, in both languages, on a desk and a phone, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.walk import APART, RARE, Walk, readable_routes

if TYPE_CHECKING:
    from tests.journeys.conftest import Door, Product

pytestmark = [pytest.mark.browser, pytest.mark.slow]

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
WINDOWS = [
    ("zh-hans", 1440, "light"),
    ("zh-hans", 390, "light"),
    ("en", 1440, "light"),
    ("en", 390, "dark"),
]
AXE = {("zh-hans", 1440), ("en", 390)}
DARK = ("/", "/goals/", "/plans/")
EMPTY = (
    *("/", "/goals/", "/goals/team/", "/goals/map/", "/plans/", "/plans/sealed/", "/team/", "/people/"),
    *("/inbox/", "/who-looked/", "/sessions/", "/keys/", "/insight/", "/insight/signals/", "/insight/about/"),
    *("/settings/", "/settings/accounts/", "/settings/roles/", "/settings/signals/", "/settings/jobs/"),
    *("/metrics/", "/metrics/feeds/", "/metrics/batches/", "/goals/periods/", "/import/people/"),
)


@pytest.mark.parametrize(("language", "width", "theme"), WINDOWS)
def test_every_page_is_whole(demo: Product, door: Door, language: str, width: int, theme: str) -> None:
    # What axe looks at depends on theme and width, not on the language: the two extremes are enough.
    walk = Walk(chinese=language == "zh-hans", access=(language, width) in AXE)
    outside = door.visitor(demo, language=language, width=width, theme=theme)
    walk.open(outside, "signed out", SIGNED_OUT)
    for who, paths in PERSONAS.items():
        visitor = door.visitor(demo, language=language, width=width, theme=theme)
        visitor.sign_in_as(who)
        walk.through(visitor, who, paths)

    assert walk.wrong == {}
    assert readable_routes() - {name.split("#")[0] for name in walk.routes} - APART.keys() - RARE == set()


def test_the_first_pages_of_each_are_whole_in_the_dark(demo: Product, door: Door) -> None:
    walk = Walk(chinese=True)
    for who in PERSONAS:
        visitor = door.visitor(demo, theme="dark")
        visitor.sign_in_as(who)
        walk.open(visitor, who, DARK)

    assert walk.wrong == {}


def test_an_empty_company_says_what_will_be_here(empty: Product, door: Door) -> None:
    walks = Walk(chinese=True), Walk(chinese=False)
    admin = door.visitor(empty)
    walks[0].open(admin, "first start", ("/start/",))
    steps.found_company(admin)
    for language, walk in zip(("zh-hans", "en"), walks, strict=True):
        admin.prefer("language", language)
        for width in (1440, 390):
            admin.page.set_viewport_size({"width": width, "height": 900})
            walk.open(admin, f"{language}, {width}", EMPTY)

    expect(admin.page.locator("html")).to_have_attribute("lang", "en")
    assert walks[0].wrong | walks[1].wrong == {}
