"""Compile translations: each .po into the .mo beside it. Runs with the environment's Python."""

from __future__ import annotations

import sys
from pathlib import Path

import polib


def main(folders: list[str]) -> int:
    """Compile every .po file below the folders."""
    for folder in folders:
        for source in Path(folder).rglob("locale/*/LC_MESSAGES/*.po"):
            polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
