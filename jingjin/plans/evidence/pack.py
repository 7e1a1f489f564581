"""Making an evidence file: one ZIP of everything an outsider needs to check a record."""

from collections.abc import Sequence
from dataclasses import dataclass

from jingjin.core.proof.canonical import sha256_hex
from jingjin.core.proof.chain import Event
from jingjin.core.proof.keys import PrivateKey, key_id, public_pem, sign_bytes
from jingjin.plans.evidence.attachments import Anchored, Opening, anchored_bytes, chain_bytes, opening_bytes
from jingjin.plans.evidence.container import write
from jingjin.plans.evidence.document import EvidenceDocument, document_bytes
from jingjin.plans.evidence.findings import Report
from jingjin.plans.evidence.manifest import Manifest, Part, Step, View, manifest_bytes
from jingjin.plans.evidence.readme import readme
from jingjin.plans.evidence.verify import verify_bytes
from jingjin.plans.evidence.words import (
    ANCHOR,
    CHAIN,
    LANGUAGES,
    MANIFEST,
    PUBLIC_KEY,
    SIGNATURE,
    Language,
    content_name,
    document_name,
    pdf_name,
    readme_name,
)

_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "pem": "application/x-pem-file",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class RenderedView:
    """A document, its PDF (`pdf.render`), and the keys of all sections that its reader may be given."""

    document: EvidenceDocument
    pdf: bytes
    allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class StepText:
    """How one event reads in the manifest: what happened, and who did it."""

    seq: int
    what: str
    actor: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that goes into an evidence file.

    record_uid: the record's UUID, which is also the stream of its chain; language: of title, names and steps;
    created_at: moment as in the chain; events: the whole chain; anchored: its head under an anchor signed
    with the same key; openings: contents that every reader of this file may have; views: the PDFs.
    """

    title: str
    record_uid: str
    number: str
    company: str
    employee_number: str
    names: tuple[str, ...]
    language: Language
    created_at: str
    steps: tuple[StepText, ...]
    events: tuple[Event, ...]
    anchored: Anchored
    views: tuple[RenderedView, ...]
    openings: tuple[Opening, ...] = ()


class UnsoundError(ValueError):
    """The dossier contradicts itself, so that its file would fail the check; report says where."""

    def __init__(self, report: Report) -> None:
        super().__init__(
            "; ".join(f"{found.name} {found.seq or ''} {found.problem}" for found in report.findings)
        )
        self.report = report


def build(dossier: Dossier, key: PrivateKey) -> bytes:
    """Pack, sign and check the file; the same dossier and key give the same bytes.

    Raises UnsoundError when the chain is broken, the anchor is of another key or head, a view belongs to
    another record or holds a section that its reader may not be given, or an opening is not what was sealed;
    ValueError for two views of one role in one language, KeyError for a step without its event.
    """
    parts = _parts(dossier, key)
    manifest = manifest_bytes(_manifest(dossier, parts, key_id(key.public_key())))
    signature = sign_bytes(manifest, key)
    archive = write({MANIFEST: manifest, SIGNATURE: signature, **parts})
    report = verify_bytes(archive, trusted_key=key.public_key())
    if not report.ok:
        raise UnsoundError(report)
    return archive


def _parts(dossier: Dossier, key: PrivateKey) -> dict[str, bytes]:
    """Give every part but manifest and signature, in the order of the container."""
    public = key.public_key()
    parts = {readme_name(language): readme(language, key_id(public)).encode() for language in LANGUAGES}
    parts[PUBLIC_KEY] = public_pem(public)
    for view in dossier.views:
        role, language = view.document.role, view.document.language
        if pdf_name(role, language) in parts:
            raise ValueError(f"two views for {role} in {language}")
        parts[pdf_name(role, language)] = view.pdf
        parts[document_name(role, language)] = document_bytes(view.document)
    parts[CHAIN] = chain_bytes(dossier.events)
    parts[ANCHOR] = anchored_bytes(dossier.anchored)
    return parts | {content_name(opening.seq): opening_bytes(opening) for opening in dossier.openings}


def _manifest(dossier: Dossier, parts: dict[str, bytes], signer: str) -> Manifest:
    return Manifest(
        title=dossier.title,
        record_uid=dossier.record_uid,
        number=dossier.number,
        company=dossier.company,
        employee_number=dossier.employee_number,
        names=dossier.names,
        language=dossier.language,
        created_at=dossier.created_at,
        key_id=signer,
        steps=_steps(dossier.steps, dossier.events),
        parts=tuple(_part(name, data) for name, data in parts.items()),
        views=tuple(_view(view) for view in dossier.views),
    )


def _steps(texts: Sequence[StepText], events: Sequence[Event]) -> tuple[Step, ...]:
    """Join each text with its event; raises KeyError for a number that the chain does not have."""
    by_seq = {event.seq: event for event in events}
    chosen = [(text, by_seq[text.seq]) for text in texts]
    return tuple(
        Step(text.seq, text.what, text.actor, event.at, event.content_hash, event.hash)
        for text, event in chosen
    )


def _part(name: str, data: bytes) -> Part:
    return Part(name, _MEDIA_TYPES[name.rpartition(".")[2]], sha256_hex(data), len(data))


def _view(view: RenderedView) -> View:
    role, language = view.document.role, view.document.language
    sections = tuple(sorted(view.allowed))
    return View(role, language, sections, pdf_name(role, language), document_name(role, language))
