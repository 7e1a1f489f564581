"""Making any text printable: people write emoji, rare characters and endless links, and PDF/A refuses a
character that its font cannot draw. The evidence file keeps the text as written; only the print is adapted.
"""

import re
import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path

FONT_FILES = "NotoSansSC*.ttf"
ZERO_WIDTH_SPACE = "\u200b"

_ENDLESS = re.compile(r"[^\s\u2e80-\uffff]{24,}")
_BREAK_EVERY = 8
_FULL_UNICODE = (3, 10)
_SEGMENTED_COVERAGE = 12


class FontsMissingError(Exception):
    """None of the folders holds Noto Sans SC."""


class Coverage:
    """The characters that a font can draw, as sorted ranges."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._ranges = sorted(ranges)
        self._starts = [first for first, _ in self._ranges]

    def __contains__(self, letter: str) -> bool:
        place = bisect_right(self._starts, ord(letter)) - 1
        return place >= 0 and ord(letter) <= self._ranges[place][1]


def coverage_of(folders: Sequence[Path]) -> Coverage:
    """Read which characters Noto Sans SC in these folders can draw; raises FontsMissingError."""
    files = sorted(file for folder in folders for file in folder.rglob(FONT_FILES))
    if not files:
        raise FontsMissingError(f"no {FONT_FILES} in {', '.join(map(str, folders))}")
    return _read_coverage(files[0])


@lru_cache(maxsize=4)
def _read_coverage(file: Path) -> Coverage:
    """Read the segmented coverage (format 12) of the full repertoire: OpenType specification, "cmap"."""
    data = file.read_bytes()
    tables = struct.unpack_from(">H", data, 4)[0]
    directory = (struct.unpack_from(">4sIII", data, 12 + 16 * number) for number in range(tables))
    cmap = next(offset for tag, _, offset, _ in directory if tag == b"cmap")
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    records = (struct.unpack_from(">HHI", data, cmap + 4 + 8 * number) for number in range(count))
    table = cmap + next(offset for *kind, offset in records if tuple(kind) == _FULL_UNICODE)
    form, _, _, _, groups = struct.unpack_from(">HHIII", data, table)
    if form != _SEGMENTED_COVERAGE:
        raise FontsMissingError(f"{file} maps characters in another form than expected")
    spans = (struct.unpack_from(">III", data, table + 16 + 12 * number) for number in range(groups))
    return Coverage((first, last) for first, last, _ in spans)


def printable(text: str, coverage: Coverage) -> str:
    """Write characters that the font lacks as 〔U+1F600〕, drop invisible ones it lacks, let long runs break."""
    lines = "\n".join(text.expandtabs(4).splitlines())
    shown = "".join(
        "".join(run) if drawn else _codes(run) for drawn, run in groupby(lines, _drawable(coverage))
    )
    return _ENDLESS.sub(_breakable, shown)


def _drawable(coverage: Coverage) -> Callable[[str], bool]:
    return lambda letter: letter == "\n" or letter in coverage


def _codes(run: Iterable[str]) -> str:
    """Write a run of characters by their numbers; controls and joiners have nothing to show."""
    seen = [
        letter for letter in run if unicodedata.category(letter) not in {"Cc", "Cf"} and letter != "\ufe0f"
    ]
    return f"〔{' '.join(f'U+{ord(letter):04X}' for letter in seen)}〕" if seen else ""


def _breakable(run: re.Match[str]) -> str:
    text = run[0]
    return ZERO_WIDTH_SPACE.join(
        text[place : place + _BREAK_EVERY] for place in range(0, len(text), _BREAK_EVERY)
    )
