"""What surrounds every page: company, navigation with counters, me, who looked at my data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from jingjin.accounts.public import Role
from jingjin.audit.public import access_summary
from jingjin.core.ui_values import initial_of
from jingjin.desk.queries import known_count
from jingjin.org.public import is_manager, own_face

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from jingjin.core.actor import Actor
    from jingjin.core.web import Request
    from jingjin.desk.queries import Counts

NOTE_KEPT_FOR = 60  # seconds


@dataclass(frozen=True)
class NavItem:
    """An entry of the rail."""

    key: str
    label: str
    url: str
    icon: str
    count: int = 0
    current: bool = False
    on_phone: bool = True


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
    bottom_nav: list[NavItem] = field(default_factory=list)
    counts_url: str = ""
    me: Me | None = None
    search_url: str = ""
    inbox_url: str = ""
    access_note: str = ""
    access_url: str = ""


@dataclass(frozen=True)
class Place:
    """A part of the product in the rail; `seen_by` decides whether this reader has it at all."""

    key: str
    label: Any
    url_name: str
    icon: str
    seen_by: Callable[[Actor], bool] = lambda _by: True
    on_phone: bool = True


def _has_team(by: Actor) -> bool:
    return is_manager(by) or by.has_role(Role.HR_PARTNER) or by.has_role(Role.HR_ADMIN)


def _oversees(by: Actor) -> bool:
    return any(map(by.has_role, (Role.HR_ADMIN, Role.HR_PARTNER, Role.EXECUTIVE)))


PLACES = (
    Place("today", _("Today"), "desk:today", "sun"),
    Place("goals", _("Goals"), "goals:mine", "target"),
    Place("plans", _("Plans"), "plans:list", "route"),
    Place("team", _("Team"), "desk:team", "users-round", _has_team),
    Place("people", _("People"), "org:directory", "contact-round"),
    Place("insight", _("Insight"), "insight:overview", "chart-line", _oversees, on_phone=False),
    Place("settings", _("Settings"), "site:settings", "settings", on_phone=False),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context for the base template; signed-out pages get the company's name only. At most 1 query.

    The counters are shown as far as this process knows them; else the page asks for them once it stands
    (`counts_url`), so that what waits in all areas is no burden of every page.
    """
    ours = cast("Request", request)
    theme = getattr(getattr(request, "user", None), "theme", "")
    return {
        "shell": _frame(ours),
        "theme": theme or request.COOKIES.get("jingjin_theme", "auto"),
        "language": translation.get_language(),
    }


def _frame(request: Request) -> Shell:
    company = getattr(request, "company", None)
    name = company.label() if company else ""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or actor.account_id is None:
        return Shell(name, is_demo=bool(company and company.is_demo))
    counts = known_count(actor)
    nav = [item for place in PLACES if place.seen_by(actor) and (item := _item(place, request, counts))]
    return Shell(
        name,
        is_demo=bool(company and company.is_demo),
        nav=nav,
        bottom_nav=[*[item for item in nav if item.on_phone][:4], _more(request)],
        counts_url="" if counts else reverse("desk:counts"),
        me=_me(request),
        search_url=reverse("org:directory"),
        access_note=_access_note(request),
        access_url=reverse("desk:who_looked"),
        inbox_url=reverse("notify:inbox"),
    )


def _item(place: Place, request: Request, counts: Counts | None) -> NavItem | None:
    try:
        url = reverse(place.url_name)
    except NoReverseMatch:  # an area of a later issue
        return None
    match = request.resolver_match
    current = url == request.path or (
        url != "/" and bool(match and match.app_name == place.url_name.split(":")[0])
    )
    if place.key in {"team", "insight"}:
        current = request.path.startswith(url)
    count = counts.of(place.key) if counts else 0
    return NavItem(place.key, str(place.label), url, place.icon, count, current, place.on_phone)


def _more(request: Request) -> NavItem:
    url = reverse("site:settings")
    return NavItem("more", gettext("More"), url, "menu", current=request.path == url)


def _me(request: Request) -> Me:
    account: Any = request.user
    person = own_face(request.actor)
    if person is None:
        return Me(account.display_name, "", initial_of(account.display_name))
    return Me(person.name, person.subtitle, person.initial, person.tint, person.url)


def _access_note(request: Request) -> str:
    subject = request.actor.person_uid
    if subject is None:
        return ""
    month = request.now - timedelta(days=30)
    key = f"site.access_note:{subject}"
    people = cache.get(key)
    if people is None:
        people = access_summary(subject, since=month).people
        cache.set(key, people, NOTE_KEPT_FOR)
    if not people:
        return ""
    return ngettext(
        "%(count)s person opened your data this month, besides your manager's daily work",
        "%(count)s people opened your data this month, besides your manager's daily work",
        people,
    ) % {"count": people}
