"""What the operations of plans share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ninja import Router, Status

from jingjin.core import clock, company
from jingjin.core.api import actor_of, expected_version
from jingjin.plans.queries.texts import Reader, reader
from jingjin.plans.schemas import Done

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from jingjin.plans.models import Plan


# One router: two routers with the same path would answer each other's methods with 405.
router = Router(tags=["plans"])


def nothing() -> Status[None]:
    """Done, with nothing to say."""
    return Status(204, None)


def key(request: HttpRequest, uid: UUID) -> dict[str, Any]:
    """Who acts on which plan, when, and the version in `If-Match`."""
    return {
        "by": actor_of(request),
        "plan": uid,
        "now": clock.now(),
        "version": expected_version(request),
    }


def reader_of(request: HttpRequest) -> Reader:
    """The reader of this request."""
    now, ours = clock.now(), company.current()
    return reader(actor_of(request), zone=ours.zone, today=ours.today(now))


def done(plan: Plan) -> Done:
    """What a write leads to."""
    return Done(uid=plan.uid, state=plan.state, version=plan.version)
