"""Backup and restore: the database, the stored files, the anchors and the public keys in one tar file.

Private keys are left out unless asked for: whoever holds a backup must not be able to sign as the company or to
read what is encrypted. Without them a restored installation reads and verifies everything that is not encrypted,
and signs with a new key.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jingjin.core.postgres import dump
from jingjin.core.postgres.ensure import ensure_database
from jingjin.core.postgres.place import default_home
from jingjin.core.postgres.server import EmbeddedServer
from jingjin.core.postgres.trouble import Trouble, disk_trouble
from jingjin.site import schema
from jingjin.site.alone import alone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from jingjin.core.postgres.urls import Urls

FORMAT = 1
DATABASE, MANIFEST = "database.dump", "manifest.json"
PASSWORDS = "db.json"  # of this machine's database server; another machine has its own
NIGHTS = 14


@dataclass(frozen=True)
class Backup:
    """What a backup file holds."""

    file: Path
    made_at: str
    files: int
    with_keys: bool


def backup(file: Path, *, now: datetime, with_keys: bool = False, home: Path | None = None) -> Backup:
    """Write everything to `file` (mode 0600, whole or not at all). The product may run meanwhile.

    Anchors are read before the database and files after it, so that the backup never promises a record that it
    doesn't hold.
    """
    home = (home or default_home()).resolve()
    file = file.resolve()
    with disk_trouble(file.parent), ensure_database(home) as urls:
        file.parent.mkdir(parents=True, exist_ok=True)
        with _scratch(file.parent) as work:
            if (home / "anchors").exists():
                shutil.copytree(home / "anchors", work / "anchors")
            dump.dump(_owner_url(urls, home), work / DATABASE)
            made = _pack(work, home, now, with_keys=with_keys)
            (work / "backup.tar").rename(file)
    return Backup(file, now.isoformat(), made, with_keys)


def nightly_backup(now: datetime, *, home: Path | None = None) -> Path:
    """Tonight's backup below `backups/`, once per day; the newest 14 are kept. Safe to repeat."""
    home = (home or default_home()).resolve()
    folder = home / "backups"
    file = folder / f"nightly-{now.date().isoformat()}.tar"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        backup(file, now=now, home=home)
    for old in sorted(folder.glob("nightly-*.tar"))[:-NIGHTS]:
        old.unlink()
    return file


def restore(file: Path, *, now: datetime, replace: bool = False, home: Path | None = None) -> Backup:
    """Make this installation what `file` holds. The product must be stopped.

    Refuses a database that has tables unless `replace`; what is replaced goes into a backup (with keys) first.
    """
    home = (home or default_home()).resolve()
    with disk_trouble(home), alone(home, "jingjin restore"), _scratch(home) as work:
        manifest = _unpack(file, work)
        with ensure_database(home) as urls:
            owner = _owner_url(urls, home)
            if not dump.is_empty(owner):
                _make_room(home, owner, now, replace=replace)
            schema.record(owner, value="")
            dump.load(owner, work / DATABASE)
            _put_back(work, home)
            _upgrade(home, owner)
            schema.record(owner)
    return Backup(file, manifest["made_at"], manifest["files"], manifest["with_keys"])


@contextlib.contextmanager
def _scratch(beside: Path) -> Iterator[Path]:
    """A closed folder on the same disk, so that what is finished there can be moved in one step."""
    with tempfile.TemporaryDirectory(dir=beside, prefix=".backup-") as folder:
        yield Path(folder)


def _owner_url(urls: Urls, home: Path) -> str:
    """The owner's URL: the worker of `jingjin up` has its own only, but may read the embedded server's keys."""
    server = EmbeddedServer(home)
    if quote(str(server.place.sockets), safe="") in urls.owner and server.is_made():
        return server.urls().owner
    return urls.owner


def _pack(work: Path, home: Path, now: datetime, *, with_keys: bool) -> int:
    """Write `backup.tar` in `work`; how many stored files it holds."""
    parts = list(_parts(work, home, with_keys=with_keys))
    count = sum(name.startswith("files/") for name, _ in parts)
    manifest = {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "with_keys": with_keys,
        "files": count,
        "sha256": {DATABASE: _sha256(work / DATABASE)},
        "migrations": schema.migrations(),
    }
    (work / MANIFEST).write_text(json.dumps(manifest, indent=1))
    (work / "backup.tar").touch(mode=0o600)
    with tarfile.open(work / "backup.tar", "w") as tar:
        tar.add(work / MANIFEST, MANIFEST)
        tar.add(work / DATABASE, DATABASE)
        for name, path in parts:
            tar.add(path, name)
    return count


def _parts(work: Path, home: Path, *, with_keys: bool) -> Iterator[tuple[str, Path]]:
    """Name in the backup and path of each stored file, anchor and key."""
    roots = {"files": home / "files", "anchors": work / "anchors"}
    roots["keys" if with_keys else "keys/public"] = home / "keys" if with_keys else home / "keys" / "public"
    for name, root in roots.items():
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.name != PASSWORDS:
                yield f"{name}/{path.relative_to(root).as_posix()}", path


def _unpack(file: Path, work: Path) -> dict[str, Any]:
    """Unpack into `work` and return the manifest; nothing of the installation is touched yet."""
    if not file.exists():
        raise Trouble(f"没有找到备份文件 {file}。", f"There is no backup file {file}.")
    try:
        with tarfile.open(file) as tar:
            for member in tar:
                _extract(tar, member, work)
        manifest: dict[str, Any] = json.loads((work / MANIFEST).read_text())
        whole = manifest["sha256"][DATABASE] == _sha256(work / DATABASE)
    except (tarfile.TarError, FileNotFoundError, ValueError, KeyError) as error:
        raise _not_a_backup(file) from error
    if not whole or manifest.get("format") != FORMAT:
        raise _not_a_backup(file)
    unknown = [name for name in manifest["migrations"] if name not in schema.migrations()]
    if unknown:
        raise Trouble(
            "这份备份来自更新的版本。请先升级程序，再恢复。",
            "This backup was made by a newer release. Upgrade the program first, then restore.",
        )
    return manifest


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, work: Path) -> None:
    """Write one member below `work`; only plain files with the names a backup has."""
    name = PurePosixPath(member.name)
    known = str(name) in {DATABASE, MANIFEST} or name.parts[:1] in {("files",), ("anchors",), ("keys",)}
    content = tar.extractfile(member) if member.isfile() else None
    if not known or ".." in name.parts or content is None:
        raise tarfile.TarError(member.name)
    target = work / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
        shutil.copyfileobj(content, copy)


def _make_room(home: Path, owner: str, now: datetime, *, replace: bool) -> None:
    """Save what is there, then clear the database."""
    if not replace:
        raise Trouble(
            "数据库里已经有数据。确定要用备份替换它，请加上 --replace；原来的数据会先另存一份。",
            "The database already holds data. To replace it add --replace; what is there is saved first.",
        )
    saved = home / "backups" / f"before-restore-{now:%Y%m%d-%H%M%S}.tar"
    backup(saved, now=now, with_keys=True, home=home)
    dump.clear(owner)


def _put_back(work: Path, home: Path) -> None:
    """Files and anchors become those of the backup; keys are added, never taken away."""
    for name in ("files", "anchors"):
        if (home / name).exists():
            shutil.rmtree(home / name)
        if (work / name).exists():
            (work / name).rename(home / name)
    if (work / "keys").exists():
        shutil.copytree(work / "keys", home / "keys", dirs_exist_ok=True)
        (home / "keys").chmod(0o700)


def _upgrade(home: Path, owner: str) -> None:
    """Bring an older backup to this release and close the tables of proof again."""
    environment = {**os.environ, "DATABASE_OWNER_URL": owner, "JINGJIN_HOME": str(home)}
    command = [sys.executable, "-m", "jingjin.site.cli", "upgrade"]
    done = subprocess.run(  # noqa: S603 - our own command
        command, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["no output"]
        raise Trouble(
            f"数据已恢复，但更新数据表没有成功：{lines[-1]}",
            f"The data is restored, but the tables could not be brought up to date: {lines[-1]}",
        )


def _not_a_backup(file: Path) -> Trouble:
    return Trouble(
        f"{file} 不是完整的备份文件。请换一份备份。",
        f"{file} is not a whole backup file. Use another one.",
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
