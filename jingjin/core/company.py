"""The current company: name, zone, prefixes and lock namespace, and nothing more (DESIGN.md §2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from jingjin.core import clock
from jingjin.core.models import Company
from jingjin.core.rows import the_one

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True)
class CurrentCompany:
    """What code below the areas may know of the company it works for."""

    name: str
    name_en: str
    zone: str
    is_demo: bool
    signals_enabled: bool
    exists: bool = True
    prefix: str = "main"
    lock_namespace: int = 1

    def label(self) -> str:
        """Its name in the reader's language; without English the Chinese name."""
        return (self.name_en if get_language() == "en" else "") or self.name

    def today(self, at: datetime | None = None) -> date:
        """The company's calendar day: deadlines and business dates use it."""
        return clock.today(self.zone, at=at)


def current() -> CurrentCompany:
    """The company of this installation; `exists` is False before the first start (or its loading) is finished."""
    row = the_one(Company.objects.filter(pk=1))
    if row is None:
        return CurrentCompany("", "", "Asia/Shanghai", is_demo=False, signals_enabled=False, exists=False)
    return CurrentCompany(
        row.name,
        row.name_en,
        row.zone,
        is_demo=row.is_demo,
        signals_enabled=row.signals_enabled,
        exists=not row.is_loading,
    )
