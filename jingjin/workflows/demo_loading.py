"""Loading the demo company on one click: asked in the web, done by the worker, watched through a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jingjin.core import jobs
from jingjin.core.models import Progress

if TYPE_CHECKING:
    from datetime import date

KEY = "demo"


@dataclass(frozen=True)
class Loading:
    """How far the loading is; `share` from 0 to 100."""

    done: int
    total: int
    note: str
    failed: str

    @property
    def share(self) -> int:
        """Percent done."""
        return 100 * self.done // self.total if self.total else 0


def ask(*, today: date) -> None:
    """Start loading; asking again while it runs changes nothing, after a failure it starts anew."""
    row = Progress.objects.select_for_update().filter(key=KEY).first()
    if row is not None and row.finished_at is None and not row.error:
        return
    Progress.objects.update_or_create(
        key=KEY, defaults={"done": 0, "total": 1, "note": "", "error": "", "finished_at": None}
    )
    jobs.defer("workflows.load_demo", today=today.isoformat())


def progress() -> Loading | None:
    """The running or failed loading, None when nobody asked."""
    row = Progress.objects.filter(key=KEY, finished_at=None).first()
    return Loading(row.done, row.total, row.note, row.error) if row else None
