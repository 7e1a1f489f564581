"""How much is read before a file is refused, so that no upload can exhaust the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one file.

    `unpacked` bounds the bytes a workbook unpacks to; `ratio` how far any large part of it may unpack (honest
    sheets stay under 50); `cells` the area of a sheet from its first to its last cell.
    """

    size: int = 50_000_000
    unpacked: int = 600_000_000
    ratio: int = 200
    cells: int = 10_000_000
    columns: int = 2_000


DEFAULT = Limits()
