"""Fixtures of this area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from jingjin.insight.tests.company import Sales
    from tests.cast import Cast


@pytest.fixture
def sales(cast: Cast) -> Sales:
    """Two regions of account managers with plain figures, signals on; nothing sent yet."""
    from jingjin.insight.tests.company import make_sales  # needs Django

    return make_sales(cast)


@pytest.fixture
def behind(sales: Sales) -> Sales:
    """Lin has been a quarter below the others for half a year; judged once."""
    sales.bend([sales.cast.lin.number], 0.72, 26)
    sales.send()
    sales.run()
    return sales
