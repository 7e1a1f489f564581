"""The virtual environment: made with this Python, filled by uv from the lock, with the `jingjin` command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from install.places import ROOT, VENV, program
from install.say import Stop, step
from install.shell import run
from install.stamps import clear, digest, fresh, set_stamp

# pip's settings under uv's names: uv does not read pip's own, and a company's mirror must stay in force.
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
COMMAND = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from jingjin.site.cli import main

if __name__ == "__main__":
    sys.exit(main())
"""


def install(kind: str) -> None:
    """Install the lock: `runtime`, or `dev`, which holds runtime too and so satisfies it."""
    wanted = {name: _fingerprint(name) for name in ("runtime", "dev")}
    enough = [wanted["dev"]] if kind == "dev" else list(wanted.values())
    if fresh("python", VENV, *enough):
        return
    step("正在安装Python组件（第一次约1分钟）", "installing Python packages (about a minute the first time)")
    clear("python")
    uv = _environment()
    lock = ROOT / "requirements" / f"{kind}.txt"
    run([*_sync(uv), str(lock)], registry="Python", environment=_uv_settings())
    _link()
    set_stamp("python", VENV, wanted[kind])


def install_tool(name: str, folder: Path) -> Path:
    """Install the lock requirements/`name`.txt, a program that is nothing of ours, below `folder`; its path."""
    target = folder / name
    wanted = _fingerprint(name)
    if not fresh(name, target, wanted):
        shutil.rmtree(target, ignore_errors=True)
        lock = ROOT / "requirements" / f"{name}.txt"
        run(
            [*_sync(_environment()), "--target", str(target), str(lock)],
            registry="Python",
            environment=_uv_settings(),
        )
        set_stamp(name, target, wanted)
    return target


def _sync(uv: str) -> list[str]:
    return [uv, "pip", "sync", "--require-hashes", "--python", str(program("python"))]


def _fingerprint(kind: str) -> str:
    return digest([ROOT / "requirements" / f"{kind}.txt"], str(ROOT), sys.version)


def _environment() -> str:
    """Make the environment if it isn't one of this Python at this place; the path of uv."""
    uv = shutil.which("uv")
    if uv and not _works(uv):
        uv = None
    marker = VENV / "made-with"
    identity = f"{sys.version}\n{ROOT}\n"
    installer = uv or program("uv").exists() or program("pip").exists()
    if not (installer and marker.exists() and marker.read_text() == identity):
        shutil.rmtree(VENV, ignore_errors=True)
        _make(with_pip=uv is None)
        marker.write_text(identity)
    if uv is not None:
        return uv
    if not program("uv").exists():
        pip = [str(program("python")), "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        run([*pip, "--retries", "1", "-r", str(ROOT / "requirements" / "uv.txt")], registry="Python")
    return str(program("uv"))


def _works(uv: str) -> bool:
    """A shim on PATH may stand for nothing."""
    return subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0


def _make(*, with_pip: bool) -> None:
    if with_pip:
        try:
            import ensurepip  # noqa: F401 - Debian leaves it out unless python3-venv is installed
        except ImportError as error:
            raise _no_venv() from error
    try:
        venv.EnvBuilder(symlinks=True, with_pip=with_pip).create(VENV)
    except subprocess.CalledProcessError as error:
        raise _no_venv() from error


def _no_venv() -> Stop:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Stop(
        f"这个Python缺少venv模块。请运行 sudo apt install python{version}-venv，再运行一次。",
        f"This Python has no venv module. Run sudo apt install python{version}-venv, then run again.",
    )


def _uv_settings() -> dict[str, str]:
    """pip's settings (its files and PIP_… variables) for uv, unless uv was told otherwise."""
    settings = _pip_settings()
    for name, variable in PIP_TO_UV.items():
        value = os.environ.get(f"PIP_{name.upper().replace('-', '_')}")
        if value:
            settings[variable] = value
    settings = {name: value for name, value in settings.items() if name not in os.environ}
    if "UV_FIND_LINKS" in settings:
        settings["UV_FIND_LINKS"] = ",".join(settings["UV_FIND_LINKS"].split())
    if "UV_INDEX" in settings:  # pip looks everywhere; the hashes in the lock say which file is meant
        settings.setdefault("UV_INDEX_STRATEGY", "unsafe-best-match")
    return settings


def _pip_settings() -> dict[str, str]:
    """`global.index-url='https://…'` lines as uv's variables; a later line wins, as in pip."""
    for interpreter in (program("python"), Path(sys.executable)):
        pip = [str(interpreter), "-m", "pip", "config", "list"]
        listed = subprocess.run(pip, capture_output=True, text=True, check=False)
        if listed.returncode == 0:
            pairs = [line.partition("=") for line in listed.stdout.splitlines()]
            named = [(key.rpartition(".")[2], value.strip("'\"")) for key, _, value in pairs]
            return {PIP_TO_UV[name]: value for name, value in named if name in PIP_TO_UV}
    return {}


def _link() -> None:
    """Make the package importable and write the command; an editable install would need a build backend."""
    paths = sysconfig.get_paths("venv", {"base": str(VENV), "platbase": str(VENV)})
    (Path(paths["purelib"]) / "jingjin.pth").write_text(f"{ROOT}\n")
    command = program("jingjin")
    command.write_text(COMMAND.format(python=program("python")))
    command.chmod(0o755)
