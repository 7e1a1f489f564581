"""Background work of workflows."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from jingjin.core import company, jobs
from jingjin.core.errors import Denied
from jingjin.workflows import demo_loading
from jingjin.workflows.demo.settings import Settings


@jobs.task("workflows.load_demo")
def load_demo(today: str) -> None:
    """Load the demo company as it is seen on `today`. Where a company is there or being loaded it is moot."""
    if company.current().exists:
        return
    with suppress(Denied):
        demo_loading.load(Settings(date.fromisoformat(today)))
