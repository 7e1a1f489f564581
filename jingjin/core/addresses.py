"""Addresses of records."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=50_000)
def address(view: str, *args: object) -> str:
    """Where `view` shows the record named by `args`. Kept, because a list asks for the same ones again and again."""
    return reverse(view, args=args)
