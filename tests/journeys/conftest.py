"""A running product with its own database, and a browser that signs in as somebody and watches what it sees."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from jingjin.core.postgres.testing import throwaway_server
from tests.journeys.looking import AXE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]


def _chromium() -> str | None:
    """Debian's Chromium where it is; otherwise Playwright's own channel decides."""
    return next(
        (
            found
            for name in ("chromium", "chromium-browser", "google-chrome")
            if (found := shutil.which(name))
        ),
        None,
    )


@dataclass
class Product:
    """A running installation: its address, its environment for the command line, its home."""

    url: str
    environ: dict[str, str]
    home: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *, days: int = 0) -> None:
        """Start web and worker, `days` after today."""
        module = "tests.journeys.later" if days else "jingjin.site.cli"
        port = self.url.rsplit(":", 1)[1]
        for words in (("serve", "--port", port), ("worker",)):
            with (self.home / f"{words[0]}.log").open("ab") as log:
                self.processes.append(
                    subprocess.Popen(
                        [sys.executable, "-m", module, *words],
                        env=self.environ | {"JOURNEY_DAYS": str(days)},
                        cwd=ROOT,
                        stdout=log,
                        stderr=log,
                    )
                )
        _wait(int(port), self.processes[0])

    def stop(self) -> None:
        """End web and worker."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait()
        self.processes.clear()

    def run(self, *words: str) -> str:
        """A command of `jingjin`, which must succeed; gives what it printed."""
        command = [sys.executable, "-m", "jingjin.site.cli", *words]
        done = subprocess.run(
            command, env=self.environ, cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def _free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the port answers; a process that died says so at once."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the web process ended"
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the web process does not answer")


def _start(stack: ExitStack) -> Product:
    """A database, a web process and a worker, all ended with the stack."""
    home = Path(
        stack.enter_context(
            tempfile.TemporaryDirectory(prefix="jingjin-journey-", ignore_cleanup_errors=True)
        )
    )
    urls = stack.enter_context(throwaway_server())
    port = _free_port()
    environ = os.environ | urls.environment()
    environ |= {"JINGJIN_HOME": str(home), "JINGJIN_DEMO": "1", "JINGJIN_URL": f"http://127.0.0.1:{port}"}
    product = Product(f"http://127.0.0.1:{port}", environ, home)
    product.run("upgrade")
    stack.callback(product.stop)
    product.start()
    return product


@pytest.fixture(scope="session")
def demo() -> Iterator[Product]:
    """The demo company, loaded once; tests that change it must not depend on each other."""
    with ExitStack() as stack:
        product = _start(stack)
        product.run("demo", "--people", "60", "--weeks", "52", "--seed", "7")
        yield product


@pytest.fixture
def empty() -> Iterator[Product]:
    """An installation before its first start."""
    with ExitStack() as stack:
        yield _start(stack)


# Per file: while Playwright is open its event loop counts as running, and Django refuses the database in other tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the journeys of a file."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        yield found
        found.close()


@dataclass
class Visitor:
    """Somebody at a browser. Errors of scripts, refused content and failed answers are collected."""

    page: Page
    product: Product
    language: str = "zh-hans"
    theme: str = "light"
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open a page of the product."""
        self.page.goto(self.product.url + path)
        return self.page

    def sign_in_as(self, name: str) -> None:
        """Enter as a person of the demo."""
        self.go("/sign-in/")
        self.page.get_by_role("button", name=re.compile(name)).first.click()
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        self.prefer("language", self.language)
        self.prefer("theme", self.theme)

    def prefer(self, name: str, value: str) -> None:
        """An account keeps its own language and theme, whatever this browser had before: use the switches."""
        switch = f"button[name={name}][value={value}]"
        if self.page.locator(switch).first.get_attribute("aria-pressed") != "true":
            with self.page.expect_response(lambda answer: answer.request.method == "POST"):
                self.page.locator(switch).first.evaluate("button => button.form.requestSubmit(button)")
            self.page.wait_for_selector(f"{switch}[aria-pressed=true]", state="attached")

    def sign_in(self, name: str, password: str) -> None:
        """Enter with name and password."""
        self.go("/sign-in/")
        self.page.locator("[name=name]").fill(name)
        self.page.locator("[name=password]").fill(password)
        self.page.locator("main .btn-primary").click()
        self.page.wait_for_load_state()


@dataclass
class Door:
    """Opens browsers for visitors."""

    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)

    def visitor(
        self, product: Product, *, language: str = "zh-hans", width: int = 1440, theme: str = "light"
    ) -> Visitor:
        """A fresh browser in a language, width and theme."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900 if width > 600 else 844},
            locale="zh-CN" if language == "zh-hans" else "en-GB",
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",  # nothing is looked at half way through a transition
        )
        for name, value in (("jingjin_language", language), ("jingjin_theme", theme)):
            context.add_cookies([{"name": name, "value": value, "url": product.url}])
        # Brought by the browser, not by the page: the policy forbids script tags. Sent once, not for each page.
        context.add_init_script(path=AXE)
        self.contexts.append(context)
        found = Visitor(context.new_page(), product, language, theme)
        found.page.on("pageerror", lambda error: found.complaints.append(f"script: {error}"))
        found.page.on("console", lambda message: _listen(found, message))
        found.page.on("response", lambda answer: _check(found, answer))
        return found


def _listen(visitor: Visitor, message: Any) -> None:
    if message.type == "error" and "Failed to load resource" not in message.text:
        visitor.complaints.append(f"console: {message.text}")


def _check(visitor: Visitor, answer: Any) -> None:
    if answer.status >= 500 or not answer.url.startswith((visitor.product.url, "data:")):
        visitor.complaints.append(f"{answer.status} {answer.url}")


@pytest.fixture
def door(browser: Browser) -> Iterator[Door]:
    """Opens browsers; all are closed afterwards."""
    opened = Door(browser)
    yield opened
    for context in opened.contexts:
        context.close()
