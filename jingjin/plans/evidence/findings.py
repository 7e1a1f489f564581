"""What a check can find: which part of the file, and what is wrong with it."""

import enum
from dataclasses import dataclass

from jingjin.plans.evidence.manifest import Manifest


class PartKind(enum.StrEnum):
    CONTAINER = "container"
    MANIFEST = "manifest"
    SIGNATURE = "signature"
    KEY = "key"
    PDF = "pdf"
    DOCUMENT = "document"
    CHAIN = "chain"
    EVENT = "event"
    CONTENT = "content"
    ANCHOR = "anchor"
    OTHER = "other"


class Problem(enum.StrEnum):
    DAMAGED = "damaged"
    """Its bytes are not those that were signed."""
    MISSING = "missing"
    UNEXPECTED = "unexpected"
    """The manifest does not know it."""
    UNREADABLE = "unreadable"
    """It is not written as the format demands."""
    NOT_SIGNED = "not_signed"
    """The signature was not made over it with the trusted key."""
    OTHER_KEY = "other_key"
    """The file was signed with another key than the given one."""
    CONTRADICTS = "contradicts"
    """It says something else than another part, or shows what its reader may not be given."""
    EDITED = "edited"
    REMOVED = "removed"
    REORDERED = "reordered"
    DUPLICATE = "duplicate"
    REHASHED = "rehashed"
    FOREIGN = "foreign"
    CUT = "cut"
    REBUILT = "rebuilt"


class Trust(enum.StrEnum):
    """Whose key the check relied on."""

    GIVEN = "given"
    IN_FILE = "in_file"
    """Not independently trusted: whoever made the file also chose the key."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Finding:
    """name: of the part in the container ("" for the container); seq: of the event, where it is about one."""

    part: PartKind
    problem: Problem
    name: str = ""
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Result of a check.

    findings: empty when every byte is as signed; trust, key_id: whose key was relied on, and its fingerprint;
    signer_id: fingerprint of the key inside the file ("" when it has none); manifest: what the file claims,
    None unless its signature holds.
    """

    findings: tuple[Finding, ...]
    trust: Trust
    key_id: str
    signer_id: str
    manifest: Manifest | None

    @property
    def ok(self) -> bool:
        return not self.findings
