"""Fails when a lock file names a registry's host, or a dependency of pyproject.toml is not locked."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {"runtime.txt": (), "dev.txt": ("dev",)}
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def canonical(name: str) -> str:
    """A package name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def unlocked() -> list[str]:
    """Dependencies that the lock files don't hold."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    missing = []
    for file, extras in LOCKS.items():
        wanted = list(project["dependencies"])
        for extra in extras:
            wanted += project["optional-dependencies"][extra]
        text = (ROOT / "requirements" / file).read_text()
        held = {canonical(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}
        names = [match[0] for line in wanted if (match := NAME.match(line))]
        missing += [f"{file}: {name} is not locked" for name in names if canonical(name) not in held]
    return missing


def hosts() -> list[str]:
    """Lock files that name a host."""
    files = [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]
    return [
        f"{file.name}: names a registry host" for file in files if "://" in _without_funding(file.read_text())
    ]


def _without_funding(text: str) -> str:
    """npm's lock repeats each package's funding and home page, which are no registries."""
    return re.sub(r'"(url|funding)":\s*"[^"]*"', "", text)


def main() -> int:
    """Print what is wrong."""
    wrong = [*unlocked(), *hosts()]
    print("\n".join(wrong) or "locks are complete and name no host")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
