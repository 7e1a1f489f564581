"""What an area says of its imports. Intake reads files and knows no meaning; a kind of import is registered by
the area whose records it makes (`targets.py`, in `apps.ready`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from jingjin.core.actor import Actor
    from jingjin.core.models import StoredFile
    from jingjin.intake.reading.parse import Records
    from jingjin.intake.reading.target import Target


class UploadState(models.TextChoices):
    """Where an upload stands."""

    OPEN = "open", _("Not imported yet")
    APPLIED = "applied", _("Imported")
    DROPPED = "dropped", _("Dropped")


@dataclass(frozen=True)
class Difference:
    """One row of the readable difference: who or what, and the fields with old and new (old "" when new)."""

    label: str
    fields: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Finding:
    """A problem at a row (None: the whole file). A blocking one must be repaired before anything is written."""

    sentence: str
    row: int | None = None
    column: str = ""
    blocking: bool = True


@dataclass(frozen=True)
class Preview:
    """What an import would do: nothing has been written."""

    added: Sequence[Difference] = ()
    changed: Sequence[Difference] = ()
    removed: Sequence[Difference] = ()
    unchanged: int = 0
    findings: Sequence[Finding] = ()
    confirm: str = ""
    """A sentence that must be ticked before going on (many would be marked as left); empty when not needed."""

    @property
    def blocked(self) -> bool:
        """Whether something must be repaired first."""
        return any(finding.blocking for finding in self.findings)

    @property
    def parts(self) -> list[tuple[Any, Sequence[Difference]]]:
        """The differences by kind, with their headings."""
        return [(_("New"), self.added), (_("Changed"), self.changed), (_("Gone"), self.removed)]

    @property
    def total(self) -> int:
        """How many things would be written."""
        return len(self.added) + len(self.changed) + len(self.removed)


@dataclass(frozen=True)
class Job:
    """What preview and apply get: who asks, what the file says, and the ticked options."""

    by: Actor
    records: Records
    options: Mapping[str, Any]
    today: date
    file: StoredFile | None = None


@dataclass(frozen=True)
class ImportKind:
    """A kind of import. `options` are yes/no choices (key → label); `apply` returns where to go on."""

    key: str
    title: Any
    note: Any
    target: Target
    allowed: Callable[[Actor], bool]
    preview: Callable[[Job], Preview]
    apply: Callable[[Job], str]
    options: Mapping[str, Any] = field(default_factory=dict)


KINDS: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Make a kind of import known to the pages, the API and the command line."""
    KINDS[kind.key] = kind
