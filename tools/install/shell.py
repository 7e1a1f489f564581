"""Run the programs of the installation, keep what they print, and turn a failure into one sentence."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from install.places import LOG, ROOT
from install.say import Stop, disk_full, failed, no_registry, not_writable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What pip, uv and npm print when nobody answers.
UNREACHABLE = re.compile(
    r"connection refused|error sending request|failed to fetch|could not connect|tcp connect error|dns error"
    r"|name or service not known|temporary failure in name resolution|timed out|network is unreachable"
    r"|newconnectionerror|max retries exceeded|could not find a version|no matching distribution"
    r"|econnrefused|enotfound|etimedout|econnreset|eai_again",
    re.IGNORECASE,
)
MIRROR = {
    "Python": "PIP_INDEX_URL=https://…/simple",
    "npm": "npm config set registry https://…",
}


def run(
    command: Sequence[str | Path], *, registry: str = "", environment: Mapping[str, str] | None = None
) -> None:
    """Run `command` in the checkout, its output in the log. `registry`: Python or npm when it downloads."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    with LOG.open("a") as log:
        log.write(f"$ {' '.join(words)}\n{done.stdout}\n")
    if done.returncode != 0:
        raise explain(words, done.stdout, registry)


def explain(words: Sequence[str], output: str, registry: str) -> Stop:
    """The sentence for a program that failed."""
    if "No space left on device" in output or "ENOSPC" in output:
        return disk_full(str(ROOT))
    if "Permission denied" in output or "EACCES" in output:
        return not_writable(str(ROOT))
    if registry and UNREACHABLE.search(output):
        return no_registry(registry, MIRROR[registry], str(LOG))
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()] or lines or ["no output"]
    return failed(Path(words[0]).name, errors[0], str(LOG))
