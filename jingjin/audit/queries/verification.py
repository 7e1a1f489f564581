"""`jingjin audit verify`: every chain against its own hashes, its content, and what the anchors promised."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from jingjin.audit.access import as_link, streams
from jingjin.audit.models import Anchor, Content
from jingjin.core.proof import anchor, chain, keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jingjin.audit.models import ChainEvent


@dataclass(frozen=True)
class ChainReport:
    """What was checked, and the first broken link of each broken chain (or anchor)."""

    chains: int
    events: int
    anchors: int
    erased: int
    faults: tuple[str, ...]


def verify_all(lines: Sequence[anchor.AnchorLine]) -> ChainReport:
    """Check everything; `lines` is the anchor file. Memory is bounded by the longest chain and the heads."""
    promised: defaultdict[str, list[chain.Head]] = defaultdict(list)
    for line in lines:
        for head in line.changed:
            promised[head.stream].append(head)
    faults = list(_anchor_faults(lines))
    chains = events = erased = 0
    for rows in streams():
        chains += 1
        events += len(rows)
        stream = str(rows[0].stream)
        fault = chain.verify_chain([as_link(row) for row in rows], anchored=promised.pop(stream, ()))
        if fault is not None:
            faults.append(f"chain {fault.stream}: link {fault.seq} {fault.kind}")
        gone, broken = _check_contents(rows)
        erased += gone
        faults += broken
    faults += [f"chain {stream}: link 1 {chain.FaultKind.CUT}" for stream in promised]
    return ChainReport(chains, events, len(lines), erased, tuple(faults))


def _anchor_faults(lines: Sequence[anchor.AnchorLine]) -> Iterable[str]:
    publics = keys.load_public_folder(Path(settings.KEYS_ROOT) / "public")
    fault = anchor.verify_anchors(lines, publics)
    if fault is not None:
        yield f"anchor {fault.n}: {fault.reason}"
    stored = Anchor.objects.count()
    if stored > len(lines):
        yield f"anchor {len(lines) + 1}: missing in the anchor file"


def _check_contents(rows: Sequence[ChainEvent]) -> tuple[int, list[str]]:
    """How many contents were erased by rule, and the links whose content was changed."""
    wanted = {row.content_id: row for row in rows if row.content_id is not None}
    found = {row.pk: row for row in Content.objects.filter(pk__in=wanted)}
    broken = [
        f"chain {row.stream}: link {row.seq} content"
        for key, row in wanted.items()
        if key in found and chain.seal_content(found[key].body, bytes(found[key].salt)) != row.content_hash
    ]
    return len(wanted) - len(found), broken
