"""The processes that `jingjin up` keeps running: each in a group of its own, with a rotating log."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import os
import signal
import subprocess
import sys
import threading
import time
from typing import IO, TYPE_CHECKING

import psutil

from jingjin.site import production

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MARK = production.SUPERVISED_BY  # in the environment of every child: the home of its supervisor
LOG_BYTES = 10 * 1024**2
LOG_FILES = 5
CALM = 60.0  # seconds of running after which a child's earlier deaths are forgotten
LONGEST_PAUSE = 30.0  # seconds between restarts


class Child:
    """One command of ours, started again whenever it ends."""

    def __init__(self, name: str, command: list[str], environment: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.log = log
        self._command = [sys.executable, "-m", "jingjin.site.cli", *command]
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._deaths = 0
        self._file = _rotating(log)

    def start(self) -> None:
        """Start the process; its output goes to the log."""
        self._started = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self._environment,
            start_new_session=True,
        )
        if self._process.stdout is not None:
            threading.Thread(target=_copy, args=(self._process.stdout, self._file), daemon=True).start()

    def died(self) -> int | None:
        """The exit code if the process has ended by itself; what remains of its group is ended too."""
        if self._process is None:
            return None
        code = self._process.poll()
        if code is not None:
            self._end_group(signal.SIGKILL)
        return code

    def pause(self) -> float:
        """Seconds to wait before the next start: none after a calm run, then 0.5, 1, 2, … up to 30."""
        if time.monotonic() - self._started > CALM:
            self._deaths = 0
        self._deaths += 1
        return 0.0 if self._deaths == 1 else min(0.25 * 2**self._deaths, LONGEST_PAUSE)

    def ask_to_end(self) -> None:
        """Let it finish what it is doing."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def end(self, seconds: float) -> None:
        """Wait for the end at most `seconds`, then end the whole group."""
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(max(seconds, 0.0))
        self._end_group(signal.SIGKILL)
        self._process.wait()
        self._process = None

    def last_words(self) -> str:
        """The last line of the log, for a sentence about what went wrong."""
        lines = self.log.read_text(errors="replace").strip().splitlines() if self.log.exists() else []
        return lines[-1].strip() if lines else "no output"

    def _end_group(self, how: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, how)


def end_leftovers(home: Path) -> int:
    """End what a killed `jingjin up` of this home left running; how many processes that were."""
    left = [process for process in psutil.process_iter() if _belongs(process, home)]
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    _, stubborn = psutil.wait_procs(left, timeout=5)
    for process in stubborn:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(stubborn, timeout=5)
    return len(left)


def _belongs(process: psutil.Process, home: Path) -> bool:
    try:
        return process.pid != os.getpid() and process.environ().get(MARK) == str(home)
    except (psutil.Error, OSError):
        return False  # somebody else's process, or it has just ended


def _rotating(path: Path) -> logging.Handler:
    path.parent.mkdir(parents=True, exist_ok=True)
    return logging.handlers.RotatingFileHandler(
        path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True
    )


def _copy(stream: IO[bytes], log: logging.Handler) -> None:
    with stream:
        for line in stream:
            log.handle(logging.makeLogRecord({"msg": line.decode(errors="replace").rstrip("\n")}))
