"""The evidence file as a ZIP archive of which every byte is determined by its parts.

Parts are stored without compression, dates or attributes, in the order given, with ASCII names (APPNOTE 6.3
§4.3, methods and fields of version 1.0). Any ZIP program opens it. Because the archive can be rebuilt from
its parts, a changed byte outside the parts is as visible as one inside them.
"""

import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION = 10
_FIRST_OF_JANUARY_1980 = 0x21

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")


class ContainerError(ValueError):
    """The bytes are not an archive as `write` makes it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One part; crc is what the archive says of it, not necessarily true."""

    name: str
    data: bytes
    crc: int

    def intact(self) -> bool:
        """Whether the data fit the archive's own checksum (which finds accidents, not forgers)."""
        return zlib.crc32(self.data) == self.crc


def write(parts: Mapping[str, bytes]) -> bytes:
    """Pack the parts in their order; raises ContainerError for a name that is not plain ASCII."""
    for name in parts:
        if not _NAME.fullmatch(name):
            raise ContainerError(f"not a name for a part: {name!r}")
    return _assemble([Entry(name, data, zlib.crc32(data)) for name, data in parts.items()])


def read(archive: bytes) -> list[Entry]:
    """Unpack; raises ContainerError unless the archive is byte for byte what its parts and checksums give."""
    entries: list[Entry] = []
    place = 0
    while archive.startswith(_LOCAL_MARK, place) and len(archive) >= place + _LOCAL.size:
        head = _LOCAL.unpack_from(archive, place)
        crc, size, name_size = head[6], head[7], head[9]
        name_at = place + _LOCAL.size
        data_at = name_at + name_size
        place = data_at + size
        name = archive[name_at:data_at].decode("latin-1")
        entries.append(Entry(name, archive[data_at:place], crc))
    plain = all(_NAME.fullmatch(entry.name) for entry in entries)
    if not plain or len({entry.name for entry in entries}) < len(entries) or _assemble(entries) != archive:
        raise ContainerError("not in the form that its parts determine")
    return entries


def _assemble(entries: Sequence[Entry]) -> bytes:
    body, directory = bytearray(), bytearray()
    for entry in entries:
        name, size, offset = entry.name.encode("latin-1"), len(entry.data), len(body)
        common = (0, 0, 0, _FIRST_OF_JANUARY_1980, entry.crc, size, size, len(name), 0)
        body += _LOCAL.pack(_LOCAL_MARK, _VERSION, *common) + name + entry.data
        directory += _CENTRAL.pack(_CENTRAL_MARK, _VERSION, _VERSION, *common, 0, 0, 0, 0, offset) + name
    count = len(entries)
    return bytes(
        body + directory + _END.pack(_END_MARK, 0, 0, count, count, len(directory), len(body), 0),
    )
