"""What is known while a file is read: today, and what people answered now or for an earlier file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True)
class Known:
    """Today, the answers given for this file, and those remembered from an earlier one.

    An answer given now is followed even against the file; a remembered one only as far as the file agrees.
    `year_hint` is a year that stands above the head or in the name of the sheet.
    """

    today: date
    given: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)
    year_hint: int | None = None
