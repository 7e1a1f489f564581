"""What the reader of a person's page is to that person: it decides what the page shows and what the log says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jingjin.core.dates import month_text
from jingjin.org import public as org

if TYPE_CHECKING:
    from jingjin.core.actor import Actor
    from jingjin.org.public import Person


class Relation(StrEnum):
    """The values other than `self` and `none` are the reasons of the access log."""

    SELF = "self"
    MANAGER = "manager"
    LINE = "line"
    HR = "hr"
    NONE = "none"


_above = org.is_line_manager("id")


@dataclass(frozen=True)
class Reader:
    """The reader's relation, and the sentence that says it to them."""

    relation: Relation
    text: str

    @property
    def may_read(self) -> bool:
        """Whether the reader sees more than the directory's card."""
        return self.relation is not Relation.NONE

    @property
    def is_close(self) -> bool:
        """Whether signals and plans are this reader's matter too: the person, the direct manager, HR."""
        return self.relation in (Relation.SELF, Relation.MANAGER, Relation.HR)


def reader_of(by: Actor, person: Person) -> Reader:
    """By today's lines and roles (no query for oneself, 1 for the direct manager, else up to 4)."""
    if by.person_id == person.pk:
        return Reader(Relation.SELF, "")
    if by.person_id is not None and person.manager_id == by.person_id:
        since = org.manager_since(person)
        if since is None:
            return Reader(Relation.MANAGER, _("you are the direct manager"))
        text = _("you are the direct manager, since %(month)s") % {"month": month_text(since)}
        return Reader(Relation.MANAGER, text)
    if not org.may(by, person, "person.read"):
        return Reader(Relation.NONE, "")
    if _above.holds(by, person):
        return Reader(Relation.LINE, _("you manage above the direct manager"))
    return Reader(Relation.HR, _("you are HR of this unit"))
