"""What an import row means here: the roster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jingjin.intake.public import ImportKind, register
from jingjin.org.actions.roster.columns import ROSTER
from jingjin.org.actions.roster.diff import preview_roster
from jingjin.org.actions.roster.writing import apply_roster
from jingjin.org.models import Person
from jingjin.org.rules import ROLE_RIGHTS

if TYPE_CHECKING:
    from jingjin.core.actor import Actor
    from jingjin.intake.public import Job


def _allowed(by: Actor) -> bool:
    return by.is_system or ROLE_RIGHTS["roster.import"].holds(by, Person())


def _apply(job: Job) -> str:
    apply_roster(job)
    return reverse("org:directory")


PEOPLE = ImportKind(
    key="people",
    title=_("Import the roster"),
    note=_(
        "Excel or CSV with a line for each person. Nothing is written before you have seen the difference."
    ),
    target=ROSTER,
    allowed=_allowed,
    preview=preview_roster,
    apply=_apply,
    options={"everybody": _("This file is everybody: people who are not in it have left.")},
)


def connect() -> None:
    """Register the roster; called when the applications are loaded."""
    register(PEOPLE)
