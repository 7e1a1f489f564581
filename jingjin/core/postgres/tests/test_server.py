"""The embedded server starts, is shared, survives kills and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import psycopg
import pytest

from jingjin.core.postgres.ensure import ensure_database
from jingjin.core.postgres.keys import Keys
from jingjin.core.postgres.place import LONGEST_SOCKET, SOCKET_NAME
from jingjin.core.postgres.server import EmbeddedServer
from jingjin.core.postgres.testing import FORGETFUL
from jingjin.core.postgres.trouble import Trouble
from jingjin.core.postgres.urls import Urls

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

START_AND_DIE = """
import os, signal, sys
from pathlib import Path
from jingjin.core.postgres.server import EmbeddedServer
EmbeddedServer(Path(sys.argv[1])).start()
os.kill(os.getpid(), signal.SIGKILL)
"""


def _ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


def _remember(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS kept")
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")


def test_starts_answers_and_stops_without_a_trace(server: EmbeddedServer) -> None:
    urls = server.start()
    number = server.pid()

    assert _ask(urls.web, "SELECT current_user") == "jingjin_web"
    assert _ask(urls.worker, "SELECT current_user") == "jingjin_worker"
    assert _ask(urls.owner, "SELECT current_user") == "jingjin_owner"

    assert server.stop() is True
    assert server.pid() is None
    assert number is not None
    assert not psutil.pid_exists(number)


def test_listens_on_its_socket_only_and_wants_a_password(server: EmbeddedServer) -> None:
    urls = server.start()

    assert _ask(urls.web, "SHOW listen_addresses") == ""
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.url("jingjin_web", "wrong"))


def test_passwords_are_for_their_owner_only(server: EmbeddedServer) -> None:
    server.start()

    file = server.home / "keys" / "db.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(server.place.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.place.sockets.stat().st_mode) == 0o700


def test_speaks_utf8_and_sees_letters_in_chinese(server: EmbeddedServer) -> None:
    urls = server.start()

    assert _ask(urls.web, "SHOW server_encoding") == "UTF8"
    assert _ask(urls.web, "SELECT cardinality(show_trgm('林知夏'))") == 4


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to step down")
def test_root_steps_down(server: EmbeddedServer) -> None:
    server.start()

    assert psutil.Process(server.pid()).uids().real != 0


def test_a_second_command_joins_and_the_last_one_out_stops_it(server: EmbeddedServer) -> None:
    server.start()
    second = EmbeddedServer(server.home)
    second.start()
    number = server.pid()

    assert second.pid() == number
    assert server.stop() is False
    assert second.pid() == number
    assert second.in_use() is True
    assert second.stop() is True
    assert second.pid() is None


def test_a_killed_server_is_started_again_with_its_data(server: EmbeddedServer) -> None:
    urls = server.start()
    _remember(urls.owner)
    number = server.pid()
    assert number is not None

    os.kill(number, signal.SIGKILL)
    while server.pid() is not None:  # a signal takes a moment to arrive
        continue
    server.start()

    assert _ask(urls.web, "SELECT number FROM kept") == 7


def test_a_server_left_behind_by_a_killed_command_is_adopted(server: EmbeddedServer) -> None:
    subprocess.run([sys.executable, "-c", START_AND_DIE, str(server.home)], check=False)
    number = server.pid()
    assert number is not None
    assert server.in_use() is False

    urls = server.start()

    assert server.pid() == number
    assert _ask(urls.web, "SELECT 1") == 1
    assert server.stop() is True
    assert server.pid() is None


def test_a_pid_file_that_names_a_stranger_is_taken_back(server: EmbeddedServer) -> None:
    urls = server.start()
    _remember(urls.owner)
    pid_file = server.place.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines(keepends=True)
    server.stop()
    pid_file.write_text("".join([f"{os.getppid()}\n", *lines[1:]]))
    os.chown(pid_file, (server.place.data.stat()).st_uid, -1)

    server.start()

    assert _ask(urls.web, "SELECT number FROM kept") == 7


def test_a_half_made_data_folder_is_made_anew(home: Path) -> None:
    (home / "pg.new" / "base").mkdir(parents=True)

    with EmbeddedServer(home, settings=FORGETFUL) as server:
        found = _ask(server.urls().web, "SELECT 1")

    assert found == 1
    assert sorted(path.name for path in home.iterdir()) == ["keys", "log", "pg", "run"]


def test_a_home_with_a_long_path_gets_a_short_socket(home: Path) -> None:
    deep = home / ("a-long-folder-name" * 8)
    server = EmbeddedServer(deep, settings=FORGETFUL)

    urls = server.start()

    assert len(os.fsencode(server.place.sockets / SOCKET_NAME)) <= LONGEST_SOCKET
    assert _ask(urls.web, "SELECT 1") == 1
    server.stop()
    server.place.sockets.rmdir()


def test_lost_passwords_are_said_in_one_sentence(server: EmbeddedServer) -> None:
    path = server.home / "keys" / "db.json"
    elsewhere = path.rename(path.with_suffix(".elsewhere"))

    with pytest.raises(Trouble) as caught:
        server.start()

    elsewhere.rename(path)
    assert caught.value.en == f"The database's passwords, {path}, are missing. Put your copy back."


def test_data_of_another_release_is_refused(server: EmbeddedServer) -> None:
    file = server.place.data / "PG_VERSION"
    before = file.read_text()
    file.write_text("17\n")

    with pytest.raises(Trouble, match="The data was written by PostgreSQL 17"):
        server.start()

    file.write_text(before)


def test_a_server_that_fails_says_why(server: EmbeddedServer) -> None:
    broken = EmbeddedServer(server.home, settings={"shared_buffers": "nonsense"})

    with pytest.raises(Trouble, match=r'The database did not start: .*"shared_buffers"'):
        broken.start()


def test_database_url_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://w@db/x")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://o@db/x")
    monkeypatch.delenv("DATABASE_WORKER_URL", raising=False)

    with ensure_database(tmp_path) as urls:
        found = (urls.web, urls.worker, urls.owner)

    assert found == ("postgresql://w@db/x", "postgresql://w@db/x", "postgresql://o@db/x")
    assert list(tmp_path.iterdir()) == []


def test_without_database_url_the_server_lives_as_long_as_the_command(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    for name in Urls.VARIABLES:
        monkeypatch.delenv(name, raising=False)

    with ensure_database(home) as urls:
        assert _ask(urls.web, "SELECT current_user") == "jingjin_web"
        assert urls == Urls.from_environment()

    assert EmbeddedServer(home).pid() is None


def test_passwords_differ_and_survive_a_round_trip(tmp_path: Path) -> None:
    keys = Keys().save(tmp_path / "db.json")

    assert Keys.load(tmp_path / "db.json") == keys
    assert len({keys.superuser, keys.owner, keys.web, keys.worker}) == 4
