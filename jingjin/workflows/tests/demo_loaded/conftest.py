"""One demo company in the database for all tests of this folder: they only read it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jingjin.workflows.demo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest_django

SETTINGS = Settings(date(2026, 11, 24), people=60, weeks=26)


@pytest.fixture(scope="package")
def _demo_company(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    from jingjin.workflows import demo_loading, first_start

    with django_db_blocker.unblock():
        demo_loading.load(SETTINGS)
        yield
        first_start.leave_demo()


@pytest.fixture(autouse=True)
def demo(_demo_company: None, db: None) -> Settings:
    """The company is there; each test reads in a transaction of its own."""
    return SETTINGS
