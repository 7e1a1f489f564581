"""In English as employee, manager, HR partner and stranger: what each does and sees in the demo company.

Names and what people wrote stay as they are. Everything else on an English page is English: no text of it is
one of the product's own Chinese phrases, and its frame (rail, buttons, labels, heads of tables) holds no Chinese.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.looking import HAN, leaks
from tests.journeys.walk import unseen, walk_as_everybody

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.conftest import Door, Product, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EMPLOYEE, MANAGER, HR, STRANGER = "周子昂", "赵启航", "何静", "韩雪"
TITLE = "Turn more quotes into orders"
FRAME = "nav, h2, th, label, legend, button, .btn, .page-note, .field-help, .pill"
WORDS = """(frame) => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const holder = walker.currentNode.parentElement;
    const theirs = "[lang|=zh], [hidden], .avatar, main .rows, main fieldset";
    if (holder.closest(frame) && !holder.closest(theirs)) found.push(walker.currentNode.data.trim());
  }
  return found;
}"""


def _open(visitor: Visitor, path: str) -> Page:
    """Open a page, which must be there and be English."""
    answer = visitor.page.goto(visitor.product.url + path)
    assert answer is not None
    assert answer.status == 200, path
    visitor.page.wait_for_function("() => !document.querySelector('.htmx-request')")
    assert leaks(visitor.page) == []
    return visitor.page


def _address(page: Page, pattern: str) -> str:
    """The first address on a page that fits a pattern."""
    links = page.locator("main a[href]").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    return str(next(link for link in links if re.fullmatch(pattern, link)))


UID = "[0-9a-f-]{36}"


def _enter(door: Door, product: Product, name: str, *, width: int = 1440) -> Visitor:
    visitor = door.visitor(product, language="en", width=width)
    visitor.sign_in_as(name)
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    return visitor


def _update_the_week(employee: Visitor) -> None:
    """The week's update is answered in place on Today, and waits no more."""
    page = _open(employee, "/")
    expect(page.get_by_role("region", name="Waiting for you")).to_be_visible()
    form = page.locator("#in-place form")
    form.get_by_label("Confident").check()
    form.locator("[name=note]").fill("Two offers are out; delivery dates are agreed.")
    form.get_by_role("button", name="Send the update").click()
    expect(form).to_have_count(0)


def _update_a_key_result(employee: Visitor) -> str:
    """One key result by itself. Its address."""
    goal = _address(_open(employee, "/goals/"), f"/goals/{UID}/")
    page = _open(employee, goal + "check-in/")
    page.get_by_label("At risk").check()
    page.locator("main [name=note]").fill("The market is slow.")
    page.get_by_role("button", name="Send the update").click()
    page.wait_for_url(lambda url: not url.endswith("/check-in/"))
    expect(_open(employee, goal).locator("main")).to_contain_text("The market is slow.")
    return goal


def _answer_a_signal(manager: Visitor) -> str:
    """The manager reads the first signal, says what is known, and notes a talk. Its address."""
    signal = _address(_open(manager, "/insight/signals/"), f"/insight/signals/{UID}/")
    page = _open(manager, signal)
    page.get_by_role("button", name=re.compile("I know the reason|Change the answer")).click()
    page.locator("#signal-answer textarea").fill("A large customer moved the order to January.")
    page.locator("#signal-answer select").select_option(index=1)
    page.get_by_role("button", name="Save the answer").click()
    expect(page.locator("main, aside").last).to_contain_text("moved the order to January")
    page = _open(manager, signal)
    page.get_by_role("button", name="Note a talk", exact=True).click()
    page.locator("#signal-talk [name=on]").fill(steps.after(0))
    page.get_by_role("button", name="Note the talk").click()
    expect(page.get_by_text("A talk took place on")).to_be_visible()
    return signal


def _write_plan(manager: Visitor, person: str) -> str:
    """A plan for a person, step by step, checked before it is sent to HR."""
    page = _open(manager, f"/plans/for/{person}/")
    page.locator("[name=title]").fill(TITLE)
    page.get_by_role("button", name="Start the draft").click()
    page.wait_for_url("**/write/diagnosis/")
    wizard = steps.Wizard(page)
    wizard.diagnosis()
    wizard.concern(0, "The quote-to-order rate stayed under 24%.", "Quote-to-order rate", "17", "24")
    wizard.step("concerns")
    wizard.concern(1, "Quotes are followed up late.", "Followed up within 3 working days", "41", "85")
    wizard.support("Zhao Qihang", "Zhou Min")
    wizard.expectations(("Sun Li", "Zhou Min"))
    wizard.otherwise()
    page.get_by_role("button", name="Run the pre-check").click()
    page.wait_for_load_state()
    assert leaks(page) == []
    if (reason := page.locator("main [name=reason]")).count():
        reason.fill("We agreed on it in both talks; support alone has not helped so far.")
    page.get_by_role("button", name="Send to HR").click()
    expect(page.locator(".page-title")).to_contain_text("With HR for review")
    return page.url.removeprefix(manager.product.url)


def _publish(hr: Visitor, plan: str) -> None:
    """HR finds the plan among those of its units, reviews and publishes it."""
    expect(_open(hr, "/").locator("main")).to_contain_text("Zhou Ziang")
    page = _open(hr, plan + "review/")
    if (decision := page.locator("main [name=precheck_decision]")).count():
        decision.fill("Market and area are left out of the targets; the plan is about follow-up alone.")
    page.get_by_role("button", name="Approve and publish").click()
    expect(page.locator(".page-title")).to_contain_text("Published")


def _respond(employee: Visitor, plan: str) -> None:
    """On the phone: received, in one's own words, with a receipt in the page."""
    expect(_open(employee, "/").locator("main")).to_contain_text(TITLE)
    page = _open(employee, plan)
    page.get_by_role("link", name="Respond", exact=True).click()
    page.wait_for_load_state()
    page.locator("[name=kind]").first.check()
    page.locator("[name=statement]").fill("I follow up within three days from now on.")
    page.get_by_role("button", name="Sign for receipt and send my view").click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text("I follow up within three days from now on.")
    assert page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") <= 0


def _finds_nothing(stranger: Visitor, addresses: list[str]) -> None:
    """Somebody outside the line: not-found pages, and no trace in lists or in the search."""
    for address in addresses:
        answer = stranger.page.goto(stranger.product.url + address)
        assert answer is not None
        assert answer.status == 404, address
        expect(stranger.page.locator("main")).to_contain_text("isn’t open to you")
    for path in ("/", "/plans/", "/goals/", "/inbox/", f"/people/?q={EMPLOYEE}"):
        text = _open(stranger, path).locator("main").inner_text()
        assert [word for word in (TITLE, "The market is slow.") if word in text] == [], path


def test_every_page_is_whole(demo: Product, door: Door) -> None:
    walk = walk_as_everybody(demo, door, "en")

    assert walk.wrong == {}
    assert unseen(walk) == set()


def test_each_in_english(demo: Product, door: Door) -> None:
    employee = _enter(door, demo, EMPLOYEE, width=390)
    manager, hr, stranger = (_enter(door, demo, name) for name in (MANAGER, HR, STRANGER))
    person = _address(_open(manager, f"/people/?q={EMPLOYEE}"), f"/people/{UID}/")
    for visitor in (employee, manager, hr, stranger):
        frame = [text for text in _open(visitor, "/").evaluate(WORDS, FRAME) if HAN.search(text)]
        assert frame == []

    _update_the_week(employee)
    goal = _update_a_key_result(employee)
    signal = _answer_a_signal(manager)
    plan = _write_plan(manager, person.split("/")[2])
    assert _status(employee, plan) == 404  # nobody reads a plan before it is published
    _publish(hr, plan)
    _respond(employee, plan)

    expect(_open(manager, plan).locator("main")).to_contain_text("I follow up within three days from now on.")
    parts = ("plans/", "goals/", "data/")
    _finds_nothing(stranger, [plan, plan + "evidence/", goal, signal, *(person + part for part in parts)])
    visitors = (employee, manager, hr, stranger)
    assert [visitor.complaints for visitor in visitors] == [[]] * len(visitors)


def _status(visitor: Visitor, path: str) -> int:
    """What the product answers."""
    answer = visitor.page.goto(visitor.product.url + path)
    return answer.status if answer else 0


@pytest.mark.parametrize("path", ["/", "/plans/", "/goals/update/", "/settings/"])
def test_somebody_signed_out_is_led_to_the_door(demo: Product, door: Door, path: str) -> None:
    visitor = door.visitor(demo, language="en")
    page = visitor.go(path)

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.url.startswith(demo.url + "/sign-in/")
    assert (leaks(page), visitor.complaints) == ([], [])
