"""Doing a thing once: one-use tokens of forms and Idempotency-Keys of API writes.

`claim` inserts the token inside the action's transaction; a second, even simultaneous, request waits
for the first and then learns where it led.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from jingjin.core.models import UsedToken

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def new_token() -> str:
    """A fresh token for a form."""
    return secrets.token_urlsafe(18)


def claim(token: str, *, account_id: int | None) -> UsedToken | None:
    """Take the token: None when it was free, the earlier use otherwise. Call it inside a transaction."""
    try:
        with transaction.atomic():
            UsedToken.objects.create(token=token, account_id=account_id)
    except IntegrityError:
        return UsedToken.objects.get(token=token)
    return None


def finish(token: str, response: HttpResponse) -> None:
    """Remember what the first use answered, for those who repeat it."""
    UsedToken.objects.filter(token=token).update(
        status=response.status_code,
        location=response.headers.get("Location", response.headers.get("HX-Redirect", "")),
        body=response.content.decode()
        if response.headers.get("Content-Type", "").startswith("application/")
        else "",
    )


def token_of(request: HttpRequest) -> str:
    """The token a form sent, bound to its account; empty when it sent none."""
    token = request.POST.get("once", "")[:60]
    return f"form:{request.user.pk or 0}:{token}" if token else ""
