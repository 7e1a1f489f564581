"""Audit's own schedule."""

from __future__ import annotations

from jingjin.audit.actions.anchors import anchor_heads
from jingjin.core import jobs


@jobs.periodic("audit.anchor", "*/10 * * * *")
def anchor_every_ten_minutes(timestamp: int) -> None:
    """Sign the heads; the docs name this window."""
    anchor_heads()
