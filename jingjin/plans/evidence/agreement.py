"""Whether the parts of an evidence file agree with each other and with the manifest."""

from collections.abc import Iterator, Mapping, Sequence

from jingjin.core.proof import anchor as anchors
from jingjin.core.proof.canonical import CanonicalError, read_canonical
from jingjin.core.proof.chain import Event, head_of, read_event, verify_chain
from jingjin.core.proof.keys import PublicKey
from jingjin.core.proof.merkle import verify_inclusion
from jingjin.plans.evidence.attachments import Anchored, opened_hash, read_anchored
from jingjin.plans.evidence.findings import Finding, PartKind, Problem
from jingjin.plans.evidence.manifest import Manifest, View
from jingjin.plans.evidence.words import ANCHOR, CHAIN, MANIFEST, content_name, document_name, pdf_name


def disagreements(manifest: Manifest, parts: Mapping[str, bytes], signer: PublicKey | None) -> list[Finding]:
    """Compare the parts that are there; absent ones are not reported here.

    parts: data by name; the chain may be damaged (its broken event is then named), all others are as signed.
    """
    anchored, anchor_findings = _anchored(parts.get(ANCHOR), signer)
    events, chain_findings = _chain(parts.get(CHAIN), manifest, anchored)
    if anchored and events and not chain_findings and anchored.head != head_of(events):
        anchor_findings.append(Finding(PartKind.ANCHOR, Problem.CONTRADICTS, ANCHOR))
    content_findings = [] if chain_findings else _contents(events, parts)
    views = [finding for view in manifest.views for finding in _view(view, manifest, parts)]
    return [*chain_findings, *anchor_findings, *content_findings, *views]


def _anchored(data: bytes | None, signer: PublicKey | None) -> tuple[Anchored | None, list[Finding]]:
    """Read the anchor and check its signature and proof; None unless all of it holds."""
    if data is None or signer is None:
        return None, []
    try:
        anchored = read_anchored(data)
    except CanonicalError:
        return None, [Finding(PartKind.ANCHOR, Problem.UNREADABLE, ANCHOR)]
    if not anchors.verify(anchored.anchor, signer):
        return None, [Finding(PartKind.ANCHOR, Problem.NOT_SIGNED, ANCHOR)]
    included = verify_inclusion(anchored.head, anchored.proof, anchored.anchor.root)
    if not included or anchored.proof.size != anchored.anchor.count:
        return None, [Finding(PartKind.ANCHOR, Problem.CONTRADICTS, ANCHOR)]
    return anchored, []


def _chain(
    data: bytes | None, manifest: Manifest, anchored: Anchored | None
) -> tuple[list[Event], list[Finding]]:
    """Read the events and name what is wrong: unreadable lines, the first broken link, other steps."""
    events, unreadable = _events(data or b"")
    if unreadable or not events:
        return [], unreadable
    fault = verify_chain(events, anchored=[anchored.head] if anchored else [])
    if fault:
        return events, [_event_finding(fault.seq, Problem(fault.kind))]
    if events[0].stream != manifest.record_uid:
        return events, [_event_finding(1, Problem.FOREIGN)]
    return events, list(_steps(manifest, events))


def _events(data: bytes) -> tuple[list[Event], list[Finding]]:
    events, findings = [], []
    lines = data.split(b"\n")
    for seq, line in enumerate(lines[:-1], start=1):
        try:
            events.append(read_event(line))
        except CanonicalError:
            findings.append(_event_finding(seq, Problem.UNREADABLE))
    if lines[-1]:
        findings.append(_event_finding(len(lines), Problem.UNREADABLE))
    return events, findings


def _steps(manifest: Manifest, events: Sequence[Event]) -> Iterator[Finding]:
    told = {event.seq: (event.at, event.content_hash, event.hash) for event in events}
    for step in manifest.steps:
        if step.seq not in told:
            yield _event_finding(step.seq, Problem.MISSING)
        elif told[step.seq] != (step.at, step.content_hash, step.event_hash):
            yield _event_finding(step.seq, Problem.CONTRADICTS)


def _contents(events: Sequence[Event], parts: Mapping[str, bytes]) -> list[Finding]:
    findings = []
    for event in events:
        name = content_name(event.seq)
        if name not in parts:
            continue
        try:
            agrees = opened_hash(parts[name]) == event.content_hash
        except CanonicalError:
            findings.append(Finding(PartKind.CONTENT, Problem.UNREADABLE, name, event.seq))
            continue
        if not agrees:
            findings.append(Finding(PartKind.CONTENT, Problem.CONTRADICTS, name, event.seq))
    return findings


def _view(view: View, manifest: Manifest, parts: Mapping[str, bytes]) -> Iterator[Finding]:
    """Check that a view's text is of this record and holds only sections this reader may be given."""
    if (view.pdf, view.document) != (
        pdf_name(view.role, view.language),
        document_name(view.role, view.language),
    ):
        yield Finding(PartKind.MANIFEST, Problem.CONTRADICTS, MANIFEST)
        return
    if view.document not in parts:
        return
    try:
        document = read_canonical(parts[view.document])
    except CanonicalError:
        document = None
    match document:
        case {
            "role": view.role,
            "language": view.language,
            "record_uid": manifest.record_uid,
            "number": manifest.number,
            "employer": manifest.company,
            "key_id": manifest.key_id,
            "sections": list(sections),
        }:
            keys = {section.get("key") if isinstance(section, dict) else None for section in sections}
            if keys <= set(view.sections):
                return
    yield Finding(PartKind.DOCUMENT, Problem.CONTRADICTS, view.document)


def _event_finding(seq: int, problem: Problem) -> Finding:
    return Finding(PartKind.EVENT, problem, CHAIN, seq)
