"""Fixtures that every test may use: the database (made by `tests.database`) and the fixed cast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cast import Cast


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database exists and is migrated already; nothing is created or flushed."""


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    yield
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """Employee Lin, her manager Zhao, another manager Sun, HR partner He, executive Gao, stranger Qian, …"""
    from tests.cast import make_cast  # models can be imported only after Django is set up

    return make_cast()
