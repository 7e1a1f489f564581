"""What one view of a record says, as data: the input of the PDF and a part of the evidence file.

All texts are already in the document's language, in formal register (本人, 公司). The SHA-256 of
`document_bytes` is printed on every page, so that paper can be compared with the file.
"""

from dataclasses import asdict, dataclass
from typing import Literal, TypeAlias

from jingjin.core.proof.canonical import canonical_json, sha256_hex
from jingjin.plans.evidence.words import Language, ViewRole

DOCUMENT_FORMAT = "jingjin-document/1"


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text; `quote` is somebody's own words, kept as written; `note` is small print."""

    text: str
    style: Literal["plain", "quote", "note"] = "plain"


@dataclass(frozen=True, slots=True)
class Rows:
    """Labels with values."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """weight: share of the width; a numeric column stands to the right and is as wide as its numbers."""

    label: str
    weight: int = 1
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Every row has one text per column."""

    columns: tuple[Column, ...]
    body: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """One event of the record: its number in the chain, moment (as in the chain), actor and hash."""

    seq: int
    what: str
    actor: str
    at: str
    hash: str


@dataclass(frozen=True, slots=True)
class Steps:
    steps: tuple[StepLine, ...]


Block: TypeAlias = Paragraph | Rows | Table | Steps

_TYPES: dict[type, str] = {Paragraph: "paragraph", Rows: "rows", Table: "table", Steps: "steps"}


@dataclass(frozen=True, slots=True)
class Section:
    """key: name in code, by which a view allows or lacks it."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Place for a signature by hand; statement: what signing means ("本人已收到…")."""

    role: str
    name: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceDocument:
    """One view in one language.

    employer: full legal name of the contracting entity; number: the document's own number; issued_at: moment
    as in the chain; zone: IANA name in which moments are printed; facts: rows under the title (employee
    number, names, period …); summary: one grey line under the title; key_id: fingerprint of the key that
    signs the evidence file, None for a print that is in none (it then has no page about checking).
    """

    language: Language
    role: ViewRole
    title: str
    number: str
    employer: str
    record_uid: str
    issued_at: str
    zone: str
    facts: tuple[Row, ...]
    sections: tuple[Section, ...]
    signatures: tuple[SignatureLine, ...] = ()
    key_id: str | None = None
    summary: str = ""


def document_fields(document: EvidenceDocument) -> dict[str, object]:
    """Give the document as plain JSON values; each block names its type."""
    fields = asdict(document)
    for section, plain in zip(document.sections, fields["sections"], strict=True):
        blocks = zip(section.blocks, plain["blocks"], strict=True)
        plain["blocks"] = [{"type": _TYPES[type(block)], **values} for block, values in blocks]
    return {**fields, "format": DOCUMENT_FORMAT}


def document_bytes(document: EvidenceDocument) -> bytes:
    """Give the canonical JSON of the document."""
    return canonical_json(document_fields(document))


def document_hash(document: EvidenceDocument) -> str:
    """SHA-256 of `document_bytes`, printed on each page."""
    return sha256_hex(document_bytes(document))
