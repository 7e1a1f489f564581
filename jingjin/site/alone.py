"""One program at a time may run or replace an installation."""

from __future__ import annotations

import contextlib
import fcntl
from typing import TYPE_CHECKING

from jingjin.core.postgres.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def alone(home: Path, address: str) -> Iterator[None]:
    """Hold the installation, known to others by `address`; the kernel drops the lock of a killed process."""
    folder = home / "run"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read()
            raise Trouble(
                f"已经在运行：{holder}。请在那个窗口按 Ctrl-C 停止，再运行一次。",
                f"It is already running: {holder}. Stop it there with Ctrl-C, then run again.",
            ) from None
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        yield
