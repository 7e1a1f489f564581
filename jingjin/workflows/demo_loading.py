"""Loading the demo company: asked for in the web or by a command, done in one place, watched through a row.

A load that was cut off left a company that is `is_loading`; the next load drops it and starts anew.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from jingjin.core import clock, company, jobs
from jingjin.core.errors import Denied
from jingjin.core.models import Company, Progress
from jingjin.workflows.demo.load import load as load_steps
from jingjin.workflows.first_start import leave_demo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from jingjin.workflows.demo.settings import Settings

log = logging.getLogger(__name__)
KEY = "demo"
LOCK = (7_003, 1)


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
    _begin()
    jobs.defer("workflows.load_demo", today=today.isoformat())


def ask_when_empty() -> None:
    """Start loading if there is no company: what `jingjin up --demo` does."""
    if not Company.objects.exists():
        with transaction.atomic():
            ask(today=company.current().today())


def progress() -> Loading | None:
    """The running or failed loading, None when nobody asked."""
    row = Progress.objects.filter(key=KEY, finished_at=None).first()
    return Loading(row.done, row.total, row.note, row.error) if row else None


def load(settings: Settings, *, tell: Callable[[str, int, int], None] = lambda *_: None) -> None:
    """Load the demo company; `tell` hears of each step (its name, work done, work in all).

    A demo company that is there, whole or cut off, is dropped first. Raises Denied when there is a real company
    or another load is running. On any fault everything is dropped again and the fault is kept for the page.
    """
    with _alone():
        _empty()
        try:
            for name, done, total in load_steps(settings):
                Progress.objects.filter(key=KEY).update(done=done, total=total, note=name)
                tell(name, done, total)
            with transaction.atomic():
                Company.objects.update(is_loading=False)
                Progress.objects.filter(key=KEY).update(finished_at=clock.now())
        except Exception as error:
            log.exception("demo not loaded")
            _empty()
            Progress.objects.filter(key=KEY).update(error=f"{type(error).__name__}: {error}"[:2000])
            raise


@contextmanager
def _alone() -> Iterator[None]:
    """One load at a time; the lock of a killed process ends with its connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", LOCK)
        if cursor.fetchone() != (True,):
            raise Denied(_("The demo company is being loaded already."))
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", LOCK)


@transaction.atomic
def _empty() -> None:
    """Drop a demo company; the progress begins anew in the same moment, so that who watches sees no gap."""
    found = Company.objects.first()
    if found is not None and not found.is_demo:
        raise Denied(_("This installation has a company already."))
    if found is not None:
        leave_demo()
    _begin()


def _begin() -> None:
    Progress.objects.update_or_create(
        key=KEY,
        defaults={
            "done": 0,
            "total": 1,
            "note": "",
            "error": "",
            "started_at": clock.now(),
            "finished_at": None,
        },
    )
