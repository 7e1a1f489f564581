"""Trouble with the machine, told in one sentence in both languages with what to do.

It is met before a reader's language is known (no database, no Django yet), so it speaks Chinese and English.
"""

from __future__ import annotations

import contextlib
import errno
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Trouble(Exception):  # noqa: N818 - it is caught by its name: "except Trouble"
    """The command can't go on. `zh` and `en` are whole sentences: what is wrong and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")
        self.zh = zh
        self.en = en


@contextlib.contextmanager
def disk_trouble(where: Path) -> Iterator[None]:
    """A full disk or a closed folder, told in one sentence; `where` is named when the system names no file."""
    try:
        yield
    except OSError as error:
        place = error.filename or where
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Trouble(
                f"磁盘满了：{place}。请腾出空间，再运行一次。",
                f"The disk is full: {place}. Free some space and run again.",
            ) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise Trouble(
                f"没有权限使用 {place}。请用 chown 改为归你所有，或换一个位置。",
                f"No permission to use {place}. Make it yours with chown, or use another place.",
            ) from error
        raise


@dataclass(frozen=True)
class Finding:
    """What one look at the installation found: which matter, whether it is well, and a sentence for people."""

    name: str
    ok: bool
    zh: str
    en: str

    @classmethod
    def good(cls, name: str, zh: str, en: str) -> Self:
        """All is well."""
        return cls(name, ok=True, zh=zh, en=en)

    @classmethod
    def bad(cls, name: str, zh: str, en: str) -> Self:
        """Something is to be done; the sentences say what."""
        return cls(name, ok=False, zh=zh, en=en)

    def require(self) -> None:
        """Stop the command when it isn't well."""
        if not self.ok:
            raise Trouble(self.zh, self.en)
