"""One view as an A4 PDF/A-2b; the same document and fonts give the same bytes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import typst

from jingjin.plans.evidence.document import EvidenceDocument, Steps, document_fields, document_hash
from jingjin.plans.evidence.explanation import LEADS, TITLES, topics
from jingjin.plans.evidence.moments import local_moment
from jingjin.plans.evidence.phrases import PRINT, ROLES
from jingjin.plans.evidence.printable import Coverage, coverage_of, printable
from jingjin.plans.evidence.words import document_name, pdf_name

_EXACT = frozenset({"at", "hash", "issued_at", "key_id", "record_uid", "style", "type"})
_TEMPLATE = Path(__file__).with_name("document.typ")


def render(document: EvidenceDocument, *, fonts: Sequence[Path]) -> bytes:
    """Typeset a document.

    fonts: folders that hold Noto Sans SC in the weights 400 and 600; the system's fonts are not used, because
    they differ from machine to machine. Raises FontsMissingError when the family is not there. Characters that
    the font lacks are printed by their number.
    """
    coverage = coverage_of(fonts)
    return typst.compile(
        _TEMPLATE,
        font_paths=list(fonts),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2b"],
        # A PDF dates to the second; typst refuses anything finer.
        timestamp=datetime.fromisoformat(document.issued_at).replace(microsecond=0),
        sys_inputs={"document": json.dumps(_printed(document, coverage), ensure_ascii=False)},
    )


def _printed(document: EvidenceDocument, coverage: Coverage) -> dict[str, object]:
    """Give the document with all that is printed besides: its hash, labels, local moments, the check page."""
    language = document.language
    fields = _drawn(document_fields(document), coverage)
    moments = {document.issued_at, *_step_moments(document)}
    return {
        **fields,
        "lacking": "〔U+" in json.dumps(fields, ensure_ascii=False),
        "hash": document_hash(document),
        "labels": {name: texts[language] for name, texts in PRINT.items()},
        "role_name": ROLES[document.role][language],
        "moments": {at: local_moment(at, document.zone, language) for at in sorted(moments)},
        "check": _check_page(document),
    }


def _drawn(fields: Mapping[str, object], coverage: Coverage) -> dict[str, object]:
    """Make every text printable but those that are compared character by character."""
    return {
        name: value if name in _EXACT else _drawn_value(value, coverage) for name, value in fields.items()
    }


def _drawn_value(value: object, coverage: Coverage) -> object:
    if isinstance(value, str):
        return printable(value, coverage)
    if isinstance(value, Mapping):
        return _drawn(value, coverage)
    if isinstance(value, list | tuple):
        return [_drawn_value(item, coverage) for item in value]
    return value


def _step_moments(document: EvidenceDocument) -> set[str]:
    blocks = [block for section in document.sections for block in section.blocks]
    return {step.at for block in blocks if isinstance(block, Steps) for step in block.steps}


def _check_page(document: EvidenceDocument) -> dict[str, object] | None:
    if document.key_id is None:
        return None
    role, language = document.role, document.language
    names = {"document": document_name(role, language), "pdf": pdf_name(role, language)}
    explained = topics(language, document.key_id, **names)
    return {
        "title": TITLES[language],
        "lead": LEADS[language],
        "topics": [asdict(topic) for topic in explained],
    }
