"""The entries of the settings page, and who sees which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jingjin.accounts.public import Role

if TYPE_CHECKING:
    from jingjin.core.actor import Actor
    from jingjin.core.company import CurrentCompany


@dataclass(frozen=True)
class Entry:
    """A line of the settings page; `roles` empty means everybody."""

    url_name: str
    icon: str
    label: Any
    note: Any
    roles: tuple[Role, ...] = ()
    args: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """A titled group of entries with their addresses."""

    title: Any
    entries: list[tuple[Entry, str]]


HR, IT = Role.HR_ADMIN, Role.IT_ADMIN
MINE = (
    Entry("accounts:new_password", "key-round", _("Password"), _("Only you know it.")),
    Entry("accounts:sessions", "monitor-smartphone", _("Signed-in devices"), _("End what you don't know.")),
    Entry("accounts:keys", "key-square", _("API keys"), _("For your own scripts, with your own rights.")),
    Entry("desk:who_looked", "eye", _("Who looked at my data"), _("Who, when and why.")),
)
COMPANY = (
    Entry(
        "intake:upload",
        "file-up",
        _("Import the roster"),
        _("CSV or Excel; a preview first."),
        (HR,),
        ("people",),
    ),
    Entry("org:accounts", "users-round", _("People's accounts"), _("Open in bulk, hand out codes."), (HR,)),
    Entry("org:roles", "shield-check", _("Roles"), _("Who holds which role over which unit."), (HR, IT)),
    Entry(
        "goals:periods", "calendar", _("Goal periods"), _("Quarters and half-years, open and closed."), (HR,)
    ),
    Entry("metrics:metrics", "chart-line", _("Indicators"), _("Definition, formula and source."), (HR, IT)),
    Entry("metrics:feeds", "plug", _("Data sources"), _("Fresh, late or down."), (HR, IT)),
    Entry(
        "metrics:batches", "inbox", _("Imports"), _("Received = stored + unchanged + to repair."), (HR, IT)
    ),
    Entry("insight:settings", "activity", _("Signals"), _("Off until an admin enables them."), (HR,)),
    Entry("site:jobs", "list-checks", _("Background work"), _("What runs, what failed, why."), (IT, HR)),
)
DEMO = (
    Entry(
        "site:leave_demo",
        "door-open",
        _("Leave the demo"),
        _("Drops the demo company in one step."),
        (HR, IT),
    ),
    Entry("site:components", "shapes", _("Components"), _("Every component in every state.")),
)


def settings_groups(by: Actor, company: CurrentCompany) -> list[Group]:
    """The groups and entries this actor sees, without queries."""
    groups = [(_("Mine"), MINE), (_("Company"), COMPANY)]
    if company.is_demo and settings.DEMO_MODE:
        groups.append((_("Demo"), DEMO))
    found = [Group(title, _visible(by, entries)) for title, entries in groups]
    return [group for group in found if group.entries]


def _visible(by: Actor, entries: tuple[Entry, ...]) -> list[tuple[Entry, str]]:
    return [
        (entry, reverse(entry.url_name, args=entry.args))
        for entry in entries
        if not entry.roles or any(by.has_role(role) for role in entry.roles)
    ]
