"""The door to notices: everybody has their own inbox and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jingjin.notify.models import Notice

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jingjin.core.actor import Actor


def own_notices(by: Actor) -> QuerySet[Notice]:
    """The actor's notices, newest first."""
    return Notice.objects.filter(recipient_id=by.person_id or 0).order_by("-created_at", "-id")
