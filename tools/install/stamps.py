"""Remember by content what was installed or built from, so that the second start does none of it again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from install.places import ROOT, STAMPS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def digest(files: Iterable[Path], *more: str) -> str:
    """SHA-256 over the paths and bytes of `files` and over the words in `more`."""
    total = hashlib.sha256()
    for word in more:
        total.update(f"{word}\0".encode())
    for file in sorted(files):
        total.update(f"{file.relative_to(ROOT)}\0{file.stat().st_size}\0".encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def fresh(name: str, output: Path, *values: str) -> bool:
    """Whether `output` was made from one of `values`."""
    stamp = STAMPS / name
    if not (output.exists() and stamp.exists()):
        return False
    return stamp.read_text() in {_written(output, value) for value in values}


def set_stamp(name: str, output: Path, value: str) -> None:
    """`output` is now made from `value`."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(_written(output, value))


def clear(name: str) -> None:
    """`name` is about to change; an interrupted change must not look finished."""
    (STAMPS / name).unlink(missing_ok=True)


def _written(output: Path, value: str) -> str:
    """The stamp says which folder it was about: one removed and made anew is not what we made."""
    return f"{value} {output.stat().st_ino}"
