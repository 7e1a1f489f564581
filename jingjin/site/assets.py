"""Addresses of styles and scripts that change with their content."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles.finders import find
from django.contrib.staticfiles.storage import StaticFilesStorage

# Not the font: its address stands in the style sheet too, and must be the same there.
CHANGING = (".css", ".js", ".svg")
LENGTH = 10


class FingerprintedFiles(StaticFilesStorage):
    """A browser that kept the last version's styles fetches the new ones, without anything being collected."""

    def url(self, name: str | None) -> str:
        """The address, with a fingerprint of what it leads to."""
        address = super().url(name)
        if name is None or not name.endswith(CHANGING):
            return address
        return f"{address}?v={_fingerprint(name)}"


@lru_cache
def _fingerprint(name: str) -> str:
    path = find(name)
    return sha256(Path(path).read_bytes()).hexdigest()[:LENGTH] if path else ""
