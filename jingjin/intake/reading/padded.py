"""Numbers that a workbook only shows with leading zeros: 123 with the format 00000 is the number 00123 to its author."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING

from jingjin.intake.reading.archive import column_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLES = "xl/styles.xml"
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\b[^>]*>")
_CELL_FORMATS = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(r"<(?:\w+:)?xf\b[^>]*>")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*[^/<>])>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_ZEROS = re.compile(r"0{2,15}")
Place = tuple[int, int]


def padded_cells(data: bytes) -> dict[str, dict[Place, int]]:
    """By sheet name, the cells (row, column from 1) shown with leading zeros, and to how many digits.

    Empty for nearly every workbook, and then only its list of formats was read. The bytes have been checked.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        styles = _padding_styles(archive.read(_STYLES).decode("utf-8", "replace")) if _STYLES in names else {}
        if not styles:
            return {}
        return {
            name: dict(_cells(archive.read(part), styles)) for name, part in _sheets(archive) if part in names
        }


def _padding_styles(styles: str) -> dict[bytes, int]:
    """The cell styles, by their index, whose number format is nothing but zeros."""
    digits = {
        _attribute(found, "numFmtId"): len(code)
        for found in _FORMAT.findall(styles)
        if _ZEROS.fullmatch(code := _attribute(found, "formatCode"))
    }
    formats = _CELL_FORMATS.search(styles)
    if not digits or not formats:
        return {}
    used = [digits.get(_attribute(found, "numFmtId")) for found in _CELL_FORMAT.findall(formats[0])]
    return {str(index).encode(): width for index, width in enumerate(used) if width}


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part of the archive that holds it."""
    parts = {
        _attribute(found, "Id"): _attribute(found, "Target")
        for found in _RELATION.findall(_read(archive, "xl/_rels/workbook.xml.rels"))
    }
    for found in _SHEET.findall(_read(archive, "xl/workbook.xml")):
        target = parts.get(_attribute(found, "r:id"), "")
        yield (
            _attribute(found, "name"),
            target.removeprefix("/") if target.startswith("/") else f"xl/{target}",
        )


def _read(archive: zipfile.ZipFile, part: str) -> str:
    return archive.read(part).decode("utf-8", "replace") if part in archive.namelist() else ""


def _attribute(element: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', element)
    return unescape(found[1]) if found else ""


def _cells(sheet: bytes, styles: dict[bytes, int]) -> Iterator[tuple[Place, int]]:
    for found in _CELL.finditer(sheet):
        style = _STYLE.search(found[1])
        place = _PLACE.search(b" " + found[1])
        if style and place and style[1] in styles:
            yield (int(place[2]), column_number(place[1])), styles[style[1]]
