"""The manifest: what the evidence file claims, and the hash of each of its parts; it alone is signed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from jingjin.core.proof.canonical import (
    CanonicalError,
    Json,
    is_natural,
    is_sha256_hex,
    read_canonical,
    statement,
)
from jingjin.core.proof.chain import is_instant
from jingjin.plans.evidence.words import Language, ViewRole

MANIFEST_FORMAT = "jingjin-evidence/1"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the record, as text and as its place in the chain.

    what, actor: texts in the manifest's language; at: the server's time; content_hash: of the personal
    content sealed with it, or None; seq, event_hash: number and hash of its event.
    """

    seq: int
    what: str
    actor: str
    at: str
    content_hash: str | None
    event_hash: str


@dataclass(frozen=True, slots=True)
class Part:
    """A file in the container; size in bytes."""

    name: str
    media_type: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class View:
    """A PDF and its text for one reader; sections: keys of all sections this reader may be given."""

    role: ViewRole
    language: Language
    sections: tuple[str, ...]
    pdf: str
    document: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """company: full legal name; names: of the employee, as shown; created_at: moment as in the chain."""

    title: str
    record_uid: str
    number: str
    company: str
    employee_number: str
    names: tuple[str, ...]
    language: Language
    created_at: str
    key_id: str
    steps: tuple[Step, ...]
    parts: tuple[Part, ...]
    views: tuple[View, ...]


def manifest_bytes(manifest: Manifest) -> bytes:
    """Give the canonical JSON that stands in the file and is signed."""
    return statement(MANIFEST_FORMAT, asdict(manifest))


def read_manifest(data: bytes) -> Manifest:
    """Parse what `manifest_bytes` gives; raises CanonicalError for anything else."""
    value = read_canonical(data)
    if not isinstance(value, dict) or value.pop("format", None) != MANIFEST_FORMAT:
        raise CanonicalError("not a manifest of a known format")
    steps = tuple(_step(item) for item in _items(value.pop("steps", None)))
    parts = tuple(_part(item) for item in _items(value.pop("parts", None)))
    views = tuple(_view(item) for item in _items(value.pop("views", None)))
    names = _texts(_items(value.pop("names", None)))
    match value:
        case {
            "title": str(title),
            "record_uid": str(record_uid),
            "number": str(number),
            "company": str(company),
            "employee_number": str(employee_number),
            "language": "zh" | "en" as language,
            "created_at": str(created_at),
            "key_id": str(key_id),
            **rest,
        } if not rest and is_instant(created_at) and is_sha256_hex(key_id):
            head = (title, record_uid, number, company, employee_number, names, language, created_at, key_id)
            return Manifest(*head, steps, parts, views)
    raise CanonicalError("not the fields of a manifest")


def _items(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise CanonicalError("not a list")
    return value


def _texts(values: Iterable[Json]) -> tuple[str, ...]:
    texts = tuple(values)
    if not all(isinstance(text, str) for text in texts):
        raise CanonicalError("not a list of texts")
    return tuple(str(text) for text in texts)


def _step(value: Json) -> Step:
    match value:
        case {
            "seq": int(seq),
            "what": str(what),
            "actor": str(actor),
            "at": str(at),
            "content_hash": None | str() as content_hash,
            "event_hash": str(event_hash),
            **rest,
        } if not rest and is_natural(seq) and is_instant(at):
            if is_sha256_hex(event_hash) and (content_hash is None or is_sha256_hex(content_hash)):
                return Step(seq, what, actor, at, content_hash, event_hash)
    raise CanonicalError("not a step")


def _part(value: Json) -> Part:
    match value:
        case {
            "name": str(name),
            "media_type": str(media),
            "sha256": str(sha256),
            "size": int(size),
            **rest,
        } if not rest and is_sha256_hex(sha256) and is_natural(size):
            return Part(name, media, sha256, size)
    raise CanonicalError("not a part")


def _view(value: Json) -> View:
    match value:
        case {
            "role": "employee" | "manager" | "hr" as role,
            "language": "zh" | "en" as language,
            "sections": list(sections),
            "pdf": str(pdf),
            "document": str(document),
            **rest,
        } if not rest:
            return View(ViewRole(role), language, _texts(sections), pdf, document)
    raise CanonicalError("not a view")
