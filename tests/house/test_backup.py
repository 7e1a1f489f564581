"""A backup brings a second, empty machine to the same state, and never hands out private keys unasked."""

from __future__ import annotations

import stat
import tarfile
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from jingjin.core.postgres import dump
from jingjin.core.postgres.ensure import ensure_database
from jingjin.core.postgres.trouble import Trouble
from jingjin.core.postgres.urls import Urls
from jingjin.site import backup as backups
from jingjin.site.alone import alone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.house.conftest import House

pytestmark = [pytest.mark.slow]

NOW = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
STORED = {"files/ab/abcd": b"roster", "anchors/anchors.jsonl": b"{}\n", "keys/public/k1.pem": b"public"}
PRIVATE = {"keys/signing.pem": b"private", "keys/secret_key": b"secret"}


@pytest.fixture(autouse=True)
def _no_test_database(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*Urls.VARIABLES, "JINGJIN_HOME"):
        monkeypatch.delenv(name, raising=False)


def _write(home: Path, content: dict[str, bytes]) -> None:
    for name, data in content.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _stored(home: Path, names: dict[str, bytes]) -> dict[str, bytes]:
    return {name: (home / name).read_bytes() for name in names if (home / name).exists()}


def _live(house: House) -> None:
    """A house of the present release with one company, one stored file, one anchor, and its keys."""
    assert house.run("upgrade").returncode == 0
    _write(house.home, STORED | PRIVATE)
    with ensure_database(house.home) as urls, psycopg.connect(urls.web, autocommit=True) as connection:
        connection.execute("INSERT INTO django_session VALUES ('s1', '数据', '2026-12-01')")


def _may_delete(connection: psycopg.Connection[tuple[object, ...]], table: str) -> bool:
    return connection.execute("SELECT has_table_privilege(%s, 'DELETE')", [table]).fetchone() == (True,)


def _sessions(house: House) -> list[tuple[str, str]]:
    with ensure_database(house.home) as urls, psycopg.connect(urls.web) as connection:
        return connection.execute("SELECT session_key, session_data FROM django_session").fetchall()


def test_an_empty_machine_becomes_the_first_one(make_house: Callable[[], House], tmp_path: Path) -> None:
    """Told as one story, because each database costs seconds."""
    first, second = make_house(), make_house()
    _live(first)
    file = tmp_path / "company.tar"

    made = backups.backup(file, now=NOW, home=first.home)

    assert made == backups.Backup(file, NOW.isoformat(), files=1, with_keys=False)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with tarfile.open(file) as tar:
        assert tar.getnames() == ["manifest.json", "database.dump", *sorted(STORED, key=_place)]

    backups.restore(file, now=NOW, home=second.home)

    assert _sessions(second) == [("s1", "数据")]
    assert _stored(second.home, STORED) == STORED
    assert not (second.home / "keys" / "signing.pem").exists()
    assert stat.S_IMODE((second.home / "keys").stat().st_mode) == 0o700
    with ensure_database(second.home) as urls, psycopg.connect(urls.web) as connection:
        assert not _may_delete(connection, "audit_chainevent")
        assert _may_delete(connection, "django_session")

    with pytest.raises(Trouble, match="already holds data"):
        backups.restore(file, now=NOW, home=second.home)

    _write(second.home, {"files/cd/cdef": b"later"})
    backups.restore(file, now=NOW, replace=True, home=second.home)

    assert _sessions(second) == [("s1", "数据")]
    assert not (second.home / "files/cd/cdef").exists()
    saved = second.home / "backups" / "before-restore-20261124-183000.tar"
    with tarfile.open(saved) as tar:
        assert "files/cd/cdef" in tar.getnames()


def _place(name: str) -> int:
    return ["files", "anchors", "keys"].index(name.partition("/")[0])


def test_keys_only_when_asked_for(house: House, tmp_path: Path) -> None:
    _write(house.home, STORED | PRIVATE)

    backups.backup(tmp_path / "with.tar", now=NOW, with_keys=True, home=house.home)

    with tarfile.open(tmp_path / "with.tar") as tar:
        names = [name for name in tar.getnames() if name.startswith("keys/")]
    assert names == ["keys/public/k1.pem", "keys/secret_key", "keys/signing.pem"]


def test_fourteen_nights_are_kept_and_a_repeat_changes_nothing(house: House) -> None:
    folder = house.home / "backups"
    for day in range(1, 16):
        _write(house.home, {f"backups/nightly-2026-11-{day:02}.tar": b"old"})

    made = backups.nightly_backup(NOW, home=house.home)
    before = made.stat()
    again = backups.nightly_backup(NOW + timedelta(hours=1), home=house.home)

    assert made == again == folder / "nightly-2026-11-24.tar"
    assert again.stat().st_mtime_ns == before.st_mtime_ns
    kept = sorted(path.name for path in folder.iterdir())
    assert kept == [f"nightly-2026-11-{day:02}.tar" for day in [*range(3, 16), 24]]


@pytest.mark.parametrize("content", [b"", b"no tar at all"])
def test_what_is_no_backup_is_said_so(house: House, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.tar"
    file.write_bytes(content)

    with pytest.raises(Trouble, match="is not a whole backup file"):
        backups.restore(file, now=NOW, home=house.home)
    with pytest.raises(Trouble, match="There is no backup file"):
        backups.restore(tmp_path / "missing.tar", now=NOW, home=house.home)
    assert not (house.home / "pg").exists()


def test_a_changed_or_newer_backup_is_refused(house: House, tmp_path: Path) -> None:
    backups.backup(tmp_path / "good.tar", now=NOW, home=house.home)
    manifest, database = tmp_path / "manifest.json", tmp_path / "database.dump"
    with tarfile.open(tmp_path / "good.tar") as tar:
        for part in (manifest, database):
            content = tar.extractfile(part.name)
            assert content is not None
            part.write_bytes(content.read())

    newer = manifest.read_text().replace('"core.0001', '"core.9999_future", "core.0001')
    _refused(house, [tmp_path / "newer.json", database], newer, "made by a newer release")
    database.write_bytes(database.read_bytes()[:-1] + b"x")
    _refused(house, [manifest, database], manifest.read_text(), "is not a whole backup file")


def _refused(house: House, parts: list[Path], manifest: str, reason: str) -> None:
    parts[0].write_text(manifest)
    file = parts[0].with_suffix(".tar")
    with tarfile.open(file, "w") as tar:
        tar.add(parts[0], "manifest.json")
        tar.add(parts[1], "database.dump")

    with pytest.raises(Trouble, match=reason):
        backups.restore(file, now=NOW, home=house.home)


def test_a_backup_can_not_write_outside(house: House, tmp_path: Path) -> None:
    (tmp_path / "payload").write_text("x")
    for name in ("files/../../outside", "other/place", "/files/absolute"):
        with tarfile.open(tmp_path / "bad.tar", "w") as tar:
            member = tar.gettarinfo(tmp_path / "payload")
            member.name = name
            with (tmp_path / "payload").open("rb") as content:
                tar.addfile(member, content)

        with pytest.raises(Trouble, match="is not a whole backup file"):
            backups.restore(tmp_path / "bad.tar", now=NOW, home=house.home)


def test_a_running_product_is_not_replaced_under_its_feet(house: House, tmp_path: Path) -> None:
    with alone(house.home, "http://localhost:8000"), pytest.raises(Trouble, match="http://localhost:8000"):
        backups.restore(tmp_path / "any.tar", now=NOW, home=house.home)


def test_clearing_leaves_no_object_and_keeps_the_rights(house: House) -> None:
    with ensure_database(house.home) as urls:
        with psycopg.connect(urls.owner) as connection:
            connection.execute("CREATE TYPE mood AS ENUM ('calm')")
            connection.execute("CREATE TYPE pair AS (a int, b int)")
            connection.execute("CREATE TABLE a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, m mood)")
            connection.execute("CREATE VIEW v AS SELECT * FROM a")
            connection.execute("CREATE FUNCTION f(m mood) RETURNS mood LANGUAGE sql AS 'SELECT m'")

        dump.clear(urls.owner)

        assert dump.is_empty(urls.owner)
        with psycopg.connect(urls.owner) as connection:
            connection.execute("CREATE TYPE mood AS ENUM ('calm')")
            connection.execute("CREATE TYPE pair AS (a int, b int)")
            connection.execute("CREATE FUNCTION f(m mood) RETURNS mood LANGUAGE sql AS 'SELECT m'")
            connection.execute("CREATE TABLE a (n text)")
        with psycopg.connect(urls.web) as connection:
            connection.execute("INSERT INTO a SELECT 'x' WHERE similarity('ab', 'ab') = 1")
