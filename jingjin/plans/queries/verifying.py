"""The chain of a plan, read by people: each step, who did it, when, and whether all of it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from jingjin.audit import public as audit
from jingjin.core.proof.chain import verify_chain
from jingjin.org import public as org
from jingjin.plans.queries.texts import Reader, instant_text, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jingjin.plans.models import Plan

STEPS = {
    "plan.opened": pgettext_lazy("step of a plan", "Draft opened"),
    "plan.edited": pgettext_lazy("step of a plan", "Draft edited"),
    "plan.prechecked": pgettext_lazy("step of a plan", "Pre-check run"),
    "plan.submitted": pgettext_lazy("step of a plan", "Sent to HR"),
    "plan.returned": pgettext_lazy("step of a plan", "Returned to the manager"),
    "plan.published": pgettext_lazy("step of a plan", "Approved and published"),
    "plan.numbers_kept": pgettext_lazy("step of a plan", "Figures kept as evidence"),
    "plan.time_given": pgettext_lazy("step of a plan", "More time given"),
    "plan.declined": pgettext_lazy("step of a plan", "Declined to sign"),
    "plan.answered": pgettext_lazy("step of a plan", "Answered by the employee"),
    "plan.refusal_recorded": pgettext_lazy("step of a plan", "Refusal recorded with a witness"),
    "plan.replied": pgettext_lazy("step of a plan", "Disagreement answered by HR"),
    "plan.started": pgettext_lazy("step of a plan", "Started"),
    "plan.changed": pgettext_lazy("step of a plan", "Changed, new version"),
    "plan.paused": pgettext_lazy("step of a plan", "Paused"),
    "plan.resumed": pgettext_lazy("step of a plan", "Resumed"),
    "plan.extended": pgettext_lazy("step of a plan", "Extended by the printed rule"),
    "plan.checked_in": pgettext_lazy("step of a plan", "Check-in noted"),
    "plan.check_in_missed": pgettext_lazy("step of a plan", "Check-in missed"),
    "plan.support_given": pgettext_lazy("step of a plan", "Promised support given"),
    "plan.training_attended": pgettext_lazy("step of a plan", "Training attended"),
    "plan.training_tested": pgettext_lazy("step of a plan", "Training tested"),
    "plan.assessment_begun": pgettext_lazy("step of a plan", "Assessment begun"),
    "plan.marked": pgettext_lazy("step of a plan", "Criterion assessed"),
    "plan.closed": pgettext_lazy("step of a plan", "Closed with an outcome"),
    "plan.withdrawn": pgettext_lazy("step of a plan", "Withdrawn"),
    "plan.sealed": pgettext_lazy("step of a plan", "Sealed"),
    "plan.evidence_made": pgettext_lazy("step of a plan", "Evidence file made"),
    "plan.seal_opened": pgettext_lazy("step of a plan", "Sealed plan opened with a reason"),
}
DRAFTING = ("plan.opened", "plan.edited", "plan.prechecked", "plan.submitted", "plan.returned")


@dataclass(frozen=True)
class ChainStep:
    """One link, as people read it."""

    seq: int
    what: str
    actor: str
    at: str
    hash: str


@dataclass(frozen=True)
class ChainView:
    """A chain and whether it is whole; `broken_at` is the number of the first link that is not."""

    steps: list[ChainStep]
    is_whole: bool
    broken_at: int | None


def check_chain(plan: Plan, reader: Reader) -> ChainView:
    """Read and check the plan's chain now (2 queries)."""
    events = audit.events_of(plan.uid)
    fault = verify_chain(audit.links_of(plan.uid))
    names = actor_names([row.actor for row in events], reader)
    steps = [
        ChainStep(
            seq=row.seq,
            what=step_text(row.kind),
            actor=names.get(row.actor, _("the system")),
            at=instant_text(row.at, reader.zone),
            hash=row.hash,
        )
        for row in events
    ]
    return ChainView(steps=steps, is_whole=fault is None, broken_at=fault.seq if fault else None)


def step_text(kind: str) -> str:
    """What a kind of event means."""
    return str(STEPS.get(kind, kind))


def actor_names(actors: Sequence[str], reader: Reader) -> dict[str, str]:
    """Names of the people who acted, by their uid (1 query); a system actor is not among them."""
    uids = {text for text in actors if _is_uid(text)}
    found = org.people_for(reader.by, "person.find").filter(uid__in=uids)
    names = {str(person.uid): name_of(person) for person in found}
    return {uid: names.get(uid, _("somebody who left")) for uid in uids}


def _is_uid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
