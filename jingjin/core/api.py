"""What every API router shares: declared actions, problem+json, paging by cursor, versions.

An operation declares its action like a page does: `@router.get("/x", **operation("x_list", "x.read"))`.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Schema

from jingjin.core.errors import Conflict, Invalid, JingjinError

if TYPE_CHECKING:
    from collections.abc import Callable

    from jingjin.core.actor import Actor

M = TypeVar("M", bound=Model)
PAGE_SIZE = 50
MAX_PAGE_SIZE = 200


def operation(operation_id: str, action: str, **extra: Any) -> dict[str, Any]:
    """The keyword arguments that name an operation and the action it stands for."""
    return {"operation_id": operation_id, "openapi_extra": {"x-action": action}, **extra}


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in actor of an API request (session or key)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by our middleware
    return actor


def expected_version(request: HttpRequest) -> int | None:
    """The version in `If-Match`, None when the caller sent none."""
    text = request.headers.get("If-Match", "").strip().strip('"')
    return int(text) if text.isdigit() else None


class Page(Schema):
    """One page of a list; `next` is the cursor of the following page, None at the end."""

    items: list[Any]
    next: str | None = None


def paged(
    rows: QuerySet[M], *, cursor: str | None, limit: int, item: Callable[[M], Schema]
) -> dict[str, Any]:
    """Rows in the order of their key, after `cursor`, at most `limit` (up to 200)."""
    size = max(1, min(limit, MAX_PAGE_SIZE))
    after = _decode(cursor)
    found = list(rows.order_by("pk").filter(pk__gt=after)[: size + 1])
    more = found[size:]
    found = found[:size]
    return {"items": [item(row) for row in found], "next": _encode(found[-1].pk) if more else None}


def _encode(key: int) -> str:
    return base64.urlsafe_b64encode(f"k{key}".encode()).decode()


def _decode(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        text = base64.urlsafe_b64decode(cursor.encode()).decode()
    except ValueError:
        text = ""
    if not (text.startswith("k") and text[1:].isdigit()):
        raise Invalid(fields={"cursor": "unknown cursor"})
    return int(text[1:])


def problem(request: HttpRequest, error: JingjinError) -> HttpResponse:
    """The error as application/problem+json (RFC 9457)."""
    body: dict[str, Any] = {
        "type": f"urn:jingjin:{error.code}",
        "title": error.message,
        "status": error.status,
    }
    if isinstance(error, Invalid):
        body["fields"] = error.fields
    if isinstance(error, Conflict):
        body["version"] = error.current.version
    return JsonResponse(body, status=error.status, content_type="application/problem+json")
