"""`jingjin up`: database, web and worker under one supervisor that outlives none of them and restarts all.

Order: check, join or start the database, upgrade it if this release is new, start web and worker. Ctrl-C or
SIGTERM goes the same way back. What a killed supervisor left behind is ended by the next start.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

from jingjin.core.postgres.place import default_home
from jingjin.core.postgres.server import EmbeddedServer
from jingjin.core.postgres.trouble import Trouble, disk_trouble
from jingjin.core.postgres.urls import Urls
from jingjin.site import preflight
from jingjin.site.alone import alone
from jingjin.site.children import MARK, Child, end_leftovers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import FrameType

GRACE = 6.0  # seconds for web and worker to finish what they do
FIRST_ANSWER = 60.0  # seconds for the web process to answer for the first time
ROUND = 2.0  # seconds between looks at a database that is not our child


def up(host: str, port: int, *, demo: bool = False, home: Path | None = None) -> int:
    """Run the product until Ctrl-C or SIGTERM; the exit code. Trouble is told in one sentence."""
    home = (home or default_home()).resolve()
    try:
        with disk_trouble(home):
            return Supervisor(home, host, port, demo=demo).run()
    except Trouble as trouble:
        print(f"{trouble.zh}\n{trouble.en}", file=sys.stderr)  # noqa: T201 - a command speaks to its terminal
        return 1


def say(zh: str, en: str) -> None:
    """One line about what happens, in both languages. A closed terminal is no reason to stop in the middle."""
    with contextlib.suppress(OSError):
        print(f"{zh} · {en}", flush=True)  # noqa: T201 - a command speaks to its terminal


class Supervisor:
    """What runs for one state folder, and how it ends."""

    def __init__(self, home: Path, host: str, port: int, *, demo: bool) -> None:
        self._home = home
        self._host = host
        self._port = port
        self._demo = demo
        self._server: EmbeddedServer | None = None
        self._children: list[Child] = []
        self._wake = threading.Event()
        self._stopping = False

    def run(self) -> int:
        """Start, watch, stop."""
        preflight.writable(self._home).require()
        with alone(self._home, self._address()), self._signals():
            if end_leftovers(self._home):
                say("已结束上次遗留的进程", "ended what the last run left behind")
            preflight.before_start(self._home, self._host, self._port)
            try:
                self._start()
                self._watch()
            finally:
                self._stop()
        return 0

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """Ctrl-C and SIGTERM end the watch; a child's end wakes it up."""
        before = {
            number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        for number in before:
            signal.signal(number, self._asked_to_stop)
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: self._wake.set())
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
        self._wake.set()

    def _start(self) -> None:
        """Bring all up. The web process loads its code while the database starts, which is half of a start."""
        known, make_ready = self._database()
        web = self._web(known) if known else None
        urls = make_ready()
        if not self._is_current(urls):
            if web is not None:
                web.end(0)
                self._children.remove(web)
                web = None
            self._upgrade(urls)
        web = web or self._web(urls)
        self._wait_for_first_answer(web)
        if not self._stopping:
            self._run_child("worker", ["worker"], "DATABASE_WORKER_URL", urls.worker)
            self._announce()

    def _database(self) -> tuple[Urls | None, Callable[[], Urls]]:
        """The administrator's database or the embedded one: its URLs if they are known, and how it gets ready."""
        given = Urls.from_environment()
        if given is not None:
            return given, lambda: given
        self._server = EmbeddedServer(self._home)
        if self._server.is_made():
            return self._server.urls(), self._server.start
        say("正在建立数据库", "making the database")
        return None, self._server.start

    def _is_current(self, urls: Urls) -> bool:
        from jingjin.site import schema  # brings psycopg: 0.3 s, beside the web process that is loading

        return self._stopping or schema.is_current(urls.owner)

    def _upgrade(self, urls: Urls) -> None:
        """Migrate as the owner, in a process of its own."""
        from jingjin.site import schema

        say("正在更新数据表", "bringing the tables up to date")
        environment = self._environment("DATABASE_OWNER_URL", urls.owner)
        command = [sys.executable, "-m", "jingjin.site.cli", "upgrade"]
        done = subprocess.run(  # noqa: S603 - our own command
            command, env=environment, capture_output=True, text=True, check=False
        )
        log = self._home / "log" / "upgrade.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(done.stdout + done.stderr)
        if self._stopping:
            return
        if done.returncode != 0:
            raise _failed_upgrade(done.stderr, log)
        schema.record(urls.owner)

    def _web(self, urls: Urls) -> Child:
        serve = ["serve", "--host", self._host, "--port", str(self._port)]
        return self._run_child("web", serve, "DATABASE_URL", urls.web)

    def _run_child(self, name: str, command: list[str], variable: str, url: str) -> Child:
        log = self._home / "log" / f"{name}.log"
        child = Child(name, command, self._environment(variable, url), log)
        child.start()
        self._children.append(child)
        return child

    def _environment(self, variable: str, url: str) -> Mapping[str, str]:
        """Ours, with one database role only: who serves pages can't reach the worker's or the owner's."""
        environment = {name: value for name, value in os.environ.items() if name not in Urls.VARIABLES}
        environment |= {variable: url, "JINGJIN_HOME": str(self._home), MARK: str(self._home)}
        environment.setdefault("JINGJIN_URL", self._address())
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiling all modules anew doubles each start
        # The sign-in page offers the demo's cast only where the company is the demo; see accounts.views.
        if "JINGJIN_PRODUCTION" not in environment:
            environment.setdefault("JINGJIN_DEMO", "1")
        if self._demo:
            environment |= {"JINGJIN_DEMO": "1", "JINGJIN_LOAD_DEMO": "1"}
        return environment

    def _address(self) -> str:
        host = "localhost" if self._host in {"0.0.0.0", "::", "127.0.0.1", "::1"} else self._host  # noqa: S104 - compared
        return f"http://{host}:{self._port}"

    def _wait_for_first_answer(self, web: Child) -> None:
        deadline = time.monotonic() + FIRST_ANSWER
        while not (self._stopping or self._answers()):
            if web.died() is not None or time.monotonic() > deadline:
                raise Trouble(
                    f"网页服务没有启动：{web.last_words()}。详情见 {web.log}。",
                    f"The web process did not start: {web.last_words()}. See {web.log}.",
                )
            time.sleep(0.03)

    def _answers(self) -> bool:
        """Whether a page is served; asking for the health page also warms the process up."""
        host = "127.0.0.1" if self._host == "0.0.0.0" else self._host  # noqa: S104 - compared
        connection = http.client.HTTPConnection(host, self._port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _announce(self) -> None:
        say(
            f"精进已就绪：{self._address()}（按 Ctrl-C 停止）",
            f"Jingjin is ready at {self._address()} (Ctrl-C stops it)",
        )

    def _watch(self) -> None:
        """Until asked to stop: start again what has ended."""
        while not self._stopping:
            self._wake.wait(ROUND)
            self._wake.clear()
            if not self._stopping:
                self._revive_database()
                self._revive_children()

    def _revive_database(self) -> None:
        if self._server is not None and self._server.pid() is None:
            say("数据库意外停止，正在重新启动", "the database ended unexpectedly and is started again")
            self._server.start()

    def _revive_children(self) -> None:
        names = {"web": "网页服务", "worker": "后台任务"}
        for child in self._children:
            code = child.died()
            if code is None:
                continue
            say(
                f"{names[child.name]}意外停止（{code}），正在重新启动",
                f"the {child.name} process ended unexpectedly ({code}) and is started again",
            )
            self._sleep(child.pause())
            if not self._stopping:
                child.start()

    def _sleep(self, seconds: float) -> None:
        """A pause that a request to stop cuts short."""
        deadline = time.monotonic() + seconds
        while not self._stopping and (left := deadline - time.monotonic()) > 0:
            self._wake.wait(left)
            self._wake.clear()

    def _stop(self) -> None:
        """Web and worker first, the database last."""
        if self._children and self._stopping:
            say("正在停止", "stopping")
        for child in self._children:
            child.ask_to_end()
        deadline = time.monotonic() + GRACE
        for child in self._children:
            child.end(deadline - time.monotonic())
        if self._server is not None:
            self._server.stop()


def _failed_upgrade(said: str, log: Path) -> Trouble:
    lines = said.strip().splitlines()
    reason = lines[-1] if lines else "no output"
    return Trouble(
        f"数据表更新没有成功：{reason}。详情见 {log}。",
        f"The tables could not be brought up to date: {reason}. See {log}.",
    )
