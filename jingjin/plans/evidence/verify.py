"""Checking an evidence file offline: no database, no network, no Django.

The order is that of trust: the container, the key, the signature over the manifest, the hash of each part,
and then whether the parts agree with each other (chain, anchor, contents, views).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jingjin.core.proof.canonical import CanonicalError, sha256_hex
from jingjin.core.proof.keys import KeyFileError, PublicKey, key_id, read_public_pem, signature_holds
from jingjin.plans.evidence.agreement import disagreements
from jingjin.plans.evidence.container import ContainerError, Entry, read
from jingjin.plans.evidence.findings import Finding, PartKind, Problem, Report, Trust
from jingjin.plans.evidence.manifest import Manifest, read_manifest
from jingjin.plans.evidence.words import (
    ANCHOR,
    CHAIN,
    CONTENT_NAME,
    MANIFEST,
    PUBLIC_KEY,
    SIGNATURE,
    VIEW_NAME,
)

_KINDS = {
    MANIFEST: PartKind.MANIFEST,
    SIGNATURE: PartKind.SIGNATURE,
    PUBLIC_KEY: PartKind.KEY,
    CHAIN: PartKind.CHAIN,
    ANCHOR: PartKind.ANCHOR,
}


@dataclass(frozen=True, slots=True)
class _Keys:
    """The key relied on, and the key inside the file when it differs or is alone."""

    given: PublicKey | None
    inside: PublicKey | None

    def relied_on(self) -> PublicKey | None:
        return self.given or self.inside

    def report(self, findings: tuple[Finding, ...], manifest: Manifest | None) -> Report:
        key = self.relied_on()
        trust = Trust.GIVEN if self.given else Trust.IN_FILE if self.inside else Trust.NOBODY
        signer = key_id(self.inside) if self.inside else ""
        return Report(findings, trust, key_id(key) if key else "", signer, manifest)


def verify_file(path: Path, *, trusted_key: PublicKey | None) -> Report:
    """Check the file at `path`; see `verify_bytes`. Raises OSError when it cannot be read at all."""
    return verify_bytes(path.read_bytes(), trusted_key=trusted_key)


def verify_bytes(archive: bytes, *, trusted_key: PublicKey | None) -> Report:
    """Check an evidence file; never raises for its content.

    trusted_key: the company's public key from a source independent of the file. Without it the key inside the
    file is used, and the report says that this key is not independently trusted.
    """
    try:
        entries = {entry.name: entry for entry in read(archive)}
    except ContainerError:
        return _Keys(trusted_key, None).report((Finding(PartKind.CONTAINER, Problem.DAMAGED),), None)
    keys = _Keys(trusted_key, _key_inside(entries))
    signed = _signature_findings(entries, keys)
    try:
        manifest = read_manifest(entries[MANIFEST].data)
    except (CanonicalError, KeyError):
        return keys.report(tuple(signed or [_about(MANIFEST, Problem.UNREADABLE)]), None)
    if any(finding.part is PartKind.MANIFEST for finding in signed):
        return keys.report(tuple(signed), None)  # nothing can be compared with a damaged manifest
    spoiled = _part_findings(manifest, entries)
    parts = _comparable(entries, spoiled)
    others = disagreements(manifest, parts, keys.inside if PUBLIC_KEY in parts else keys.given)
    findings = _most_exact([*signed, *spoiled, *others])
    loose = [Finding(PartKind.CONTAINER, Problem.DAMAGED) for entry in entries.values() if not entry.intact()]
    return keys.report(findings or tuple(loose[:1]), None if signed else manifest)


def _key_inside(entries: Mapping[str, Entry]) -> PublicKey | None:
    try:
        return read_public_pem(entries[PUBLIC_KEY].data)
    except (KeyFileError, KeyError):
        return None


def _signature_findings(entries: Mapping[str, Entry], keys: _Keys) -> list[Finding]:
    """Check the signature over the manifest; where it fails, say which of the parts it takes is to blame."""
    missing = [name for name in (MANIFEST, SIGNATURE) if name not in entries]
    if missing:
        return [_about(name, Problem.MISSING) for name in missing]
    key = keys.relied_on()
    if key is None:
        problem = Problem.UNREADABLE if PUBLIC_KEY in entries else Problem.MISSING
        return [Finding(PartKind.KEY, problem, PUBLIC_KEY)]
    message, signature = entries[MANIFEST].data, entries[SIGNATURE].data
    if signature_holds(message, signature, key):
        return []
    if keys.inside and signature_holds(message, signature, keys.inside):
        return [Finding(PartKind.KEY, Problem.OTHER_KEY, PUBLIC_KEY)]
    needed = (MANIFEST, SIGNATURE) if keys.given else (MANIFEST, SIGNATURE, PUBLIC_KEY)
    damaged = [name for name in needed if not entries[name].intact()]
    if damaged:
        return [_about(name, Problem.DAMAGED) for name in damaged]
    return [Finding(PartKind.SIGNATURE, Problem.NOT_SIGNED, SIGNATURE)]


def _part_findings(manifest: Manifest, entries: Mapping[str, Entry]) -> list[Finding]:
    """Compare what is in the container with the manifest: missing, damaged and unexpected parts."""
    claimed = {part.name: part for part in manifest.parts}
    views = [name for view in manifest.views for name in (view.pdf, view.document)]
    required = dict.fromkeys([PUBLIC_KEY, CHAIN, ANCHOR, *views, *claimed])
    findings = []
    for name in [*required, *(other for other in entries if other not in required)]:
        part, entry = claimed.get(name), entries.get(name)
        if entry is None:
            findings.append(_about(name, Problem.MISSING))
        elif part is None and name not in {MANIFEST, SIGNATURE}:
            findings.append(_about(name, Problem.UNEXPECTED))
        elif part and (sha256_hex(entry.data), len(entry.data)) != (part.sha256, part.size):
            findings.append(_about(name, Problem.DAMAGED))
    return findings


def _about(name: str, problem: Problem) -> Finding:
    """Make a finding about a whole part, whose kind its name tells."""
    if content := CONTENT_NAME.fullmatch(name):
        return Finding(PartKind.CONTENT, problem, name, int(content[1]))
    if view := VIEW_NAME.fullmatch(name):
        return Finding(PartKind.PDF if view["kind"] == "pdf" else PartKind.DOCUMENT, problem, name)
    return Finding(_KINDS.get(name, PartKind.OTHER), problem, name)


def _comparable(entries: Mapping[str, Entry], spoiled: Sequence[Finding]) -> dict[str, bytes]:
    """Give the parts whose bytes are as signed, and the chain in any case: its broken event is named."""
    names = {finding.name for finding in spoiled} - {CHAIN}
    return {name: entry.data for name, entry in entries.items() if name not in names}


def _most_exact(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Keep the first finding about each thing; a named event says more than "the chain is damaged"."""
    first: dict[tuple[PartKind, str, int | None], Finding] = {}
    for finding in findings:
        first.setdefault((finding.part, finding.name, finding.seq), finding)
    if any(finding.part is PartKind.EVENT for finding in findings):
        first.pop((PartKind.CHAIN, CHAIN, None), None)
    return tuple(first.values())
