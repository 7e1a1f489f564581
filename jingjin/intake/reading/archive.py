"""Looking into a zipped workbook before it is read: kind, protection, unpacked size, area of its sheets."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from jingjin.intake.reading.codes import FileCode
from jingjin.intake.reading.problems import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jingjin.intake.reading.limits import Limits

_CHUNK = 1_000_000
_SMALL = 1_000_000
_KINDS = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("content.xml", "ods"),
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
)
# Self-closing cells hold a format only and take no place in the area.
_CELL = re.compile(rb'<(?:\w+:)?c\s[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"[^<>]*[^/<>]>')
_OVERLAP = 200


def check_archive(data: bytes, limits: Limits) -> None:
    """Measures a zipped workbook and makes sure that it is XLSX; raises FileProblem.

    Sizes are measured by unpacking, because the sizes that a zip file states about itself can be false.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _refuse_other_kinds(archive)
            _measure(archive, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise FileProblem(FileCode.DAMAGED) from error


def _refuse_other_kinds(archive: zipfile.ZipFile) -> None:
    names = {name.lower().replace("\\", "/") for name in archive.namelist()}
    kind = next((kind for part, kind in _KINDS if part in names), "zip")
    if kind != "xlsx":
        raise FileProblem(FileCode.WRONG_KIND, kind=kind)
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise FileProblem(FileCode.ENCRYPTED)


def _measure(archive: zipfile.ZipFile, limits: Limits) -> None:
    total = 0
    for info in archive.infolist():
        size = 0
        area = _Area(limits) if "/worksheets/" in info.filename.lower() else None
        for chunk in _unpack(archive, info):
            size += len(chunk)
            total += len(chunk)
            if total > limits.unpacked or (size > _SMALL and size > info.compress_size * limits.ratio):
                raise FileProblem(FileCode.BOMB)
            if area is not None:
                area.see(chunk)


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a member really unpacks to, however long it claims to be."""
    info.file_size = 1 << 62  # the reader would stop at the claimed length; the workbook library does not
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            yield chunk


class _Area:
    """The rectangle from the first cell to the furthest, seen chunk by chunk.

    A sheet with one cell at XFD1048576 is a few hundred bytes and seventeen thousand million cells.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.tail = b""
        self.width = 0
        self.height = 0

    def see(self, chunk: bytes) -> None:
        text = self.tail + chunk
        self.tail = text[-_OVERLAP:]
        cells = _CELL.findall(text)
        self.width = max(self.width, max(map(column_number, {letters for letters, _ in cells}), default=0))
        self.height = max(self.height, max((int(row) for _, row in cells), default=0))
        if self.width * self.height > self.limits.cells or self.width > self.limits.columns:
            raise FileProblem(FileCode.TOO_MANY_CELLS, cells=self.limits.cells, columns=self.limits.columns)


def column_number(letters: bytes) -> int:
    """A column's number from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
