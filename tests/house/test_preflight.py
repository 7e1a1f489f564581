"""Each thing that would make a start fail is told in one sentence, in both languages, with what to do."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jingjin.core.postgres.diagnosis import diagnose
from jingjin.core.postgres.server import EmbeddedServer
from jingjin.core.postgres.testing import FORGETFUL
from jingjin.core.postgres.trouble import Finding, Trouble, disk_trouble
from jingjin.core.postgres.urls import Urls
from jingjin.site import preflight
from tests.house.conftest import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.house.conftest import House

DAY = 24 * 3600


@contextlib.contextmanager
def _ordinary() -> Iterator[None]:
    """Not root for a moment: root may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_a_folder_of_somebody_else(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with _ordinary():
        found = preflight.writable(tmp_path / "var")

    assert not found.ok
    assert found.en.startswith("No permission to write ")
    assert found.zh.startswith("没有权限写入 ")


def test_a_folder_that_can_be_made(tmp_path: Path) -> None:
    assert preflight.writable(tmp_path / "a" / "b").ok


@pytest.mark.parametrize(
    ("host", "port", "expected"),
    [
        ("127.0.0.1", 70000, "There is no port 70000, ports are 1 to 65535. Use another: make run PORT=8000"),
        ("192.0.2.1", 8000, "Can't listen on 192.0.2.1: Cannot assign requested address. Check HOST."),
    ],
)
def test_a_place_nobody_can_listen_on(host: str, port: int, expected: str) -> None:
    assert preflight.port_free(host, port).en == expected


def test_a_port_that_is_taken_and_one_that_is_free() -> None:
    port = free_port()
    assert preflight.port_free("127.0.0.1", port).ok
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert not preflight.port_free("127.0.0.1", port).ok


def test_keys_that_others_can_read(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    key = tmp_path / "keys" / "secret_key"
    key.write_text("x")
    key.chmod(0o644)

    assert preflight.keys_private(tmp_path) == Finding.bad(
        "keys",
        "别人能读密钥文件 secret_key。请运行 chmod 600。",
        f"Others can read secret_key in {tmp_path / 'keys'}. Run chmod 600.",
    )
    key.chmod(0o600)
    assert preflight.keys_private(tmp_path).ok


@pytest.mark.parametrize(("age", "ok"), [(3 * 3600, True), (25 * 3600, True), (2 * DAY, False)])
def test_how_old_the_last_backup_is(tmp_path: Path, age: int, ok: bool) -> None:  # noqa: FBT001 - a table row
    assert not preflight.backup_recent(tmp_path, now=0).ok
    (tmp_path / "backups").mkdir()
    file = tmp_path / "backups" / "nightly-2026-11-24.tar"
    file.touch()
    os.utime(file, (0, 0))

    assert preflight.backup_recent(tmp_path, now=age).ok is ok


@pytest.mark.slow
def test_doctor_looks_at_everything(database: Urls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, url in database.environment().items():
        monkeypatch.setenv(name, url)

    found = preflight.doctor(tmp_path, now=0)

    assert [one.name for one in found] == [
        "home",
        "disk",
        "pages",
        "translations",
        "keys",
        "backup",
        "database",
        "search",
        "roles",
    ]
    assert [one.name for one in found[-3:] if not one.ok] == []


def test_doctor_of_a_house_nobody_lives_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Urls.VARIABLES:
        monkeypatch.delenv(name, raising=False)

    found = preflight.doctor(tmp_path, now=0)

    assert found[-1].en == "The database is made at the first start."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_doctor_names_what_one_role_leaves_open(database: Urls) -> None:
    found = {one.name: one for one in diagnose(Urls(database.web, database.web, database.web))}

    assert not found["roles"].ok
    assert "rewrite evidence and access records" in found["roles"].en


def test_doctor_of_a_database_that_is_away() -> None:
    away = "postgresql://a:b@127.0.0.1:9/x"

    found = diagnose(Urls(away, away, away))

    assert [one.name for one in found if not one.ok] == ["database"]
    assert "Connection refused" in found[0].en


def test_a_full_disk_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught, disk_trouble(tmp_path):
        Path("/dev/full").write_text("x")

    assert caught.value.en == f"The disk is full: {tmp_path}. Free some space and run again."


@pytest.mark.slow
def test_a_database_on_a_full_disk(house: House) -> None:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=25m", "tmpfs", str(house.home)],  # noqa: S607
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("making a small disk needs root")
    try:
        house.home.chmod(0o755)
        with pytest.raises(Trouble, match="The disk is full and the database did not start"):
            EmbeddedServer(house.home, settings=FORGETFUL).start()
        done = house.run("up", "--port", str(house.port))
    finally:
        subprocess.run(["umount", str(house.home)], check=True)  # noqa: S607

    assert done.returncode == 1
    assert "The disk is nearly full" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture(scope="module")
def database() -> Iterator[Urls]:
    """A database with all roles."""
    from jingjin.core.postgres.testing import throwaway_server

    with throwaway_server() as urls:
        yield urls


@pytest.mark.slow
@pytest.mark.parametrize("words", [("up",), ("setup-db", "--admin", "postgresql://a:b@127.0.0.1:9/x")])
def test_a_database_server_that_is_away(house: House, words: tuple[str, ...]) -> None:
    away = {"DATABASE_URL": "postgresql://a:b@127.0.0.1:9/x"}

    done = house.run(*words, **away)

    assert done.returncode == 1
    zh, en = done.stderr.splitlines()
    assert zh.startswith("数据库没有回应：")
    assert en.startswith("The database does not answer: ")
    assert "Connection refused" in en
