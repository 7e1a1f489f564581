"""tools/bootstrap.py on machines that lack something: one sentence each, no traceback."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody answers
OLD_PYTHON = "import runpy, sys; sys.version_info = (3, 8, 18); runpy.run_path('tools/bootstrap.py', run_name='__main__')"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the installer and nothing to install it with."""
    for name in ("tools", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "jingjin").mkdir()
    return tmp_path


def _run(
    checkout: Path, *words: str, python: tuple[str, ...] = (sys.executable,), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the installer with the system's programs only, no settings of this machine, and no cache."""
    kept = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(checkout),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_CACHE_DIR": "1",
    }
    return subprocess.run(
        [*python, *words],
        cwd=checkout,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def _told(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The sentences of a command that stopped: Chinese and English, and nothing else."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()


def test_the_entry_can_be_read_by_an_old_python() -> None:
    ast.parse((ROOT / "tools" / "bootstrap.py").read_text(), feature_version=(3, 7))


def test_too_old_a_python(checkout: Path) -> None:
    done = _run(checkout, "-c", OLD_PYTHON, "setup", PATH="/nowhere")

    zh, en = _told(done)
    assert zh.startswith("需要Python 3.11或更新，这里是 3.8。")
    assert en == (
        "Python 3.11 or newer is needed, this is 3.8. Install one, or name it: make run PYTHON=/path/to/python3.11"
    )


def test_no_venv_module(checkout: Path) -> None:
    blocked = checkout / "blocked"
    blocked.mkdir()
    (blocked / "ensurepip.py").write_text("raise ImportError")

    done = _run(checkout, "tools/bootstrap.py", "setup", PYTHONPATH=str(blocked))

    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert _told(done) == [
        f"这个Python缺少venv模块。请运行 sudo apt install python{version}-venv，再运行一次。",
        f"This Python has no venv module. Run sudo apt install python{version}-venv, then run again.",
    ]


@pytest.mark.slow
def test_no_python_registry(checkout: Path) -> None:
    done = _run(checkout, "tools/bootstrap.py", "setup", PIP_INDEX_URL=f"{NOWHERE}/simple")

    zh, en = _told(done)
    assert zh.startswith("连不上Python软件源。请检查网络；公司有镜像时用 PIP_INDEX_URL=")
    assert en.startswith(
        "The Python package registry can't be reached. Check the network, or name your mirror"
    )
    assert (checkout / "var" / "log" / "setup.log").exists()


@pytest.mark.slow
def test_pip_settings_hold_for_uv_too(checkout: Path) -> None:
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if uv is None:
        pytest.skip("uv is neither on PATH nor in the environment")
    folder = str(Path(uv).parent)

    done = _run(
        checkout, "tools/bootstrap.py", "setup", PIP_INDEX_URL=f"{NOWHERE}/simple", PATH=f"{folder}:/usr/bin"
    )

    assert _told(done)[1].startswith("The Python package registry can't be reached.")


@pytest.mark.slow
def test_no_npm_registry(checkout: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, checkout / name)
    install = (
        "import sys; sys.path.insert(0, 'tools'); from install import commands, frontend;"
        " commands.prepare = frontend.install; sys.exit(commands.main(['setup']))"
    )

    done = _run(checkout, "-c", install, npm_config_registry=NOWHERE, npm_config_fetch_retries="0")

    if "Python package registry" in done.stderr:
        pytest.skip("this machine has no Node, and its wheel can't be reached without a registry")
    assert _told(done)[1].startswith("The npm package registry can't be reached.")


def test_a_checkout_of_somebody_else(checkout: Path) -> None:
    checkout.chmod(0o555)
    as_ordinary_user = (
        "import os, sys; sys.path.insert(0, 'tools'); from install import commands;"
        " os.geteuid() == 0 and os.setuid(65534); sys.exit(commands.main(['setup']))"
    )

    zh, en = _told(_run(checkout, "-c", as_ordinary_user))

    assert zh.startswith("没有权限写入 ")
    assert en.startswith("No permission to write ")


def test_the_locks_hold_hashes_and_no_host() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text()
        assert re.findall(r"https?://", text) == []
        assert len(re.findall(r"^[a-z0-9-]+==", text, re.MULTILINE)) <= text.count("--hash=sha256:")
