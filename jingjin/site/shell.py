"""What surrounds every page: company, navigation with counters, me, who looked at my data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.urls import reverse
from django.utils import translation

if TYPE_CHECKING:
    from django.http import HttpRequest

    from jingjin.core.web import Request


@dataclass(frozen=True)
class NavItem:
    """An entry of the rail."""

    key: str
    label: str
    url: str
    icon: str
    count: int = 0
    current: bool = False


@dataclass(frozen=True)
class Me:
    """Who is signed in, as the rail shows it."""

    name: str
    subtitle: str
    initial: str
    tint: int = 1
    url: str = ""


@dataclass(frozen=True)
class Shell:
    """The frame of a page."""

    company_name: str
    is_demo: bool
    nav: list[NavItem] = field(default_factory=list)
    me: Me | None = None
    access_note: str = ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context for the base template; signed-out pages get the company's name only."""
    ours = cast("Request", request)
    theme = getattr(request.user, "theme", "") if hasattr(request, "user") else ""
    return {
        "shell": _frame(ours),
        "theme": theme or request.COOKIES.get("jingjin_theme", "auto"),
        "language": translation.get_language(),
        "languages": settings.LANGUAGES,
    }


def _frame(request: Request) -> Shell:
    company = getattr(request, "company", None)
    name = company.name if company else ""
    if not (hasattr(request, "user") and request.user.is_authenticated):
        return Shell(name, is_demo=bool(company and company.is_demo))
    account: Any = request.user
    me = Me(
        account.display_name,
        "",
        account.display_name[:1] or "·",
        account.pk % 4,
        reverse("accounts:new_password"),
    )
    return Shell(name, is_demo=bool(company and company.is_demo), nav=[], me=me)
