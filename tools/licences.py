"""Fails when a runtime dependency's licence does not allow commercial self-hosting."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements" / "runtime.txt"
REFUSED = re.compile(
    r"\b(A?GPL|GNU (Affero )?General Public|SSPL|BUSL|Commons Clause|Non-?Commercial)", re.IGNORECASE
)
# LGPL and MPL are libraries we link to and do not change.
ALLOWED = re.compile(r"\b(L-?GPL|Lesser General Public|MPL|Mozilla Public)", re.IGNORECASE)


def licences(package: str) -> str:
    """All that a package's metadata says of its licence."""
    data = metadata(package)
    classifiers = [line for line in data.get_all("Classifier") or () if line.startswith("License")]
    stated = [" ".join(data.get_all(key) or ())[:200] for key in ("License-Expression", "License")]
    return " | ".join([*stated, *classifiers])


def refused(text: str) -> bool:
    """Whether a licence text forbids what we need; dual licences with an allowed one are fine."""
    return bool(REFUSED.search(text)) and not ALLOWED.search(text)


def locked() -> list[str]:
    """The packages of the runtime lock."""
    return re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(), re.MULTILINE)


def main() -> int:
    """Print what is refused or says nothing, and count the rest."""
    wrong = []
    for package in locked():
        try:
            text = licences(package)
        except PackageNotFoundError:  # for another system or Python
            continue
        if refused(text) or not text.strip(" |"):
            wrong.append(f"{package}: {text.strip(' |') or 'no licence named'}")
    print("\n".join(wrong) or f"{len(locked())} runtime packages may be self-hosted commercially")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
