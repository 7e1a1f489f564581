"""Server CPU time, queries and HTML size of the main pages, per persona, on the demo company.

One request at a time in one process, warm, `time.process_time` around each (the web process alone, not the
database), 200 requests per page. Personas are the demo's cast.
"""

from __future__ import annotations

import os
import re
import statistics
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "240"))
WARM, COUNTED = 20, 200
PERSONAS = {"employee": "林知夏", "manager": "赵启航", "HR partner": "何静", "executive": "高远"}
PAGES = {
    "Today": "/",
    "Goals": "/goals/",
    "Plans": "/plans/",
    "Team": "/team/",
    "People": "/people/",
    "People, search": "/people/?q=li",
    "Insight": "/insight/",
    "Settings": "/settings/",
    "own page": "",
}
# A page of one record: the first that its list leads to.
RECORDS = {
    "a plan": ("/plans/", "/plans/UID/"),
    "a goal": ("/goals/", "/goals/UID/"),
    "a person": ("/team/", "/people/UID/"),
    "a signal": ("/insight/signals/", "/insight/signals/UID/"),
    "an indicator": ("/metrics/", "/metrics/UID/"),
}
UID = "[0-9a-f-]{36}"


@dataclass(frozen=True)
class Figures:
    """What one page costs one persona."""

    persona: str
    page: str
    queries: int
    p50: float
    p95: float
    kilobytes: float


def measure() -> None:
    """Load the demo into a throw-away database and print a table."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "JINGJIN_HOME": home,
            "JINGJIN_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "jingjin.site.settings",
        }
        from jingjin.core.postgres.testing import throwaway_server

        with throwaway_server() as urls:
            os.environ.update(urls.environment())
            _load()
            print(f"\npages at {PEOPLE} people, {COUNTED} requests each, server CPU in ms")
            print(f"{'persona':12}{'page':18}{'queries':>8}{'p50':>8}{'p95':>8}{'KB':>8}")
            for row in _rows():
                print(
                    f"{row.persona:12}{row.page:18}{row.queries:8}{row.p50:8.1f}{row.p95:8.1f}{row.kilobytes:8.1f}"
                )


def _load() -> None:
    import subprocess
    import sys

    subprocess.run(
        [sys.executable, "-m", "jingjin.site.cli", "demo", "--people", str(PEOPLE)],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _rows() -> Iterator[Figures]:
    os.environ["JINGJIN_ROLE"] = "web"
    import django

    from jingjin.site.serving import settle

    django.setup()
    settle()
    from django.contrib.auth import get_user_model
    from django.test import Client

    for persona, name in PERSONAS.items():
        account: Any = get_user_model().objects.get(display_name=name, is_demo_cast=True)
        client = Client(SERVER_NAME="localhost")
        client.force_login(account, backend="jingjin.accounts.access.PasswordBackend")
        own = f"/people/{account.person.uid}/"
        addresses = {page: path or own for page, path in PAGES.items()}
        addresses |= {page: _first(client, *where) for page, where in RECORDS.items()}
        for page, address in addresses.items():
            if address and client.get(address).status_code == 200:
                yield _page(client, persona, page, address)


def _first(client: Any, listed: str, pattern: str) -> str:
    """The first address of this pattern in a list; empty when the persona has none."""
    body = client.get(listed).content.decode()
    found = re.search(f'href="({pattern.replace("UID", UID)})"', body)
    return found[1] if found else ""


def _page(client: Any, persona: str, page: str, address: str) -> Figures:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _warm in range(WARM):
        client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    queries = len(captured)  # now: the next request empties the log
    times = []
    for _counted in range(COUNTED):
        began = time.process_time()
        client.get(address)
        times.append((time.process_time() - began) * 1000)
    times.sort()
    return Figures(
        persona,
        page,
        queries,
        statistics.median(times),
        times[int(len(times) * 0.95)],
        len(answer.content) / 1024,
    )
