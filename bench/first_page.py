"""From `git clone` to the first page, and the second start: seconds of the clock, packages cached and not.

    python -m bench first_page

Each start is the real `make run` in a fresh clone of this repository, polled until its first page answers.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from http import HTTPStatus
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 900
PAUSE = 0.05
CACHES = ("PIP_CACHE_DIR", "UV_CACHE_DIR", "npm_config_cache")


def measure() -> None:
    """Print both figures for a warm cache (the machine's own) and a cold one (empty folders)."""
    print("\nseconds on the clock   clone to first page   second start")
    for name in ("warm", "cold"):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            environ = dict(os.environ)
            if name == "cold":
                environ |= {cache: str(Path(folder, cache)) for cache in CACHES}
            clone = Path(folder, "jingjin")
            began = time.monotonic()
            subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
            cloned = time.monotonic() - began
            first, second = _start(clone, environ), _start(clone, environ)
            print(f"{name + ' package cache':22}{cloned + first:20.1f}{second:15.1f}")


def _start(clone: Path, environ: dict[str, str]) -> float:
    """Seconds until the first page of `make run`, which is stopped again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.monotonic()
    run = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        cwd=clone,
        env=environ,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(port, run, began)
        return time.monotonic() - began
    finally:
        os.killpg(run.pid, signal.SIGINT)
        run.wait(timeout=60)


def _wait(port: int, run: subprocess.Popen[bytes], began: float) -> None:
    while run.poll() is None and time.monotonic() - began < PATIENCE:
        page = http.client.HTTPConnection("127.0.0.1", port)
        try:
            page.request("GET", "/start/")
            if page.getresponse().status == HTTPStatus.OK:
                return
        except OSError:
            time.sleep(PAUSE)
        finally:
            page.close()
    raise RuntimeError("no first page came")
