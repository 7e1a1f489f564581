"""The commands behind `make`: each installs what it lacks, then becomes the program that does the work."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from typing import NoReturn

from install import frontend, python, system
from install.places import ROOT, STAMPS, VENV, program
from install.say import Stop, disk_full, not_writable, step, stop
from install.shell import run
from install.stamps import digest, fresh, set_stamp

ENOUGH_SPACE = 2 * 1024**3  # bytes for the environment, npm packages and a database
LINTERS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
)


def main(arguments: list[str]) -> int:
    """Run one command; its trouble is told in one sentence."""
    name, rest = (arguments or ["setup"])[0], arguments[1:]
    commands = {
        "run": _run,
        "setup": _setup,
        "test": _test,
        "lint": _lint,
        "format": _format,
        "bench": _bench,
    }
    try:
        return commands[name](rest)
    except Stop as reason:
        return stop(reason)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return stop(disk_full(str(ROOT)))
        if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM}:
            return stop(not_writable(str(error.filename or ROOT)))
        raise
    except KeyboardInterrupt:
        return 130


def prepare(kind: str) -> None:
    """Install the lock of `kind` (`runtime` or `dev`), build the pages, compile the translations."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    for folder in (ROOT, STAMPS):
        if not os.access(folder, os.W_OK):
            raise not_writable(str(folder))
    if not VENV.exists() and shutil.disk_usage(ROOT).free < ENOUGH_SPACE:
        raise disk_full(str(ROOT))
    python.install(kind)
    frontend.install(kind)
    _translate()


def _translate() -> None:
    sources = list((ROOT / "jingjin").rglob("locale/*/LC_MESSAGES/*.po"))
    wanted = digest(sources)
    complete = all(source.with_suffix(".mo").exists() for source in sources)
    if not (complete and fresh("translations", ROOT, wanted)):
        run([program("python"), ROOT / "tools" / "install" / "translations.py", ROOT / "jingjin"])
        set_stamp("translations", ROOT, wanted)


def _become(*words: str) -> NoReturn:
    """Replace this process, so that signals reach the program itself."""
    command = [str(program(words[0])), *words[1:]]
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiling all modules anew doubles each start
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execv(command[0], command)


def _setup(rest: list[str]) -> int:
    prepare("dev" if "--dev" in rest else "runtime")
    step("已就绪：.venv/bin/jingjin", "ready: .venv/bin/jingjin")
    return 0


def _run(rest: list[str]) -> int:
    prepare("runtime")
    _become("jingjin", "up", *rest)


def _test(rest: list[str]) -> int:
    prepare("dev")
    system.install()
    # One process per core, each with a database of its own; a file stays together for its fixtures.
    _become("pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", *rest)


def _lint(_rest: list[str]) -> int:
    prepare("dev")
    runs = [subprocess.run([program(tool), *words], cwd=ROOT, check=False) for tool, *words in LINTERS]
    return max(done.returncode for done in runs)


def _format(_rest: list[str]) -> int:
    prepare("dev")
    subprocess.run([program("ruff"), "check", "--fix", "--quiet", "."], cwd=ROOT, check=False)
    _become("ruff", "format", ".")


def _bench(rest: list[str]) -> int:
    prepare("dev")
    _become("python", "-m", "bench", *rest)
