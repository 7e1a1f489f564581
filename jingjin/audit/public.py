"""What other areas may use of audit."""

from jingjin.audit.actions import log_access, record
from jingjin.audit.models import AccessEntry, ChainEvent
from jingjin.audit.queries import access_log, access_summary, contents, events_of, links_of

__all__ = [
    "AccessEntry",
    "ChainEvent",
    "access_log",
    "access_summary",
    "contents",
    "events_of",
    "links_of",
    "log_access",
    "record",
]
