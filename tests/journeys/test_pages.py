"""Every page as those who open it, in Chinese (English: `test_english`), and those of an empty company in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.walk import Walk, unseen, walk_as_everybody

if TYPE_CHECKING:
    from tests.journeys.conftest import Door, Product

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EMPTY = (
    *("/", "/goals/", "/goals/team/", "/goals/map/", "/plans/", "/plans/sealed/", "/team/", "/people/"),
    *("/inbox/", "/who-looked/", "/sessions/", "/keys/", "/insight/", "/insight/signals/", "/insight/about/"),
    *("/settings/", "/settings/accounts/", "/settings/roles/", "/settings/signals/", "/settings/jobs/"),
    *("/metrics/", "/metrics/feeds/", "/metrics/batches/", "/goals/periods/", "/import/people/"),
)


def test_every_page_is_whole(demo: Product, door: Door) -> None:
    walk = walk_as_everybody(demo, door, "zh-hans")

    assert walk.wrong == {}
    assert unseen(walk) == set()


def test_one_box_ticks_a_whole_list(demo: Product, door: Door) -> None:
    hr = door.visitor(demo)
    hr.sign_in_as("何静")
    page = hr.page
    page.goto(f"{demo.url}/settings/accounts/")
    every, boxes = page.locator("[data-tick-all]"), page.locator("tbody input[type=checkbox]")
    ticked = page.locator("tbody input:checked")

    every.check()
    expect(ticked).to_have_count(boxes.count())
    boxes.first.uncheck()
    assert every.evaluate("box => box.indeterminate") is True
    every.check()
    every.uncheck()
    expect(ticked).to_have_count(0)


def test_an_empty_company_says_what_will_be_here(empty: Product, door: Door) -> None:
    walks = Walk(chinese=True), Walk(chinese=False)
    admin = door.visitor(empty)
    walks[0].open(admin, "first start", ("/start/",))
    steps.found_company(admin)
    for language, walk in zip(("zh-hans", "en"), walks, strict=True):
        admin.prefer("language", language)
        walk.open(admin, language, EMPTY)

    expect(admin.page.locator("html")).to_have_attribute("lang", "en")
    assert walks[0].wrong | walks[1].wrong == {}
