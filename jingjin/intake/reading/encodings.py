"""Which encoding a text file is in: marks first, then proof by decoding, then how believable the signs are."""

from __future__ import annotations

import codecs
import re

from jingjin.intake.reading.codes import FileCode
from jingjin.intake.reading.problems import FileProblem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_ONE_SIDED = 20
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_ALONE = re.compile(rb"(?<![\x80-\xff])[\xc0-\xff](?![\x80-\xff])")
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\x0b\x0c\x1a")


def decode(data: bytes, encoding: str = "") -> tuple[str, str]:
    """The text of a file and the encoding it was in.

    With `encoding` given by a person, only that one is tried. Otherwise UTF-8 and UTF-16 by their marks, UTF-16
    by its zero bytes, UTF-8 by proof, GB18030 when what comes out is everyday Chinese, Windows-1252 for Western
    exports. Raises FileProblem: not_a_table for bytes that are no text, encoding where none fits.
    """
    encoding = encoding or _marked(data) or _unmarked_utf16(data)
    for name in [encoding] if encoding else _candidates(data):
        text = _try(data, name)
        if text is not None and (encoding or name != "gb18030" or _everyday(text)):
            _refuse_binary(text)
            return text, name
    if b"\x00" in data:
        raise FileProblem(FileCode.NOT_A_TABLE)
    raise FileProblem(FileCode.ENCODING, row=_first_bad_line(data))


def _candidates(data: bytes) -> list[str]:
    """UTF-8, then by whether high bytes stand in groups (Chinese) or alone among letters (Western accents)."""
    sample = data[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    alone = len(_HIGH_ALONE.findall(sample))
    return ["utf-8", "cp1252", "gb18030"] if alone * 2 > high else ["utf-8", "gb18030"]


def _marked(data: bytes) -> str:
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 by its zero bytes: delimiters, digits and line ends have one, all on the same side."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd > even * _ONE_SIDED:
        return "utf-16-le"
    return "utf-16-be" if even > odd * _ONE_SIDED else ""


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _everyday(text: str) -> bool:
    """Whether decoded GB18030 is Chinese: other encodings read as GB18030 give rare signs instead.

    GB2312 holds the 6,763 everyday signs; in real files nearly all are among them, and rare ones are in names.
    """
    wide = [sign for sign in text[:_SAMPLE] if sign > "\x7f"]
    everyday = sum(1 for sign in wide if _in_gb2312(sign))
    return everyday * 2 >= len(wide)


def _in_gb2312(sign: str) -> bool:
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _refuse_binary(text: str) -> None:
    sample = text[:_SAMPLE]
    controls = sum(1 for sign in sample if sign in _CONTROLS)
    if controls and ("\x00" in sample or controls * 100 > len(sample)):
        raise FileProblem(FileCode.NOT_A_TABLE)


def _first_bad_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1
