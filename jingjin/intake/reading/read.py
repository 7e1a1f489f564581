"""From the bytes of a file to its tables. What a file is, its bytes say; its name is only checked."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from jingjin.intake.reading.codes import FileCode
from jingjin.intake.reading.delimited import read_delimited
from jingjin.intake.reading.limits import DEFAULT, Limits
from jingjin.intake.reading.problems import FileProblem
from jingjin.intake.reading.workbook import OLE, ZIP, read_workbook

if TYPE_CHECKING:
    from jingjin.intake.reading.table import Table

_OTHERS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"{\\rtf", "rtf"),
)
_WEB_PAGE = re.compile(rb"\s*(<!doctype html|<html|<head|<meta|<table|<style|<div)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml")
_TEXT = frozenset({"csv", "tsv", "txt", "tab", ""})
_BOOKS = frozenset({"xlsx", "xls", "xlsm", "et"})  # et is the old format of WPS


def read_tables(data: bytes, filename: str, *, limits: Limits = DEFAULT, encoding: str = "") -> list[Table]:
    """All tables of a CSV, XLSX or XLS file.

    A workbook's extension on delimited text is common (many systems export tab-separated text as .xls) and is
    read as what it is, when it has more than one column. `encoding` overrides the detected one of a text file.
    Raises FileProblem and nothing else, whatever the bytes are.
    """
    if len(data) > limits.size:
        raise FileProblem(FileCode.TOO_LARGE, megabytes=limits.size // 1_000_000)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileProblem(FileCode.EMPTY)
    if data.startswith((ZIP, OLE)):
        return read_workbook(data, limits)
    extension = PurePath(filename).suffix.lower().removeprefix(".")
    _refuse_others(data, extension)
    table = read_delimited(data, PurePath(filename).stem, limits, encoding)
    if extension in _BOOKS and table.width == 1:
        raise FileProblem(FileCode.WRONG_EXTENSION, extension=extension)
    return [table]


def _refuse_others(data: bytes, extension: str) -> None:
    kind = next((kind for mark, kind in _OTHERS if data.startswith(mark)), "")
    if kind:
        raise FileProblem(FileCode.WRONG_KIND, kind=kind)
    if _WEB_PAGE.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise FileProblem(FileCode.WEB_PAGE)
    if _XML.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise FileProblem(FileCode.WRONG_KIND, kind="xml")
    if extension not in _TEXT | _BOOKS:
        raise FileProblem(FileCode.WRONG_KIND, kind=extension)
