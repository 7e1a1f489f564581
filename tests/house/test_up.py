"""`jingjin up` starts, restarts what dies, stops cleanly and recovers from a kill of anything."""

from __future__ import annotations

import contextlib
import signal
import socket
import time
from typing import TYPE_CHECKING

import psutil
import psycopg
import pytest

from jingjin.core.postgres.server import EmbeddedServer
from jingjin.site.children import MARK
from tests.house.conftest import House, houses

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.slow]

HTTP_OK = 200


@pytest.fixture(scope="module")
def lived_in() -> Iterator[House]:
    """An installation that both stories use, one after the other: its first start costs many seconds."""
    with houses() as make:
        yield make()


def _leftovers(house: House) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(MARK) == str(house.home):
                found.append(process)
        except psutil.Error:
            continue
    return found


def _environment(process: psutil.Process) -> set[str]:
    return {name for name in process.environ() if name.startswith("DATABASE_")}


def test_a_day_in_the_house(lived_in: House) -> None:
    """One start, everything killed once, nothing lost; told as one story because each start costs seconds."""
    house = lived_in
    house.up()
    server = EmbeddedServer(house.home)
    owner = server.urls().owner
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    assert house.page() == HTTP_OK
    assert _environment(house.child("serve")) == {"DATABASE_URL"}
    assert _environment(house.child("worker")) == {"DATABASE_WORKER_URL"}

    house.child("serve").kill()
    house.hear("the web process ended unexpectedly (-9)")
    _until_page(house)

    house.child("worker").kill()
    house.hear("the worker process ended unexpectedly (-9)")

    number = server.pid()
    assert number is not None
    psutil.Process(number).kill()
    house.hear("the database ended unexpectedly")
    _until_page(house)

    assert house.stop(signal.SIGKILL) == -signal.SIGKILL
    house.up()
    assert "ended what the last run left behind" in " ".join(house.said)
    assert house.page() == HTTP_OK
    with psycopg.connect(owner) as connection:
        assert connection.execute("SELECT number FROM kept").fetchall() == [(7,)]

    second = house.run("up", "--port", str(house.port))
    assert second.returncode == 1
    assert f"It is already running: http://localhost:{house.port}" in second.stderr

    assert house.stop(signal.SIGINT) == 0
    assert _leftovers(house) == []
    assert server.pid() is None


def test_sigterm_stops_everything(lived_in: House) -> None:
    house = lived_in
    house.up()

    assert house.stop(signal.SIGTERM) == 0
    assert _leftovers(house) == []
    assert EmbeddedServer(house.home).pid() is None


def test_a_taken_port_is_said_in_one_sentence(house: House) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", house.port))
        other.listen()

        done = house.run("up", "--port", str(house.port))

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"端口 {house.port} 已被别的程序占用。请停掉它，或换一个端口：make run PORT={house.port + 1}",
        f"Port {house.port} is taken by another program. Stop it, or use another: make run PORT={house.port + 1}",
    ]
    assert EmbeddedServer(house.home).pid() is None


def _until_page(house: House) -> None:
    """Wait for the restarted process; its port refuses until it listens."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            assert house.page() == HTTP_OK
            return
    raise AssertionError("the page did not come back")
