"""The desk on the morning of Tuesday 24 November 2026, and a small team with figures, goals and a plan."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from jingjin.core import clock
from tests.desk.stage import Stage

if TYPE_CHECKING:
    from tests.cast import Cast

MORNING = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)  # 9:30 in Shanghai


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still."""
    monkeypatch.setattr(clock, "now", lambda: MORNING)


@pytest.fixture
def stage(cast: Cast) -> Stage:
    """An empty stage on which tests put goals, figures, signals and plans."""
    return Stage(cast)
