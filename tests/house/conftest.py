"""A state folder of our own and `jingjin up` running in it, as a person would start it."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import psutil
import pytest

from jingjin.core.postgres.server import EmbeddedServer
from jingjin.site.children import end_leftovers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    """A port nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class House:
    """One installation: its state folder, its port, and the `jingjin up` that was started last."""

    home: Path
    port: int
    process: subprocess.Popen[str] | None = None
    said: list[str] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """Ours without any database of the tests."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DATABASE_", "JINGJIN_"))
        }
        return {**kept, "JINGJIN_HOME": str(self.home)}

    def command(self, *words: str) -> list[str]:
        """The words that run one of our commands."""
        return [sys.executable, "-m", "jingjin.site.cli", *words]

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            self.command(*words),
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )

    def up(self) -> None:
        """Start `jingjin up` and return when it says that it is ready."""
        self.process = subprocess.Popen(
            self.command("up", "--port", str(self.port)),
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
        )
        self.hear("Jingjin is ready at")

    def hear(self, words: str) -> str:
        """Read what the command prints until a line holds `words`; that line."""
        assert self.process is not None
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.strip())
            if words in line:
                return line
        raise AssertionError(f"never said {words!r}: {self.said}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Send the signal; the exit code."""
        assert self.process is not None
        self.process.send_signal(how)
        code = self.process.wait(30)
        if self.process.stdout is not None:
            self.said += self.process.stdout.read().splitlines()
            self.process.stdout.close()
        self.process = None
        return code

    def child(self, name: str) -> psutil.Process:
        """The process of `serve` or `worker` that the supervisor started."""
        assert self.process is not None
        found = [one for one in psutil.Process(self.process.pid).children() if name in one.cmdline()]
        assert len(found) == 1
        return found[0]

    def page(self) -> int:
        """Status of the first page."""
        with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=20) as answer:
            return int(answer.status)


@contextlib.contextmanager
def houses() -> Iterator[Callable[[], House]]:
    """Makes installations; removes them on leaving, whatever runs in them."""
    made: list[House] = []

    def make() -> House:
        home = Path(tempfile.mkdtemp(prefix="jjh-"))
        home.chmod(0o755)  # so that a database run by root may reach its own folder
        made.append(House(home, free_port()))
        return made[-1]

    try:
        yield make
    finally:
        for house in made:
            if house.process is not None:  # its test failed
                house.stop(signal.SIGKILL)
            end_leftovers(house.home)
            EmbeddedServer(house.home).stop()
            shutil.rmtree(house.home)


@pytest.fixture
def make_house() -> Iterator[Callable[[], House]]:
    """Makes installations and removes them."""
    with houses() as make:
        yield make


@pytest.fixture
def house(make_house: Callable[[], House]) -> House:
    """One empty installation."""
    return make_house()
