"""What a manager changed after HR had sent the plan back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.audit import public as audit
from jingjin.core.ui_values import Change
from jingjin.plans.queries.content import content_of
from jingjin.plans.words.content import differences

if TYPE_CHECKING:
    from jingjin.plans.models import Plan


def changes_since_return(plan: Plan) -> list[Change]:
    """The difference between the draft as HR sent it back last and as it stands now (2 queries and the
    content's); empty when it never was sent back. The draft of then is what the chain sealed."""
    events = audit.events_of(plan.uid)
    returned = max((row.seq for row in events if row.kind == "plan.returned"), default=0)
    drafts = [row for row in events if row.kind == "plan.edited" and row.seq < returned]
    if not drafts:
        return []
    old = audit.contents(drafts[-1:]).get(drafts[-1].pk)
    if old is None:  # erased by rule
        return []
    found = differences(old, content_of(plan))
    return [Change(label=line.label, old=line.old, new=line.new) for line in found]
