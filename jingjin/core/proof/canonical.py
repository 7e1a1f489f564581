"""Canonical JSON and the digests built on it.

The form is RFC 8785 (JSON Canonicalization Scheme) without floating-point numbers: one value has exactly one
sequence of bytes, so anybody can compute the same hash in any language. Amounts are therefore text
("19.5"), never floats.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

LARGEST_SAFE_INTEGER = 2**53 - 1
"""Beyond it JavaScript and others read another number (RFC 8785 §3.2.2.3)."""

SHA256_HEX_LENGTH = 64


class CanonicalError(ValueError):
    """The value has no canonical form, or the bytes are not in it."""


def canonical_json(value: object) -> bytes:
    """Give the one UTF-8 encoding of `value`: keys by UTF-16 code units, no white space.

    Raises CanonicalError for floats, integers beyond ±(2^53 − 1), keys that are not text, lone surrogates and
    types JSON does not know.
    """
    try:
        return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":")).encode()
    except (UnicodeEncodeError, RecursionError) as error:
        raise CanonicalError(str(error)) from error


def _ordered(value: object) -> object:
    """Copy `value` with sorted keys, refusing whatever another language could write differently."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        if abs(value) > LARGEST_SAFE_INTEGER:
            raise CanonicalError(f"integer out of range: {value}")
        return int(value)
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    raise CanonicalError(f"no canonical form for {type(value).__name__}")


def _utf16(key: object) -> bytes:
    if not isinstance(key, str):
        raise CanonicalError("keys are text")
    return key.encode("utf-16-be")


def read_canonical(data: bytes) -> Json:
    """Parse `data` and refuse it unless it is exactly the canonical encoding of what it says.

    This is what makes a changed byte visible even where JSON would read the same value.
    """
    try:
        value: Json = json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise CanonicalError("not JSON") from error
    if canonical_json(value) != data:
        raise CanonicalError("not in canonical form")
    return value


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest(kind: str, fields: Mapping[str, object]) -> str:
    """SHA-256 (64 hex digits) of the canonical JSON of `fields` plus `"format": kind`.

    The kind separates the domains: a hash of one kind of thing never equals that of another kind.
    """
    return sha256_hex(statement(kind, fields))


def statement(kind: str, fields: Mapping[str, object]) -> bytes:
    """Give the canonical bytes that are hashed or signed for `fields` as a thing of this `kind`."""
    return canonical_json({**fields, "format": kind})


def is_sha256_hex(text: object) -> bool:
    """Whether `text` is 64 lower-case hex digits."""
    return isinstance(text, str) and len(text) == SHA256_HEX_LENGTH and set(text) <= set("0123456789abcdef")


def is_natural(value: object) -> bool:
    """Whether `value` is an integer from 0 on (True is not 1)."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
