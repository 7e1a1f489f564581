"""What an address asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from jingjin.core.errors import NotFound

if TYPE_CHECKING:
    from jingjin.core.web import Request


def uid_asked(request: Request, name: str) -> UUID | None:
    """The uid that a parameter of the address names; NotFound for what is none."""
    text = request.GET.get(name, "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None
