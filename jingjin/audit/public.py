"""What other areas may use of audit."""

from jingjin.audit.actions.anchors import (
    AnchoredStream,
    anchor_heads,
    anchor_stream,
    forget_anchors,
    read_anchor_file,
    signing_key,
)
from jingjin.audit.actions.events import log_access, log_access_to_all, record
from jingjin.audit.actions.many import NewEvent, record_many
from jingjin.audit.models import AccessEntry, ChainEvent
from jingjin.audit.queries.reading import (
    access_log,
    access_summary,
    changes_of,
    contents,
    events_of,
    links_of,
    sealed_contents,
)
from jingjin.audit.queries.verification import ChainReport, verify_all

__all__ = [
    "AccessEntry",
    "AnchoredStream",
    "ChainEvent",
    "ChainReport",
    "NewEvent",
    "access_log",
    "access_summary",
    "anchor_heads",
    "anchor_stream",
    "changes_of",
    "contents",
    "events_of",
    "forget_anchors",
    "links_of",
    "log_access",
    "log_access_to_all",
    "read_anchor_file",
    "record",
    "record_many",
    "sealed_contents",
    "signing_key",
    "verify_all",
]
