"""What tests need from the operating system: a browser, Chinese fonts, a reader of PDFs."""

from __future__ import annotations

import os
import shutil
import subprocess

from install.say import Stop, step
from install.shell import run

PACKAGES = ("chromium", "fonts-noto-cjk", "poppler-utils")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300")


def install() -> None:
    """Install the packages on Debian and Ubuntu as root; elsewhere say once what is missing and go on."""
    missing = _missing()
    if not missing:
        return
    names = " ".join(missing)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        step(
            f"缺少 {names}，用到它们的测试会跳过。Debian或Ubuntu：sudo apt-get install {names}",
            f"{names} missing, tests that need them are skipped. Debian or Ubuntu: sudo apt-get install {names}",
        )
        return
    step(f"正在安装 {names}", f"installing {names}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        run(["apt-get", "update", "-qq"], environment=quiet)
        run([*INSTALL, *missing], environment=quiet)
    except Stop as reason:
        print(reason)


def _missing() -> list[str]:
    browser = any(map(shutil.which, BROWSERS))
    if shutil.which("dpkg-query") is None:
        return [] if browser else ["chromium"]
    asked = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *PACKAGES],
        capture_output=True,
        text=True,
        check=False,
    )
    present = {line.split()[0] for line in asked.stdout.splitlines() if line.endswith(" installed")}
    if browser:
        present.add("chromium")
    return [name for name in PACKAGES if name not in present]
