"""The API of the inbox."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from jingjin.core import clock
from jingjin.core.api import actor_of, operation
from jingjin.core.web import SIGNED_IN
from jingjin.notify import actions, queries

router = Router(tags=["notify"])


class NoticeOut(Schema):
    """A notice in the caller's language."""

    uid: str
    text: str
    url: str
    at: datetime
    unread: bool


@router.get("/inbox", response=list[NoticeOut], **operation("inbox_list", SIGNED_IN))
def inbox_list(request: HttpRequest) -> list[queries.Line]:
    """The newest notices."""
    return queries.inbox(actor_of(request))


@router.post("/inbox/read", response={204: None}, **operation("inbox_read", SIGNED_IN))
def inbox_read(request: HttpRequest, uids: list[str] | None = None) -> tuple[int, None]:
    """Mark notices read, all when none are named."""
    actions.mark_read(by=actor_of(request), uids=uids, now=clock.now())
    return 204, None
