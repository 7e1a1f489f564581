"""Content-addressed files. The store is a folder; what may be read is decided by the owning area's access."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from jingjin.core.models import StoredFile

if TYPE_CHECKING:
    from datetime import date


def _path(sha256: str) -> Path:
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256


def store(data: bytes, *, name: str, media_type: str, keep_until: date | None = None) -> StoredFile:
    """Keep the bytes under their SHA-256 and return the row that names them. Same bytes are stored once."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = _path(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).rename(path)
    return StoredFile.objects.create(
        sha256=sha256, name=name[-255:], media_type=media_type, size=len(data), keep_until=keep_until
    )


def read(file: StoredFile) -> bytes:
    """The bytes of a stored file; raises FileNotFoundError when the store lost them."""
    return _path(file.sha256).read_bytes()
